import { refuseRedispatch } from '../domain/operation-rules';
import type { ReviewedRequest } from '../ports/operations-store';
import type { OperatorJournal } from '../ports/operator-journal';
import type { PauseStore } from '../ports/pause-store';
import type { WakeUps } from '../ports/wake-ups';
import { callerOf, type Done, done, OncePerKey, type OperatorCommand } from './once-per-key';
import type { OperatedRequests } from './operated-requests';
import { redispatchProblem } from './operation-problems';

export interface RedispatchCommand extends OperatorCommand {
  readonly requestId: string;
  readonly reason: string;
}

/** An accepted request that waits need not wait any longer. Says nothing about what its attempts came to: doubt stays doubt. */
export class RedispatchExecution {
  private readonly once: OncePerKey;

  constructor(
    private readonly operated: OperatedRequests,
    private readonly pauses: PauseStore,
    journal: OperatorJournal,
    private readonly wakeUps: WakeUps,
  ) {
    this.once = new OncePerKey(journal);
  }

  async execute(command: RedispatchCommand): Promise<Done<ReviewedRequest>> {
    const { requestId, reason } = command;
    const before = await this.operated.read(command);
    const caller = callerOf(command, ['redispatch', requestId, reason]);
    const used = await this.once.run(caller, {
      check: async () => {
        const refusal = await this.refusal(before);
        if (refusal) throw redispatchProblem(refusal);
      },
      write: () => this.operated.store.redispatch(caller, requestId, reason),
      // Claimed by a worker, held or ended between the look and the write; what it is now may have been undone again.
      refusal: async () => redispatchProblem((await this.refusal(await this.operated.read(command))) ?? 'under-way'),
    });
    if (!used) this.wakeUps.signal('executions');
    return done(await this.operated.read(command), used);
  }

  private async refusal({ request }: ReviewedRequest) {
    const pause = await this.pauses.find(request.orgId, request.type);
    return refuseRedispatch(request, pause !== undefined);
  }
}
