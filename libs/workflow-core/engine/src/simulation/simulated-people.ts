import type { Actor } from '../domain/actor';
import { StoreUnavailableError, WorkflowError } from '../domain/workflow-error';
import type { SeededRandom } from '../in-memory/seeded-random';
import type { Identifiers } from '../ports/identifiers';
import { DecideRequest } from '../use-cases/decide-request';
import type { PolicyBook } from '../use-cases/policy-book';
import { SubmitRequest } from '../use-cases/submit-request';
import { WithdrawRequest } from '../use-cases/withdraw-request';
import type { ProcessStores } from './faulty-stores';
import { SIMULATED_TYPES } from './simulated-types';
import { SimulatedProcess, type Turns } from './turns';

export const ORG = 7001;
export const MAKER_ID = 1;
const CHECKER_IDS = [2, 3] as const;
const TRACE_ID = 'a'.repeat(32);

function actor(userId: number): Actor {
  return { userId, name: `person-${userId}`, orgs: new Map([[ORG, [{ name: 'CanMakeRequest' }, { name: 'CanCheckRequest' }]]]) };
}

/** One life of a gateway. */
export interface SimulatedGateway {
  readonly process: SimulatedProcess;
  readonly submit: SubmitRequest;
  readonly decide: DecideRequest;
  readonly withdraw: WithdrawRequest;
}

export function simulatedGateway(
  process: SimulatedProcess,
  { requests }: ProcessStores,
  policies: PolicyBook,
  identifiers: Identifiers,
): SimulatedGateway {
  return {
    process,
    submit: new SubmitRequest(SIMULATED_TYPES, requests, policies, identifiers),
    decide: new DecideRequest(SIMULATED_TYPES, requests, policies, identifiers),
    withdraw: new WithdrawRequest(SIMULATED_TYPES, requests, identifiers),
  };
}

/** What the people around one request were told: all of it must be true in the end. */
export interface ToldToPeople {
  requestId?: string;
  /** Who was told that their decision is written. */
  readonly decided: number[];
  withdrawn: boolean;
  selfApproved: boolean;
}

/** The people around one request: they repeat what failed, with the same key, until they get an answer. */
export class SimulatedPeople {
  readonly told: ToldToPeople = { decided: [], withdrawn: false, selfApproved: false };
  private readonly process = new SimulatedProcess('people');

  constructor(
    private readonly name: string,
    private readonly gateway: () => SimulatedGateway,
    private readonly turns: Turns,
    private readonly random: SeededRandom,
  ) {}

  async act(): Promise<void> {
    const type = this.random.pick(['REPLAYED_GRANT', 'REPLAYED_GRANT', 'HELD_GRANT']);
    const bodyText = `{"customer":"${this.random.pick(['asha', 'bela', 'chen'])}","key":"${this.random.pick(['k1', 'k2'])}"}`;
    const command = { actor: actor(MAKER_ID), orgId: ORG, type, entityInfo: {}, bodyText, rawText: bodyText, traceId: TRACE_ID };
    const submitted = await this.surely(({ submit }) => submit.execute({ ...command, idempotencyKey: this.name }));
    if (!submitted) return;
    const { requestId } = submitted.request;
    this.told.requestId = requestId;
    const deciders = CHECKER_IDS.filter(() => this.random.chance(0.7)).map((id) => this.decide(type, requestId, id));
    if (this.random.chance(0.3)) deciders.push(this.decide(type, requestId, MAKER_ID));
    if (this.random.chance(0.15)) deciders.push(this.withdraw(requestId));
    await Promise.all(deciders);
  }

  private async decide(type: string, requestId: string, userId: number): Promise<void> {
    const verdict = this.random.chance(0.8) ? 'approved' : 'rejected';
    const command = { actor: actor(userId), orgId: ORG, type, requestId, verdict, comment: '', traceId: TRACE_ID } as const;
    const decided = await this.surely(({ decide }) => decide.execute({ ...command, idempotencyKey: this.name }));
    if (!decided) return;
    if (userId === MAKER_ID) this.told.selfApproved = true;
    this.told.decided.push(userId);
  }

  private async withdraw(requestId: string): Promise<void> {
    const command = { actor: actor(MAKER_ID), orgId: ORG, requestId, traceId: TRACE_ID };
    this.told.withdrawn = (await this.surely(({ withdraw }) => withdraw.execute(command))) !== undefined;
  }

  /** Undefined: it was refused, which ends it. */
  private async surely<Answer>(call: (gateway: SimulatedGateway) => Promise<Answer>): Promise<Answer | undefined> {
    for (;;) {
      await this.turns.wait(this.process);
      const gateway = this.gateway();
      try {
        return await gateway.process.answer(() => call(gateway));
      } catch (error) {
        if (error instanceof StoreUnavailableError) continue;
        if (error instanceof WorkflowError) return undefined;
        throw error;
      }
    }
  }
}
