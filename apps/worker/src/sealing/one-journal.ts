import { open } from 'node:fs/promises';
import type { JournalStore } from '@countersign/engine';
import { openNote, readCheckpoint, readCheckpointLine } from '@countersign/journal';

/** Of the end of the file so much is read: the newest checkpoints of the orgs that were sealed last. */
const TAIL_BYTES = 256 * 1024;

interface Outside {
  readonly orgId: number;
  readonly size: number;
  readonly note: string;
  readonly log: string;
}

/** Whether the file of checkpoints, the database and the name of the log belong together. */
export class OneJournal {
  constructor(
    private readonly store: Pick<JournalStore, 'missingCheckpoints'>,
    private readonly file: string,
    private readonly logName: string,
  ) {}

  /** What is wrong and what to do, in words; undefined when all is well. */
  async problem(): Promise<string | undefined> {
    const newest = await this.newestOutside();
    const other = newest.find(({ log }) => log !== this.logName);
    if (other)
      return `AUDIT_LOG_NAME is ${this.logName}, but the checkpoints in ${this.file} are of ${other.log}. Give it back its name, or begin a new file.`;
    const [missing] = await this.store.missingCheckpoints(newest);
    if (!missing) return undefined;
    return (
      `The checkpoint of size ${missing.size} of org ${missing.orgId} in ${this.file} is not in the database: this is another database, or an older state of it. ` +
      'After a restore begin a new file with `npm run after-restore -- --continues <this file>`; see docs/operations.md.'
    );
  }

  private async newestOutside(): Promise<readonly Outside[]> {
    const newest = new Map<number, Outside>();
    for (const line of await tailOf(this.file)) {
      const note = readCheckpointLine(line)?.note;
      const checkpoint = note === undefined ? undefined : readCheckpoint(openNote(note, [])?.text ?? '');
      // A later line of an org may be an older checkpoint that a crash had kept back.
      if (note !== undefined && checkpoint && (newest.get(checkpoint.orgId)?.size ?? 0) < checkpoint.size)
        newest.set(checkpoint.orgId, { orgId: checkpoint.orgId, size: checkpoint.size, note, log: checkpoint.log });
    }
    return [...newest.values()];
  }
}

/** Whole lines; none while there is no file yet. */
async function tailOf(path: string): Promise<string[]> {
  const file = await open(path, 'r').catch((error: unknown) => {
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (!file) return [];
  try {
    const { size } = await file.stat();
    const from = Math.max(0, size - TAIL_BYTES);
    const { buffer } = await file.read(Buffer.alloc(size - from), 0, size - from, from);
    return buffer
      .toString('utf8')
      .split('\n')
      .slice(from > 0 ? 1 : 0);
  } finally {
    await file.close();
  }
}
