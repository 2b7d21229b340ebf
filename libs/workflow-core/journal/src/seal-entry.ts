import { type CommittedEntry, digestWords, type JournalEntry, leafHash, type Texts } from './entry';
import type { Hash } from './hash';

/** What the tree has of an entry. */
export interface Leaf {
  readonly hash: Hash;
  readonly digests: Texts;
}

/** @param salt for the words of this entry alone; not used without words */
export function sealEntry({ orgId, kind, fields, words }: JournalEntry, salt: Buffer): Leaf {
  const digests = digestWords(words, salt);
  const committed: CommittedEntry = { orgId, kind, fields, digests };
  return { hash: leafHash(committed), digests };
}
