import type { RequestTypeRegistry } from '@countersign/contract';
import { judgeLoss } from '../domain/outcome-judgement';
import type { ExecutionPorts } from '../ports/execution-ports';
import type { LostExecution } from '../ports/execution-store';

const BATCH = 64;

/**
 * Judges executions whose worker died or hung. Without the mark of the fence the call never left, so it is simply due again;
 * with it the call may have taken effect, so the request is in doubt like after any lost answer. A request that loses its worker again and
 * again is held for review, so that it cannot end one worker after the other.
 */
export class RecoverLostExecutions {
  constructor(
    private readonly types: RequestTypeRegistry,
    private readonly ports: Omit<ExecutionPorts, 'loyalty' | 'clock'>,
  ) {}

  /** How many were recovered. */
  async execute(): Promise<number> {
    const lost = await this.ports.executions.takeOverLost(
      this.types.all().map(({ key }) => key),
      BATCH,
    );
    await Promise.all(lost.map((execution) => this.recover(execution)));
    if (lost.length > 0) this.ports.wakeUps.signal('executions');
    return lost.length;
  }

  private async recover(lost: LostExecution): Promise<void> {
    const judgement = judgeLoss({ ...lost, random: this.ports.identifiers.random() });
    const { orgId, requestId, epoch, type, sent } = lost;
    const note = { class: 'lost', durationMs: 0, code: sent ? 'worker-lost-after-sending' : 'worker-lost-before-sending' } as const;
    const settled = await this.ports.executions.settle({
      orgId,
      requestId,
      epoch,
      eventId: this.ports.identifiers.eventId(),
      attempt: note,
      ...judgement,
    });
    this.ports.observer.attempted({ orgId, requestId, epoch, type, note, judgement, fenced: !settled });
    if (settled && judgement.next !== 'due') this.ports.wakeUps.signal('outcomes');
  }
}
