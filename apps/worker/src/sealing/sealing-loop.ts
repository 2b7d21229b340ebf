import type { Counter, Logger } from '@countersign/observability';
import type { LoopWork } from '../loops/polling-loop';
import type { CheckpointAppender } from './checkpoint-appender';
import type { JournalSealer } from './journal-sealer';

/** What the loop tells of itself. */
export interface SealingSigns {
  readonly logger: Logger;
  readonly sealed: Counter;
  readonly failed: Counter;
}

/** Seals what happened, and carries the checkpoints outside. */
export class SealingLoop implements LoopWork {
  readonly name = 'sealing';
  private failing: ReadonlySet<number> = new Set();

  constructor(
    private readonly sealer: JournalSealer,
    private readonly appender: CheckpointAppender,
    private readonly signs: SealingSigns,
    readonly idleMs: number,
  ) {}

  async round(): Promise<boolean> {
    const { sealed, failures, isBehind } = await this.sealer.round();
    this.signs.sealed.inc(sealed);
    this.tell(failures);
    await this.appender.round();
    return isBehind;
  }

  /** Each org's trouble once, until it is over. */
  private tell(failures: ReadonlyMap<number, unknown>): void {
    for (const [orgId, error] of failures) {
      this.signs.failed.inc();
      if (!this.failing.has(orgId)) this.signs.logger.error({ err: error, orgId }, 'the journal of an org was not sealed');
    }
    this.failing = new Set(failures.keys());
  }
}
