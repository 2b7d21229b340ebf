import type { EntryKind, Texts } from '@countersign/journal';

/** A bundle is a file of JSON lines: a header, then what the database holds of one org's journal, then a count of it all. */
export type BundleLine =
  | { readonly bundle: typeof BUNDLE_NAME; readonly version: number; readonly org: number; readonly exportedAt: string }
  | ({ readonly leaf: number } & BundledLeaf)
  | { readonly checkpoint: BundledCheckpoint }
  | { readonly unsealed: BundledEntry }
  | { readonly standing: Standing }
  | { readonly beside: RowBeside }
  | { readonly head: BundledHead }
  | { readonly end: BundleCount };

export const BUNDLE_NAME = 'countersign-journal';
export const BUNDLE_VERSION = 2;

/** Which row of the database an entry is. */
export interface EntryKey {
  readonly kind: EntryKind;
  readonly request: string;
  readonly number: number;
}

export interface BundledEntry extends EntryKey {
  readonly fields: Texts;
  readonly words: Texts;
}

/** A leaf and the entry that it stands for. Everything that is bytes is in base64. */
export interface BundledLeaf extends EntryKey {
  /** What the database says that its hash is. */
  readonly hash: string;
  /** Null: there is a leaf, and no entry. */
  readonly fields: Texts | null;
  /** Absent where they were erased. */
  readonly words?: Texts;
  readonly salt?: string;
  /** What is not erased with the words. */
  readonly lasting?: Texts;
  readonly lastingSalt?: string;
  readonly digests?: Texts;
}

/** The columns beside the note repeat what it says. */
export interface BundledCheckpoint {
  readonly size: number;
  readonly note: string;
  readonly root: string;
  readonly from: number;
  readonly sealedAt: string;
}

/** How far the database says that the org is sealed. */
export interface BundledHead {
  readonly size: number;
  readonly peaks: string;
  /** Rows that are older than the journal, or come from another server, are still being looked for. */
  readonly isTakingIn: boolean;
}

/** A row of another table that is not what the journal tells of it. */
export interface RowBeside {
  readonly table: string;
  /** Its key, in words. */
  readonly name: string;
  readonly kind: 'edit' | 'insert' | 'delete';
  readonly columns: readonly string[];
}

/** How a request stands by its own row, to be compared with what the journal says. */
export interface Standing {
  readonly request: string;
  readonly type: string;
  readonly state: string;
  readonly version: number;
  /** Its personal data is gone, by its own row. */
  readonly erased?: true;
}

export interface BundleCount {
  readonly leaves: number;
  readonly checkpoints: number;
  readonly unsealed: number;
  readonly standings: number;
  readonly beside: number;
  readonly heads: number;
}
