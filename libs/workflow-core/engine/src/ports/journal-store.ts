import { token } from '@countersign/wiring';

/** Something that happened, as the journal keeps it. */
export interface JournalRow {
  readonly kind:
    | 'transition'
    | 'operator-action'
    | 'identity-action'
    | 'policy-action'
    | 'refusal'
    | 'webhook-action'
    | 'client-action'
    | 'read'
    | 'revoked-approval';
  /** Zeros for what is about no request. */
  readonly requestId: string;
  /** Of the transition within its request; else of the row within its org. */
  readonly number: number;
  /** What stays for good, as text by name. */
  readonly fields: Readonly<Record<string, string>>;
  /** What was said in words, and may be erased. */
  readonly words: Readonly<Record<string, string>>;
  /** What stays, and is sealed by digests. */
  readonly lasting: Readonly<Record<string, string>>;
}

/** How far an org is sealed, and what comes next. */
export interface UnsealedJournal {
  /** Names this state of the journal; sealing fails when it is another one by then. */
  readonly token: string;
  readonly size: number;
  /** The roots of the complete parts of the tree, one after the other. */
  readonly peaks: Buffer;
  readonly last?: { readonly note: string; readonly root: Buffer };
  /** The database's time. */
  readonly at: Date;
  /** Opaque: goes back with `seal`. */
  readonly next: object;
  /** Older rows are still being looked for: the next step is due at once. */
  readonly isCatchingUp: boolean;
  /** These rows were found by looking for older ones. */
  readonly areOlder: boolean;
  /** In the order in which they are to be sealed. None may be left out. */
  readonly rows: readonly JournalRow[];
}

/** A row with what the tree has of it. */
export interface SealedRow extends Pick<JournalRow, 'kind' | 'requestId' | 'number'> {
  readonly leafIndex: number;
  readonly leafHash: Buffer;
  /** Absent without words, and without what lasts. */
  readonly digests?: Readonly<Record<string, string>>;
  /** Of the words; absent without any. */
  readonly salt?: Buffer;
  readonly lastingSalt?: Buffer;
}

export interface SealedJournal {
  readonly token: string;
  readonly next: object;
  readonly size: number;
  readonly peaks: Buffer;
  readonly rows: readonly SealedRow[];
  /** Absent when no row was sealed. */
  readonly checkpoint?: { readonly from: number; readonly root: Buffer; readonly note: string; readonly at: Date };
}

/** A signed checkpoint that is not known to be in the file outside the database. */
export interface LooseCheckpoint {
  readonly orgId: number;
  readonly size: number;
  /** The size of the tree before. */
  readonly from: number;
  readonly note: string;
  /** The first 8 bytes of each leaf since then. */
  readonly marks: Buffer;
}

/** The journal of each org as the sealer sees it. */
export interface JournalStore {
  /** Orgs in which something can be sealed. */
  orgsToSeal(most: number): Promise<number[]>;
  unsealed(orgId: number, most: number): Promise<UnsealedJournal>;
  /** Stores all of it or nothing. False: somebody else has sealed meanwhile. */
  seal(orgId: number, sealed: SealedJournal): Promise<boolean>;
  /** Checkpoints that nobody else is about to append within `holdMs`. */
  claimCheckpoints(most: number, holdMs: number): Promise<LooseCheckpoint[]>;
  /** Those of which the database knows nothing, or something else. */
  missingCheckpoints<Named extends { readonly orgId: number; readonly size: number; readonly note: string }>(
    named: readonly Named[],
  ): Promise<Named[]>;
  markAppended(checkpoints: readonly Pick<LooseCheckpoint, 'orgId' | 'size'>[]): Promise<void>;
}

export const JOURNAL_STORE = token<JournalStore>('JournalStore');
