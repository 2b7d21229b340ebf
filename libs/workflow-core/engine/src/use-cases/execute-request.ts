import type { ExecutionOutcome, LoyaltyCall, RequestType, RequestTypeRegistry } from '@countersign/contract';
import { sliceJson } from '@countersign/json-text';
import { judgeAttempt } from '../domain/outcome-judgement';
import { payloadDigest } from '../domain/payload-digest';
import type { Admission } from '../ports/call-admissions';
import type { ExecutionPorts } from '../ports/execution-ports';
import type { ClaimedExecution, Lease, Settlement } from '../ports/execution-store';
import type { HeldLeases } from './held-leases';
import { judgeAnswer, type JudgedAnswer, readAnswer } from './judge-answer';
import { settleSurely } from './settle-surely';

export type ExecutionEnd = 'settled' | 'fenced' | 'nothing-to-claim';

interface Attempt extends JudgedAnswer {
  readonly noteClass?: 'tampered';
}

/** One attempt at an approved request: claim, fence, call, judge, settle. The fence is the last line before the call. */
export class ExecuteRequest {
  constructor(
    private readonly types: RequestTypeRegistry,
    private readonly ports: ExecutionPorts,
    private readonly leases: HeldLeases,
  ) {}

  /** Claims and runs within the room that the admission gives; a job that names an execution which is done, held or newer finds nothing to claim. */
  async execute(due: Lease, admission: Admission): Promise<ExecutionEnd> {
    const claimed = await this.ports.executions.claim(due);
    return claimed ? this.leases.during(claimed, () => this.attempt(claimed, admission)) : 'nothing-to-claim';
  }

  private async attempt(claimed: ClaimedExecution, admission: Admission): Promise<ExecutionEnd> {
    const startedAt = this.ports.clock.now();
    const type = this.types.require(claimed.type);
    const prepared = prepare(type, claimed);
    if ('outcome' in prepared) return this.settle(claimed, prepared, startedAt);
    if (!(await this.ports.executions.fence(claimed))) {
      this.ports.observer.fencedBeforeCall(claimed);
      return 'fenced';
    }
    const received = await this.ports.loyalty.send({
      orgId: claimed.orgId,
      route: type.loyaltyRoute,
      call: prepared.call,
      idempotencyKey: `${claimed.orgId}-${claimed.requestId}`,
      traceId: claimed.traceId,
    });
    const answer = readAnswer(type, prepared.payload, received);
    admission.end(answer);
    return this.settle(claimed, judgeAnswer(type, prepared.payload, answer), startedAt);
  }

  private async settle(claimed: ClaimedExecution, attempt: Attempt, startedAt: number): Promise<ExecutionEnd> {
    const { outcome, uncounted } = attempt;
    const random = this.ports.identifiers.random();
    const judgement = judgeAttempt({ ...claimed, outcome, random, ...(uncounted && { uncounted }) });
    const settlement: Settlement = {
      orgId: claimed.orgId,
      requestId: claimed.requestId,
      epoch: claimed.epoch,
      eventId: this.ports.identifiers.eventId(),
      attempt: {
        class: attempt.noteClass ?? outcome.kind,
        durationMs: Math.round(this.ports.clock.now() - startedAt),
        ...(attempt.httpStatus !== undefined && { httpStatus: attempt.httpStatus }),
        ...(outcome.kind !== 'executed' && { code: outcome.code }),
      },
      ...judgement,
      ...(judgement.next !== 'due' && attempt.answer !== undefined && { loyaltyAnswerText: attempt.answer }),
    };
    const settled = await settleSurely(this.ports.executions, this.ports.clock, settlement);
    this.ports.observer.attempted({ ...leaseOf(claimed), note: settlement.attempt, judgement, fenced: !settled });
    if (settled && judgement.next !== 'due') {
      this.ports.wakeUps.signal('outcomes');
      if (judgement.next !== 'needs_review') this.ports.wakeUps.signal('deliveries');
    }
    return settled ? 'settled' : 'fenced';
  }
}

function leaseOf({ orgId, requestId, epoch, type, traceId }: ClaimedExecution) {
  return { orgId, requestId, epoch, type, traceId };
}

/** Only a restored database leads here: a doubt that arises in an attempt is held at once. */
const NOT_SENT_AGAIN: ExecutionOutcome = {
  kind: 'hold',
  code: 'in-doubt-after-restore',
  message: 'It may have been executed before the database was restored, and the loyalty API would execute it again; it was not sent.',
};

function prepare(type: RequestType, claimed: ClaimedExecution): { readonly payload: unknown; readonly call: LoyaltyCall } | Attempt {
  if (claimed.inDoubt && claimed.whenInDoubt === 'hold') return { outcome: NOT_SENT_AGAIN };
  if (payloadDigest(claimed.payloadSalt, claimed.payloadText) !== claimed.payloadDigest)
    return {
      noteClass: 'tampered',
      outcome: {
        kind: 'hold',
        code: 'payload-changed',
        message: 'The stored payload is not the one that was approved; it was not executed.',
      },
    };
  try {
    const payload: unknown = JSON.parse(claimed.payloadText);
    const bodyText = sliceJson(claimed.payloadText, ['body']) ?? '';
    return { payload, call: type.buildCall({ orgId: claimed.orgId, requestId: claimed.requestId, payload, bodyText }) };
  } catch {
    return { outcome: { kind: 'hold', code: 'call-not-built', message: 'The request type could not build its call; nothing was sent.' } };
  }
}
