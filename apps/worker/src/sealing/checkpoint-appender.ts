import type { JournalStore, LooseCheckpoint } from '@countersign/engine';
import { type CheckpointFile, checkpointLineOf } from '@countersign/journal';

const MOST_CHECKPOINTS = 100;
/** Longer than appending ever takes; after that another worker takes the dead one's over. */
const HOLD_MS = 10_000;

/**
 * Carries signed checkpoints out of the database. Stored first, then appended, then marked: a crash between leaves one that is appended
 * later, or twice; never one outside of which the database knows nothing.
 */
export class CheckpointAppender {
  constructor(
    private readonly store: Pick<JournalStore, 'claimCheckpoints' | 'markAppended'>,
    private readonly file: CheckpointFile,
  ) {}

  /** @throws the error of the file system, where nothing could be appended */
  requireWritable(): Promise<void> {
    return this.file.requireWritable();
  }

  /** Returns how many were appended. */
  async round(): Promise<number> {
    const loose = await this.store.claimCheckpoints(MOST_CHECKPOINTS, HOLD_MS);
    if (loose.length === 0) return 0;
    await this.file.append(loose.map((checkpoint) => ({ orgId: checkpoint.orgId, line: lineOf(checkpoint) })));
    await this.store.markAppended(loose);
    return loose.length;
  }
}

function lineOf({ note, from, marks }: LooseCheckpoint): string {
  return checkpointLineOf({ note, from, marks });
}
