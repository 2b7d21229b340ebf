import { isTerminal, type ListPlace, type ListQuery, type RequestState, statesBehind } from '@countersign/engine';
import type { ListConditions, ListSource } from './list-conditions';
import { placeReads } from './scope-conditions';

/** Requests that have not ended count as older than all that have, when a list is sorted by end. */
const NEVER_ENDED = new Date(0);

/** One ordered read of an index; a page is the merge of a few of them. */
export interface ListBranch {
  readonly state?: RequestState;
  /** The column that the branch is ordered by; undefined for those that have not ended: they differ by id alone. */
  readonly column: 'r.created_at' | 'r.ended_at' | undefined;
}

/** One branch for each stored state, because each has an index of its own order; one or two when any state will do. */
export function branchesOf({ states, sortBy }: ListQuery): readonly ListBranch[] {
  const stored = [...new Set(states?.flatMap(statesBehind))];
  if (sortBy === 'created') {
    const column = 'r.created_at';
    return stored.length === 0 ? [{ column }] : stored.map((state) => ({ state, column }));
  }
  if (stored.length === 0) return [{ column: 'r.ended_at' }, { column: undefined }];
  return stored.map((state) => ({ state, column: isTerminal(state) ? 'r.ended_at' : undefined }));
}

/** The keys of the first rows of a branch in one of the sources, as selects in brackets; a row may be in several of them. */
export function branchSql(
  branch: ListBranch & { readonly source: ListSource },
  query: ListQuery,
  conditions: ListConditions,
  most: string,
): readonly string[] {
  const { state, column, source } = branch;
  const direction = query.descending ? 'desc' : 'asc';
  const parts = [...source.parts, ...endedParts(query, branch)];
  if (state !== undefined) parts.push(`r.state = ${conditions.parameter(state)}`);
  if ('after' in query.start) parts.push(behind(branch, query.start.after, query.descending, conditions));
  const order = column ? `${column} ${direction}, r.request_id ${direction}` : `r.request_id ${direction}`;
  const sortAt = column ?? `${conditions.parameter(NEVER_ENDED)}::timestamptz`;
  const first = (...more: readonly string[]): string =>
    `(select r.org_id, r.request_id, ${sortAt} as sort_at from ${source.from} where ${conditions.sql(...parts, ...more)} order by ${order} limit ${most})`;
  if (query.scope === 'whole-org') return [first()];
  // The first rows of each place, so that a small place costs no more where the org is large.
  return placeReads(query.scope, conditions.parameter).map(({ column: place, ids, condition }) => {
    const places = `unnest(${conditions.parameter(ids)}::text[]) as place (id)`;
    return `(select f.* from ${places} cross join lateral ${first(`${place} = place.id`, condition)} f)`;
  });
}

function endedParts({ sortBy }: ListQuery, { column }: ListBranch): string[] {
  if (sortBy === 'created') return [];
  return [column ? 'r.ended_at is not null' : 'r.ended_at is null'];
}

/** Only rows behind this place in the order. */
function behind({ column }: ListBranch, place: ListPlace, descending: boolean, conditions: ListConditions): string {
  const sign = descending ? '<' : '>';
  const amongNeverEnded = place.at.getTime() === NEVER_ENDED.getTime();
  // Ascending, all that have not ended come before the first one that has; descending, after the last one.
  if (!column && !amongNeverEnded) return String(descending);
  const id = `${conditions.parameter(place.requestId)}::uuid`;
  if (!column) return `r.request_id ${sign} ${id}`;
  return `(${column}, r.request_id) ${sign} (${conditions.parameter(place.at)}::timestamptz, ${id})`;
}
