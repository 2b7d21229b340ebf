import type { Actor } from '../domain/actor';
import type { JournalPage, OperatorJournal } from '../ports/operator-journal';
import { requireOperator } from './operated-requests';

/** What operators did in an org, the newest first. */
export class ReadJournal {
  constructor(private readonly journal: OperatorJournal) {}

  async page(actor: Actor, orgId: number, limit: number, before?: number): Promise<JournalPage> {
    requireOperator(actor, orgId);
    return this.journal.list(orgId, limit, before);
  }
}
