import { type Hash, sha256 } from './hash';
import { hashLeaf } from './merkle-tree';

/** Of the encoding below. A change of it is a new version; entries that were sealed by an old one stay as they are. */
export const ENTRY_VERSION = '1';

/** What a journal's entries tell of. Part of what is signed: never renamed. */
export const ENTRY_KINDS = [
  'transition',
  'operator-action',
  'identity-action',
  'policy-action',
  'refusal',
  'webhook-action',
  'client-action',
  'read',
  'revoked-approval',
] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** Text by name; what is absent is left out. */
export type Texts = Readonly<Record<string, string>>;

/** One thing that happened, as it is stored. */
export interface JournalEntry {
  readonly orgId: number;
  readonly kind: EntryKind;
  /** What stays for good: ids, states, codes, times. */
  readonly fields: Texts;
  /** What people and systems said in their own words. May hold personal data, so it can be erased. */
  readonly words: Texts;
  /** What stays when words are erased, and is too long or too private to be a field: names of staff, digests of rows. */
  readonly lasting: Texts;
}

/** Of one entry alone, each of 16 random bytes. */
export interface Salts {
  /** Of the words; erased with them. */
  readonly words: Buffer;
  readonly lasting: Buffer;
}

/** What of an entry a leaf commits to: of words nothing but salted digests. */
export interface CommittedEntry {
  readonly orgId: number;
  readonly kind: EntryKind;
  readonly fields: Texts;
  /** By the name of the words, in base64. */
  readonly digests: Texts;
}

/**
 * Digests of the words of an entry, or of what lasts. Short words could be found by trying, were it not for the salt: once that is erased, a
 * digest tells nothing about them.
 * @param salt 16 random bytes of this entry and part alone
 */
export function digestTexts(texts: Texts, salt: Buffer): Texts {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, digestOf(name, text, salt)]));
}

function digestOf(name: string, text: string, salt: Buffer): string {
  return sha256(salt, name, '\0', text).toString('base64');
}

/**
 * The bytes of a leaf: JSON canonicalised by RFC 8785. All values are text, which leaves of that standard only this: names sorted, no white
 * space, strings as JSON.stringify writes them.
 */
export function leafBytes({ orgId, kind, fields, digests }: CommittedEntry): string {
  return `{"digests":${canonical(digests)},"fields":${canonical(fields)},"kind":${JSON.stringify(kind)},"org":"${orgId}","v":"${ENTRY_VERSION}"}`;
}

export function leafHash(entry: CommittedEntry): Hash {
  return hashLeaf(leafBytes(entry));
}

function canonical(texts: Texts): string {
  const names = Object.keys(texts).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${JSON.stringify(texts[name])}`).join(',')}}`;
}
