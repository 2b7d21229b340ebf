import type { ChangeLog, ChangesRead, RequestChange } from '@countersign/engine';
import type { Database } from '../postgres/database';
import { optional } from '../postgres/optional';

/** Rows of one org in one read. */
const MOST_ROWS = 2_000;

/** Approvals say nothing of their transaction: longer than any statement that gives one may take. */
const SINCE = `
  with snapshot as materialized (
    select pg_snapshot_xmin(s)::text::bigint as ended_below, pg_snapshot_xmax(s)::text::bigint as begun_below from pg_current_snapshot() s
  ), journaled as materialized (
    select t.* from unnest($1::bigint[]) as o (org_id) cross join lateral (
      select t.org_id, t.request_id, t.written_in from transition t
       where t.org_id = o.org_id and t.written_in >= $2 order by t.written_in limit ${MOST_ROWS}) t
  ), approved as (
    select r.* from unnest($1::bigint[]) as o (org_id) cross join lateral (
      select r.org_id, r.request_id from request r
       where r.org_id = o.org_id and r.state = 'pending' and r.approvals > 0 and r.updated_at > clock_timestamp() - interval '10 seconds'
       order by r.updated_at desc limit ${MOST_ROWS}) r
  ), taken_back as (
    select b.* from unnest($1::bigint[]) as o (org_id) cross join lateral (
      select b.org_id, b.request_id from revoked_approval b
       where b.org_id = o.org_id and b.written_in >= $2 order by b.written_in limit ${MOST_ROWS}) b
  )
  select ended_below, begun_below,
         (select min(f.last) from (
            select max(j.written_in) as last from journaled j group by j.org_id having count(*) >= ${MOST_ROWS}) f) as left_from,
         (select json_agg(json_build_object('orgId', r.org_id, 'requestId', r.request_id, 'type', r.type, 'state', r.state, 'tillId', r.till_id, 'storeId', r.store_id,
                                            'zoneId', r.zone_id, 'conceptId', r.concept_id,
                                            'version', r.version, 'approvals', r.approvals) order by r.updated_at)
            from (select org_id, request_id from journaled union select org_id, request_id from approved
                  union select org_id, request_id from taken_back) c
            join request r on r.org_id = c.org_id and r.request_id = c.request_id) as changes
    from snapshot`;

interface ChangedRow extends Omit<RequestChange, 'entityInfo'> {
  readonly tillId: string | null;
  readonly storeId: string | null;
  readonly zoneId: string | null;
  readonly conceptId: string | null;
}

interface SinceRow {
  readonly ended_below: number;
  readonly begun_below: number;
  readonly left_from: number | null;
  readonly changes: readonly ChangedRow[] | null;
}

/** Changes by the journal's numbers of transactions, which pass over nothing that commits late. */
export class PgChangeLog implements ChangeLog {
  constructor(private readonly database: Database) {}

  async since(orgIds: readonly number[], transaction: number): Promise<ChangesRead> {
    const [row] = await this.database.within(orgIds).query<SinceRow>('changes_since', SINCE, [orgIds, transaction]);
    if (!row) throw new Error('PostgreSQL told nothing of what changed.');
    const { changes, ended_below: endedBelow, begun_below: begunBelow, left_from: leftFrom } = row;
    return { changes: (changes ?? []).map(changeOf), endedBelow, begunBelow, ...optional('leftFrom', leftFrom) };
  }
}

function changeOf({ tillId, storeId, zoneId, conceptId, ...change }: ChangedRow): RequestChange {
  const entityInfo = {
    ...optional('tillId', tillId),
    ...optional('storeId', storeId),
    ...optional('zoneId', zoneId),
    ...optional('conceptId', conceptId),
  };
  return { ...change, entityInfo };
}
