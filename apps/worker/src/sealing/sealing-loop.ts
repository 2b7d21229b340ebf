import type { Counter, Logger } from '@countersign/observability';
import type { LoopWork } from '../loops/polling-loop';
import type { CheckpointAppender } from './checkpoint-appender';
import type { JournalSealer } from './journal-sealer';
import type { OneJournal } from './one-journal';

/** What the loop tells of itself, and what it asks first. */
export interface SealingSigns {
  readonly logger: Logger;
  readonly sealed: Counter;
  readonly failed: Counter;
  readonly journal: Pick<OneJournal, 'problem'>;
}

/** Seals what happened, and carries the checkpoints outside. */
export class SealingLoop implements LoopWork {
  readonly name = 'sealing';
  private failing: ReadonlySet<number> = new Set();
  /** Nothing is sealed before this is known: what is signed on top of another journal can never be taken back. */
  private isOneJournal = false;
  private told: string | undefined;

  constructor(
    private readonly sealer: JournalSealer,
    private readonly appender: CheckpointAppender,
    private readonly signs: SealingSigns,
    readonly idleMs: number,
  ) {}

  async round(): Promise<boolean> {
    this.isOneJournal ||= await this.belongsTogether();
    if (!this.isOneJournal) return false;
    const { sealed, failures, isBehind } = await this.sealer.round();
    this.signs.sealed.inc(sealed);
    this.tell(failures);
    await this.appender.round();
    return isBehind;
  }

  private async belongsTogether(): Promise<boolean> {
    const problem = await this.signs.journal.problem();
    if (problem === undefined) return true;
    this.signs.failed.inc();
    if (problem !== this.told) this.signs.logger.error(`the journal is not sealed: ${problem}`);
    this.told = problem;
    return false;
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
