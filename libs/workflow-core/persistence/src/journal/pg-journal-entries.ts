import type { EntryPage, JournalEntries, JournalEntryView, ReadableEntry } from '@countersign/engine';
import type { Database } from '../postgres/database';

const list = (view: string): string => `
  select e.number, e.at, e.fields, (e.words::jsonb || e.more_words::jsonb)::json as words
    from ${view} e
   where e.org_id = $1 and e.number < $2
   order by e.number desc
   limit $3`;

const LISTS: Readonly<Record<ReadableEntry, string>> = {
  'identity-action': list('identity_action_entry'),
  'policy-action': list('policy_action_entry'),
  refusal: list('refusal_entry'),
  'webhook-action': list('webhook_action_entry'),
  'client-action': list('client_action_entry'),
  'revoked-approval': list('revoked_approval_entry'),
  read: list('read_entry'),
};

/** Entries in PostgreSQL, from the views that the sealer reads. */
export class PgJournalEntries implements JournalEntries {
  constructor(private readonly database: Database) {}

  async list(orgId: number, kind: ReadableEntry, limit: number, before = Number.MAX_SAFE_INTEGER): Promise<EntryPage> {
    // One more than asked for tells whether there is a next page.
    const values = [orgId, before, limit + 1];
    const rows = await this.database.within([orgId]).query<JournalEntryView>(`list_entries_${kind}`, LISTS[kind], values);
    const entries = rows.slice(0, limit);
    const last = entries.at(-1);
    return { entries, ...(rows.length > limit && last && { next: last.number }) };
  }
}
