import type { Change } from '../api/change-stream';
import type { RequestView } from '../api/request-view';
import { type Filters, narrowings } from './filters';

/** A list as it is looked at, against the same list read again. */
export interface Freshened {
  /** In the order that is looked at, so that nothing moves under a finger. */
  readonly rows: readonly RequestView[];
  readonly changed: readonly string[];
  /** Looked at, and no longer in the list: they are to be read one by one. */
  readonly gone: readonly string[];
}

/** @param viewerId whose own decisions are no news to them */
export function freshen(shown: readonly RequestView[], fresh: readonly RequestView[], viewerId: number): Freshened {
  const byId = new Map(fresh.map((request) => [request.requestId, request]));
  const rows = shown.map((request) => newer(request, byId.get(request.requestId)));
  return {
    rows,
    changed: rows.filter((row, at) => standsOtherwise(row, shown[at]) && isNews(row, viewerId)).map(({ requestId }) => requestId),
    gone: shown.filter(({ requestId }) => !byId.has(requestId)).map(({ requestId }) => requestId),
  };
}

/**
 * What was submitted since the list was read, newest first. A row that moved up from the next page is older than all that was looked at;
 * one that only changed its state may have been there before.
 */
export function arrivals(
  shown: readonly RequestView[],
  fresh: readonly RequestView[],
  { states }: Pick<Filters, 'states'>,
): readonly string[] {
  const newest = Math.max(...shown.map(({ startTime }) => Date.parse(startTime)));
  return fresh
    .filter(({ startTime, state }) => Date.parse(startTime) > newest && (states.length === 0 || state === 'AdminTask'))
    .map(({ requestId }) => requestId);
}

/** Whether somebody else brought the request to where it is. What comes of one's own decision is no news. */
export function isNews({ state, userId, details: { decisions } }: RequestView, viewerId: number): boolean {
  if (state === 'withdrawn') return userId !== viewerId;
  return state === 'expired' || decisions.at(-1)?.checkerId !== viewerId;
}

/** What was read last, unless it is an older answer that came late; the same row where nothing differs. */
function newer(row: RequestView, other: RequestView | undefined): RequestView {
  if (!other || isOlder(other, row) || JSON.stringify(other) === JSON.stringify(row)) return row;
  return other;
}

function isOlder(one: RequestView, other: RequestView): boolean {
  const [ones, others] = [progressOf(one), progressOf(other)];
  const apart = ones.findIndex((step, at) => step !== others[at]);
  return (ones[apart] ?? 0) < (others[apart] ?? 0);
}

/** Counts that only grow. Without a new version come approvals that do not complete the quorum, their being taken back, and warnings. */
function progressOf({ details: { version, decisions, revokedApprovals = [], approval } }: RequestView): readonly number[] {
  return [version, decisions.length + 2 * revokedApprovals.length, approval.warnings?.length ?? 0];
}

/** Whether it is told as changed: a reminder, for one, changes nothing. */
function standsOtherwise(row: RequestView, shown: RequestView | undefined): boolean {
  if (!shown) return true;
  return row.details.executionState !== shown.details.executionState || isOlder(shown, row);
}

/** Whether a row that the list no longer has may stand otherwise now. What was seen to leave has been told already. */
export function mayHaveMoved({ state }: RequestView, { states }: Pick<Filters, 'states'>): boolean {
  return states.length === 0 || states.includes(state) || state === 'IntouchAPITask';
}

/** Whether what changed may belong into the list now: the stream tells type and state, and nothing else that one can filter by. */
export function mayBelong({ state, type }: Change, { states, type: wantedType }: Filters): boolean {
  return (states.length === 0 || states.some((wanted) => wanted === state)) && (wantedType === '' || wantedType === type);
}

/** Whether it was just submitted and surely belongs into the list. */
export function isArrival(change: Change, filters: Filters): boolean {
  return change.version === 1 && narrowings(filters) === 0 && mayBelong(change, filters);
}
