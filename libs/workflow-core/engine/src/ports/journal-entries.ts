import { token } from '@countersign/wiring';

/** Entries that auditors read one kind at a time. Transitions stand with their request, and operators' actions in their own journal. */
export const READABLE_ENTRIES = [
  'identity-action',
  'policy-action',
  'refusal',
  'webhook-action',
  'client-action',
  'read',
  'revoked-approval',
] as const;
export type ReadableEntry = (typeof READABLE_ENTRIES)[number];

/** An entry as it is sealed. */
export interface JournalEntryView {
  /** Grows within org and kind. */
  readonly number: number;
  readonly at: Date;
  readonly fields: Readonly<Record<string, string>>;
  /** What can be forgotten; empty once it is. */
  readonly words: Readonly<Record<string, string>>;
}

export interface EntryPage {
  /** The newest first. */
  readonly entries: readonly JournalEntryView[];
  /** `before` of the next page. */
  readonly next?: number;
}

/** The journal, for auditors. */
export interface JournalEntries {
  /** @param before only entries with a smaller number */
  list(orgId: number, kind: ReadableEntry, limit: number, before?: number): Promise<EntryPage>;
}

export const JOURNAL_ENTRIES = token<JournalEntries>('JournalEntries');
