import { COUNT_LIMIT, type Inbox, type InboxCounts, type ReadScope } from '@countersign/engine';
import type { Database } from '../postgres/database';
import { scopeCondition } from './scope-conditions';

/** The oldest first, so that the oldest is right whatever is left uncounted. */
const countWithin = (scope: string): string => `
  with waiting as materialized (
    select r.type, r.requester_id, r.created_at from request r
     where r.org_id = $1 and r.state = 'pending' and ${scope} order by r.created_at, r.request_id limit $3)
  select (select json_agg(t order by t.type) from (
            select w.type, count(*) as count, extract(epoch from min(w.created_at)) * 1000 as oldest_at from waiting w group by w.type) t) as pending,
         (select count(*) from waiting w where w.requester_id = $2) as mine,
         (select count(*) from (select from request r where r.org_id = $1 and r.state = 'needs_review' and ${scope} limit $3) few) as needs_review`;

const COUNT_ALL = countWithin('true');

interface CountRow {
  readonly pending: readonly { readonly type: string; readonly count: number; readonly oldest_at: number }[] | null;
  readonly mine: number;
  readonly needs_review: number;
}

/** Counts by the index of states. */
export class PgInbox implements Inbox {
  constructor(private readonly database: Database) {}

  async count(orgId: number, makerId: number, scope: ReadScope): Promise<InboxCounts> {
    const [row] = await this.rows([orgId, makerId, COUNT_LIMIT + 1], orgId, scope);
    const pending = (row?.pending ?? []).map(({ type, count, oldest_at }) => ({ type, count, oldestAt: new Date(oldest_at) }));
    return { pending, mine: row?.mine ?? 0, needsReview: row?.needs_review ?? 0 };
  }

  private rows(values: unknown[], orgId: number, scope: ReadScope): Promise<CountRow[]> {
    const reader = this.database.within([orgId]);
    if (scope === 'whole-org') return reader.query<CountRow>('inbox_counts', COUNT_ALL, values);
    const condition = scopeCondition(scope, (value) => `$${values.push(value)}`);
    return reader.queryUnprepared<CountRow>('inbox_counts', countWithin(condition), values);
  }
}
