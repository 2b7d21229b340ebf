import {
  type Checkpoint,
  type CheckpointLine,
  checkpointHash,
  type NoteKey,
  openNote,
  readCheckpoint,
  readCheckpointLine,
  readRestoredLine,
} from '@countersign/journal';
import { followLinks, type Restore, restoreOf } from './restores';

/** A checkpoint of this org's journal whose text could be read. */
export interface FoundCheckpoint extends Checkpoint {
  readonly note: string;
  /** Of its text: what the next one names. */
  readonly hash: string;
  /** By one of the given keys. */
  readonly isSigned: boolean;
}

/** One that was kept outside the database. */
export interface OutsideCheckpoint extends FoundCheckpoint, Pick<CheckpointLine, 'from' | 'marks'> {}

export interface OutsideFile {
  readonly checkpoints: readonly OutsideCheckpoint[];
  /** Lines that a crash left broken, or somebody spoilt. */
  readonly brokenLines: number;
  readonly restores: readonly Restore[];
}

/** Undefined: it is no checkpoint of this org. */
export function openCheckpoint(note: string, orgId: number, keys: readonly NoteKey[]): FoundCheckpoint | undefined {
  const opened = openNote(note, keys);
  const checkpoint = opened && readCheckpoint(opened.text);
  if (checkpoint?.orgId !== orgId) return undefined;
  return { ...checkpoint, note, hash: checkpointHash(opened?.text ?? '').toString('base64'), isSigned: opened?.signedBy !== undefined };
}

/**
 * All checkpoints of the org in these files and in those that they continue, the oldest first. A line that is there twice, as after a crash,
 * counts once. What a restored backup had lost is told of, and proves nothing any more.
 */
export async function readOutside(files: readonly string[], orgId: number, keys: readonly NoteKey[], asOf?: Date): Promise<OutsideFile> {
  const followed = await followLinks(files, keys);
  const restores = followed.links.map((link) => restoreOf(link, followed, orgId, keys));
  const found = new Map<string, OutsideCheckpoint>();
  let brokenLines = 0;
  for (const [path, lines] of followed.texts) {
    const kept = Math.min(...restores.filter(({ continued }) => continued.includes(path)).map(({ size }) => size), Infinity);
    for (const text of lines) {
      const line = readCheckpointLine(text);
      if (!line && !readRestoredLine(text, [])) brokenLines += 1;
      const checkpoint = line && openCheckpoint(line.note, orgId, keys);
      if (line && checkpoint && checkpoint.size <= kept && !(asOf && checkpoint.sealedAt > asOf))
        found.set(line.note, { ...checkpoint, from: line.from, marks: line.marks });
    }
  }
  const checkpoints = [...found.values()].sort((a, b) => a.sealedAt.getTime() - b.sealedAt.getTime() || a.size - b.size);
  return { checkpoints, brokenLines, restores };
}
