import type { Hash } from './hash';

/** So many bytes of a leaf hash tell which entry it was. That none is wrong is proven by the root, not by these. */
const MARK_BYTES = 8;

/** One line of the file of checkpoints that is kept outside the database. */
export interface CheckpointLine {
  readonly note: string;
  /** The size of the tree before; the marks are those of the leaves since. */
  readonly from: number;
  readonly marks: readonly string[];
}

/** The beginning of a leaf hash, by which damage is located. */
export function markOf(leaf: Hash): string {
  return leaf.subarray(0, MARK_BYTES).toString('hex');
}

/** The marks of these leaves, one after the other. */
export function marksOf(leaves: readonly Hash[]): Buffer {
  return Buffer.concat(leaves.map((leaf) => leaf.subarray(0, MARK_BYTES)));
}

/** One JSON object and a line break. No entry is told in it: it may lie where nobody may read the database. */
export function checkpointLineOf({ note, from, marks }: { readonly note: string; readonly from: number; readonly marks: Buffer }): string {
  return `${JSON.stringify({ note, from, marks: marks.toString('base64') })}\n`;
}

/** Undefined: the line is broken, as a crash in the middle of writing leaves one. */
export function readCheckpointLine(line: string): CheckpointLine | undefined {
  const value = parsed(line);
  if (typeof value !== 'object' || value === null) return undefined;
  const { note, from, marks } = value as Readonly<Record<string, unknown>>;
  if (typeof note !== 'string' || typeof from !== 'number' || typeof marks !== 'string') return undefined;
  const bytes = Buffer.from(marks, 'base64');
  const count = Math.floor(bytes.length / MARK_BYTES);
  return { note, from, marks: Array.from({ length: count }, (_, index) => markOf(bytes.subarray(index * MARK_BYTES))) };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
