import type { NoteKey } from '@countersign/journal';
import type { FoundCheckpoint, OutsideCheckpoint } from './checkpoints';
import { UnreadableError } from './unreadable-error';

/**
 * Whether the keys are those of this journal: with others nothing can be said of it, neither that it is whole nor that it is not.
 * @throws UnreadableError
 */
export function requireKnownSigner(
  inside: readonly FoundCheckpoint[],
  outside: readonly OutsideCheckpoint[],
  keys: readonly NoteKey[],
): void {
  const all = [...outside, ...inside];
  const names = new Set(keys.map(({ name }) => name));
  const renamed = all.find(({ log }) => !names.has(log));
  if (renamed)
    throw new UnreadableError(
      `The checkpoints are of the log ${renamed.log}, and the keys are of ${[...names].join(', ')}: --log is AUDIT_LOG_NAME of the workers.`,
    );
  const kept = new Set(outside.map(({ note }) => note));
  const unknown = inside.find(({ isSigned, note }) => !isSigned && kept.has(note));
  if (unknown)
    throw new UnreadableError(
      `None of the given keys signed the checkpoint of size ${unknown.size}, which is in the database and outside: give a --public-key for each key that the workers had.`,
    );
}
