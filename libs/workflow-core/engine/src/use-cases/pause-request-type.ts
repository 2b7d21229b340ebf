import type { RequestType, RequestTypeRegistry } from '@countersign/contract';
import type { Actor } from '../domain/actor';
import { WorkflowError } from '../domain/workflow-error';
import type { OperatorJournal } from '../ports/operator-journal';
import type { PauseStore, TypeStanding } from '../ports/pause-store';
import type { WakeUps } from '../ports/wake-ups';
import { callerOf, type Done, done, OncePerKey, type OperatorCommand } from './once-per-key';
import { requireOperator } from './operated-requests';
import { alreadyPaused, notPaused } from './operation-problems';

export interface PauseCommand extends OperatorCommand {
  /** The type as the URL spells it. */
  readonly type: string;
  readonly reason: string;
}

export type ResumeCommand = Omit<PauseCommand, 'reason'> & { readonly reason?: string };

/** Stops executing a request type in an org, and goes on with it. Submits and decisions go on all the time; one person suffices. */
export class PauseRequestType {
  private readonly once: OncePerKey;

  constructor(
    private readonly types: RequestTypeRegistry,
    private readonly pauses: PauseStore,
    journal: OperatorJournal,
    private readonly wakeUps: WakeUps,
  ) {
    this.once = new OncePerKey(journal);
  }

  /** Every request type of this deployment, as it stands in the org. */
  standings(actor: Actor, orgId: number): Promise<readonly TypeStanding[]> {
    requireOperator(actor, orgId);
    return this.pauses.standings(
      orgId,
      this.types.all().map(({ key }) => key),
    );
  }

  async pause(command: PauseCommand): Promise<Done<TypeStanding>> {
    const { key } = this.find(command);
    const caller = callerOf(command, ['pause', key, command.reason]);
    const used = await this.once.run(caller, {
      check: () => undefined,
      write: () => this.pauses.pause(caller, key, command.reason),
      refusal: () => Promise.resolve(alreadyPaused()),
    });
    return done(await this.standing(command.orgId, key), used);
  }

  async resume(command: ResumeCommand): Promise<Done<TypeStanding>> {
    const { key } = this.find(command);
    const caller = callerOf(command, ['resume', key, command.reason ?? null]);
    const used = await this.once.run(caller, {
      check: () => undefined,
      write: () => this.pauses.resume(caller, key, command.reason),
      refusal: () => Promise.resolve(notPaused()),
    });
    if (!used) this.wakeUps.signal('executions');
    return done(await this.standing(command.orgId, key), used);
  }

  private find({ actor, orgId, type }: ResumeCommand): RequestType {
    requireOperator(actor, orgId);
    const found = this.types.findByUrl(type);
    if (!found)
      throw WorkflowError.of('unknown-type', 'This request type is not supported; see the list of types in the API description.', '/type');
    return found;
  }

  private async standing(orgId: number, type: string): Promise<TypeStanding> {
    const [standing] = await this.pauses.standings(orgId, [type]);
    if (!standing) throw new Error(`The store gave no standing of ${type}.`);
    return standing;
  }
}
