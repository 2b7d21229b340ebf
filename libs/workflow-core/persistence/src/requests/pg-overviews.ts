import { COUNT_LIMIT, type DayOfType, type DecisionTimes, type Overview, type OverviewQuestion, type Overviews } from '@countersign/engine';
import type { Database } from '../postgres/database';
import { optional } from '../postgres/optional';
import { scopeCondition } from './scope-conditions';

/** Requests that one overview looks at. */
const MOST_REQUESTS = 100_000;
const MOST_FAILURES = 20;
const MOST_MAKERS = 10;

/** The requests of the range once, by the index of creation; all the figures from them. */
const overviewWithin = (scope: string): string => `
  with asked as materialized (
    select r.type, r.state, r.requester_id, r.requester_name, coalesce(r.amount, 0) as amount, r.created_at,
           to_char(r.created_at at time zone 'UTC', 'YYYY-MM-DD') as day, r.outcome ->> 'code' as code, r.outcome ->> 'message' as message,
           case when r.checker_id is not null and r.state <> 'pending' then (
             select extract(epoch from max(d.decided_at) - r.created_at)
               from decision d where d.org_id = r.org_id and d.request_id = r.request_id) end as seconds
      from request r
     where r.org_id = $1 and r.created_at >= $2 and r.created_at < $3 and ${scope}
     order by r.created_at desc
     limit ${MOST_REQUESTS + 1}
  ), days as (
    select a.day, a.type, count(*) as submitted, count(*) filter (where a.state = 'approved') as approved,
           count(*) filter (where a.state = 'rejected') as rejected, count(*) filter (where a.state = 'failed') as failed,
           count(*) filter (where a.state = 'withdrawn') as withdrawn, count(*) filter (where a.state = 'expired') as expired
      from asked a group by a.day, a.type
  ), times as (
    select a.day, a.type, percentile_cont(0.5) within group (order by a.seconds) as "p50Seconds",
           percentile_cont(0.9) within group (order by a.seconds) as "p90Seconds"
      from asked a where a.seconds is not null group by grouping sets ((), (a.type), (a.day))
  ), points as (
    select a.day, coalesce(sum(a.amount) filter (where a.type = any($4::text[])), 0) as granted,
           coalesce(sum(a.amount) filter (where a.type = any($5::text[])), 0) as redeemed
      from asked a where a.state = 'approved' group by a.day
  ), failures as (
    select a.type, a.code, (array_agg(a.message order by a.created_at desc))[1] as message, count(*) as count
      from asked a where a.state = 'failed' group by a.type, a.code order by count(*) desc, a.type, a.code limit ${MOST_FAILURES}
  ), makers as (
    select a.requester_id as id, max(a.requester_name) as name, count(*) as submitted, count(*) filter (where a.state = 'approved') as approved,
           count(*) filter (where a.state = 'rejected') as rejected, coalesce(sum(a.amount) filter (where a.state = 'approved'), 0) as points,
           coalesce(sum(a.amount) filter (where a.state = 'approved' and a.type = any($4::text[])), 0) as granted,
           coalesce(sum(a.amount) filter (where a.state = 'approved' and a.type = any($5::text[])), 0) as redeemed
      from asked a group by a.requester_id order by count(*) desc, a.requester_id limit ${MOST_MAKERS}
  )
  select (select count(*) from asked) > ${MOST_REQUESTS} as truncated,
         (select json_agg(d order by d.day, d.type) from days d) as by_day,
         (select json_agg(t order by t.day, t.type) from times t) as times,
         (select json_agg(p order by p.day) from points p where p.granted > 0 or p.redeemed > 0) as points,
         (select json_agg(f) from failures f) as failures,
         (select json_agg(m) from makers m) as makers,
         (select count(*) from (select from request r where r.org_id = $1 and r.state = 'pending' and ${scope} limit ${COUNT_LIMIT + 1}) few) as pending,
         (select json_build_object('requestId', r.request_id, 'type', r.type, 'createdAt', extract(epoch from r.created_at) * 1000)
            from request r where r.org_id = $1 and r.state = 'pending' and ${scope} order by r.created_at, r.request_id limit 1) as oldest`;

const OVERVIEW_OF_ALL = overviewWithin('true');

interface OverviewRow {
  readonly truncated: boolean;
  readonly by_day: readonly DayOfType[] | null;
  readonly times: readonly (DecisionTimes & { readonly day: string | null; readonly type: string | null })[] | null;
  readonly points: Overview['points'] | null;
  readonly failures:
    readonly { readonly type: string; readonly code: string | null; readonly message: string | null; readonly count: number }[] | null;
  readonly makers:
    | readonly {
        readonly id: number;
        readonly name: string;
        readonly submitted: number;
        readonly approved: number;
        readonly rejected: number;
        readonly points: number;
        readonly granted: number;
        readonly redeemed: number;
      }[]
    | null;
  readonly pending: number;
  readonly oldest: { readonly requestId: string; readonly type: string; readonly createdAt: number } | null;
}

/** Figures in PostgreSQL. */
export class PgOverviews implements Overviews {
  constructor(private readonly database: Database) {}

  async of(question: OverviewQuestion): Promise<Overview> {
    const [row] = await this.rows(question);
    if (!row) throw new Error('PostgreSQL told no figures.');
    return {
      truncated: row.truncated,
      byDay: row.by_day ?? [],
      decisions: decisionsOf(row.times ?? []),
      points: row.points ?? [],
      failures: (row.failures ?? []).map(({ type, code, message, count }) => ({
        type,
        ...optional('code', code),
        ...optional('message', message),
        count,
      })),
      topMakers: (row.makers ?? []).map(({ id, name, ...figures }) => ({ user: { id, name }, ...figures })),
      pending: {
        count: row.pending,
        ...(row.oldest && { oldest: { ...row.oldest, createdAt: new Date(row.oldest.createdAt) } }),
      },
    };
  }

  private rows({ orgId, scope, from, before, granting, redeeming }: OverviewQuestion): Promise<OverviewRow[]> {
    const values: unknown[] = [orgId, from, before, granting, redeeming];
    const reader = this.database.within([orgId]);
    if (scope === 'whole-org') return reader.query<OverviewRow>('overview', OVERVIEW_OF_ALL, values);
    const condition = scopeCondition(scope, (value) => `$${values.push(value)}`);
    return reader.queryUnprepared<OverviewRow>('overview', overviewWithin(condition), values);
  }
}

function decisionsOf(times: NonNullable<OverviewRow['times']>): Overview['decisions'] {
  const all = times.find(({ day, type }) => day === null && type === null);
  return {
    ...(all && { all: figuresOf(all) }),
    byType: times.flatMap((one) => (one.type === null ? [] : [{ type: one.type, ...figuresOf(one) }])),
    byDay: times.flatMap((one) => (one.day === null ? [] : [{ day: one.day, ...figuresOf(one) }])),
  };
}

function figuresOf({ p50Seconds, p90Seconds }: DecisionTimes): DecisionTimes {
  return { p50Seconds: rounded(p50Seconds), p90Seconds: rounded(p90Seconds) };
}

/** To the millisecond, as times are stored. */
function rounded(seconds: number): number {
  return Math.round(seconds * 1_000) / 1_000;
}
