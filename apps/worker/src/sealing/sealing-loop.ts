import type { Counter, Logger } from '@countersign/observability';
import type { LoopWork } from '../loops/polling-loop';
import type { CheckpointAppender } from './checkpoint-appender';
import type { JournalSealer } from './journal-sealer';
import type { JournalState } from './journal-state';
import type { OneJournal } from './one-journal';

/** What the loop tells of itself, and what it asks first. */
export interface SealingSigns {
  readonly logger: Logger;
  readonly sealed: Counter;
  readonly failed: Counter;
  readonly state: JournalState;
  readonly journal: Pick<OneJournal, 'problem'>;
}

/** Seals what happened, and carries the checkpoints outside. */
export class SealingLoop implements LoopWork {
  readonly name = 'sealing';
  private failing: ReadonlySet<number> = new Set();
  /** Nothing is sealed before this is known: what is signed on top of another journal can never be taken back. */
  private isOneJournal = false;
  private owesLines = false;

  constructor(
    private readonly sealer: Pick<JournalSealer, 'round'>,
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
    await this.carryOutside();
    if (!this.owesLines && failures.size === 0) this.signs.state.succeeds();
    return isBehind && !this.owesLines;
  }

  /** A file that cannot be written must be known before there is something to write. */
  private async belongsTogether(): Promise<boolean> {
    try {
      await this.appender.requireWritable();
      const problem = await this.signs.journal.problem();
      if (problem === undefined) return true;
      this.complain(problem);
    } catch (error) {
      this.complainOfFile(error);
    }
    return false;
  }

  /** What could not be written is claimed again only after a while: until lines are written again the file counts as failing. */
  private async carryOutside(): Promise<void> {
    try {
      const written = await this.appender.round();
      if (written > 0) this.owesLines = false;
    } catch (error) {
      this.owesLines = true;
      this.complainOfFile(error);
    }
  }

  /** @throws what is not the file's: the round is tried again, and readiness tells of the database by itself */
  private complainOfFile(error: unknown): void {
    const code = fileProblem(error);
    if (code === undefined) throw error;
    this.complain(`AUDIT_CHECKPOINT_FILE cannot be read or written (${code})`);
  }

  private complain(problem: string): void {
    this.signs.failed.inc();
    if (this.signs.state.fails(problem)) this.signs.logger.error(`the journal is not sealed: ${problem}`);
  }

  /** Each org's trouble once, until it is over. */
  private tell(failures: ReadonlyMap<number, unknown>): void {
    for (const [orgId, error] of failures) {
      this.signs.failed.inc();
      if (!this.failing.has(orgId)) this.signs.logger.error({ err: error, orgId }, 'the journal of an org was not sealed');
      this.signs.state.fails('that of some org could not be, see the log');
    }
    this.failing = new Set(failures.keys());
  }
}

/** The code of an error of the file system; those of a database have their own classes. */
function fileProblem(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'syscall' in error && 'code' in error ? String(error.code) : undefined;
}
