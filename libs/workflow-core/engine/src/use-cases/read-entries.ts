import { type Actor, permits } from '../domain/actor';
import { WorkflowError } from '../domain/workflow-error';
import type { EntryPage, JournalEntries, ReadableEntry } from '../ports/journal-entries';

export interface EntryQuery {
  readonly kind: ReadableEntry;
  readonly limit: number;
  /** Only entries with a smaller number. */
  readonly before?: number;
}

/** The entries of one kind in an org's journal, the newest first. */
export class ReadEntries {
  constructor(private readonly entries: JournalEntries) {}

  async page(actor: Actor, orgId: number, { kind, limit, before }: EntryQuery): Promise<EntryPage> {
    // The journal is the whole org's, so a grant for a part of it is not enough.
    if (!permits(actor, orgId, 'CanAuditWorkflows')) throw WorkflowError.of('no-permission', 'CanAuditWorkflows is missing for this org.');
    return this.entries.list(orgId, kind, limit, before);
  }
}
