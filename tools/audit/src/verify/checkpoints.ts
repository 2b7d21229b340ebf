import { readFile } from 'node:fs/promises';
import {
  type Checkpoint,
  type CheckpointLine,
  checkpointHash,
  type NoteKey,
  openNote,
  readCheckpoint,
  readCheckpointLine,
} from '@countersign/journal';
import { UnreadableError } from './unreadable-error';

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
}

/** Undefined: it is no checkpoint of this org. */
export function openCheckpoint(note: string, orgId: number, keys: readonly NoteKey[]): FoundCheckpoint | undefined {
  const opened = openNote(note, keys);
  const checkpoint = opened && readCheckpoint(opened.text);
  if (checkpoint?.orgId !== orgId) return undefined;
  return { ...checkpoint, note, hash: checkpointHash(opened?.text ?? '').toString('base64'), isSigned: opened?.signedBy !== undefined };
}

/** All checkpoints of the org in these files, the oldest first. A line that is there twice, as after a crash, counts once. */
export async function readOutside(files: readonly string[], orgId: number, keys: readonly NoteKey[], asOf?: Date): Promise<OutsideFile> {
  const found = new Map<string, OutsideCheckpoint>();
  let brokenLines = 0;
  for (const text of await textsOf(files)) {
    const line = readCheckpointLine(text);
    if (!line) brokenLines += 1;
    const checkpoint = line && openCheckpoint(line.note, orgId, keys);
    if (line && checkpoint && !(asOf && checkpoint.sealedAt > asOf))
      found.set(line.note, { ...checkpoint, from: line.from, marks: line.marks });
  }
  return { checkpoints: [...found.values()].sort((a, b) => a.sealedAt.getTime() - b.sealedAt.getTime() || a.size - b.size), brokenLines };
}

async function textsOf(files: readonly string[]): Promise<string[]> {
  const lines = files.map(async (file) => {
    const text = await readFile(file, 'utf8').catch((cause: unknown) => {
      throw new UnreadableError(`${file} cannot be read.`, { cause });
    });
    return text.split('\n').filter((line) => line !== '');
  });
  return (await Promise.all(lines)).flat();
}
