import { COUNT_LIMIT, type Inbox, type InboxCounts } from '@countersign/engine';
import type { Database } from '../postgres/database';

/** The oldest first, so that the oldest is right whatever is left uncounted. */
const COUNT = `
  with waiting as materialized (
    select r.type, r.requester_id, r.created_at from request r
     where r.org_id = $1 and r.state = 'pending' order by r.created_at, r.request_id limit $3)
  select (select json_agg(t order by t.type) from (
            select w.type, count(*) as count, extract(epoch from min(w.created_at)) * 1000 as oldest_at from waiting w group by w.type) t) as pending,
         (select count(*) from waiting w where w.requester_id = $2) as mine,
         (select count(*) from (select from request r where r.org_id = $1 and r.state = 'needs_review' limit $3) few) as needs_review`;

interface CountRow {
  readonly pending: readonly { readonly type: string; readonly count: number; readonly oldest_at: number }[] | null;
  readonly mine: number;
  readonly needs_review: number;
}

/** Counts by the index of states. */
export class PgInbox implements Inbox {
  constructor(private readonly database: Database) {}

  async count(orgId: number, makerId: number): Promise<InboxCounts> {
    const [row] = await this.database.within([orgId]).query<CountRow>('inbox_counts', COUNT, [orgId, makerId, COUNT_LIMIT + 1]);
    const pending = (row?.pending ?? []).map(({ type, count, oldest_at }) => ({ type, count, oldestAt: new Date(oldest_at) }));
    return { pending, mine: row?.mine ?? 0, needsReview: row?.needs_review ?? 0 };
  }
}
