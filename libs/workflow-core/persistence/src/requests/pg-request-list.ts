import { COUNT_LIMIT, type ListQuery, type RequestList, type RequestPage } from '@countersign/engine';
import type { Database } from '../postgres/database';
import { branchesOf, branchSql } from './list-branches';
import { ListConditions } from './list-conditions';
import { placesOf } from './scope-conditions';
import { REQUEST_COLUMNS, type RequestRow, requestOf, WITH_EXECUTION } from './request-rows';

type ListedRow = RequestRow & { readonly sort_at: Date };

/** Pages of requests. Several states are one ordered, limited read each, merged, so that no page costs more than a few index reads. */
export class PgRequestList implements RequestList {
  constructor(private readonly database: Database) {}

  async list(query: ListQuery): Promise<RequestPage> {
    const [page, total] = await Promise.all([this.page(query), this.count(query)]);
    const rows = page.slice(0, query.limit);
    const last = rows.at(-1);
    return {
      requests: rows.map(requestOf),
      total: Math.min(total, COUNT_LIMIT),
      totalIsLowerBound: total > COUNT_LIMIT,
      ...(page.length > query.limit && last && { next: { at: last.sort_at, requestId: last.request_id } }),
    };
  }

  /** One row more than asked for tells whether there is a next page. */
  private page(query: ListQuery): Promise<ListedRow[]> {
    const conditions = new ListConditions(query);
    const direction = query.descending ? 'desc' : 'asc';
    const offset = 'offset' in query.start ? query.start.offset : 0;
    const most = conditions.parameter(offset + query.limit + 1);
    const branches = branchesOf(query).flatMap((branch) =>
      conditions.sources.flatMap((source) => branchSql({ ...branch, source }, query, conditions, most)),
    );
    if (branches.length === 0) return Promise.resolve([]);
    // What lies within several limits is found as often.
    const union = query.scope === 'whole-org' ? 'union all' : 'union';
    const text = `
      select ${REQUEST_COLUMNS}, k.sort_at
        from (select * from (${branches.join(` ${union} `)}) b
               order by sort_at ${direction}, request_id ${direction}
               limit ${conditions.parameter(query.limit + 1)} offset ${conditions.parameter(offset)}) k
        join request r on r.org_id = k.org_id and r.request_id = k.request_id
        ${WITH_EXECUTION}
       order by k.sort_at ${direction}, r.request_id ${direction}`;
    return this.database.within([query.orgId]).queryUnprepared('list_requests', text, conditions.values);
  }

  private async count(query: ListQuery): Promise<number> {
    const conditions = new ListConditions(query);
    const states = branchesOf({ ...query, sortBy: 'created' }).map(({ state }) => state);
    const inState = states.flatMap((state) => (state === undefined ? [] : [conditions.parameter(state)]));
    const state = inState.length === 0 ? [] : [`r.state in (${inState.join(', ')})`];
    const most = conditions.parameter(COUNT_LIMIT + 1);
    const places = query.scope === 'whole-org' ? [[]] : placesOf(query.scope, conditions.parameter).map((place) => [place]);
    const found = conditions.sources.flatMap(({ from, parts }) =>
      places.map((place) => `(select r.request_id from ${from} where ${conditions.sql(...parts, ...state, ...place)} limit ${most})`),
    );
    if (found.length === 0) return 0;
    const text = `select count(*)::int as total from (select f.request_id from (${found.join(' union ')}) f limit ${most}) counted`;
    const [row] = await this.database.within([query.orgId]).queryUnprepared<{ total: number }>('count_requests', text, conditions.values);
    return row?.total ?? 0;
  }
}
