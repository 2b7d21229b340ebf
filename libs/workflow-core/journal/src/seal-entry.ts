import { type CommittedEntry, digestTexts, type JournalEntry, leafHash, type Salts, type Texts } from './entry';
import type { Hash } from './hash';

/** What the tree has of an entry. */
export interface Leaf {
  readonly hash: Hash;
  readonly digests: Texts;
}

/** Words and what lasts have no name in common. @param salts not used for what is not there */
export function sealEntry({ orgId, kind, fields, words, lasting }: JournalEntry, salts: Salts): Leaf {
  const digests = { ...digestTexts(words, salts.words), ...digestTexts(lasting, salts.lasting) };
  const committed: CommittedEntry = { orgId, kind, fields, digests };
  return { hash: leafHash(committed), digests };
}
