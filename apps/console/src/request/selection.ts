import type { RequestView } from '../api/request-view';

/** The gateway takes so many in one call. */
export const MOST_DECISIONS = 100;

/** What is marked for one decision, each as it was seen. */
export type Selection = ReadonlyMap<string, RequestView>;

export const NOTHING: Selection = new Map();

export function toggled(selection: Selection, request: RequestView): Selection {
  const next = new Map(selection);
  if (!next.delete(request.requestId) && next.size < MOST_DECISIONS) next.set(request.requestId, request);
  return next;
}

/** All of these, as far as they fit; none of them when all were marked. */
export function allToggled(selection: Selection, requests: readonly RequestView[]): Selection {
  const areAllIn = requests.every(({ requestId }) => selection.has(requestId));
  const next = new Map(selection);
  for (const request of requests)
    if (areAllIn) next.delete(request.requestId);
    else if (next.size < MOST_DECISIONS) next.set(request.requestId, request);
  return next;
}

/** Without those that can no longer be decided on. */
export function without(selection: Selection, requestIds: Iterable<string>): Selection {
  const next = new Map(selection);
  for (const requestId of requestIds) next.delete(requestId);
  return next.size === selection.size ? selection : next;
}

/** What a person is about to decide on, told before they do. */
export interface Gathering {
  readonly count: number;
  readonly points: number;
  readonly byType: readonly { readonly type: string; readonly count: number; readonly points: number }[];
}

export function gather(requests: readonly RequestView[]): Gathering {
  const byType = new Map<string, { count: number; points: number }>();
  for (const { requestType, details } of requests) {
    const sum = byType.get(requestType) ?? { count: 0, points: 0 };
    byType.set(requestType, { count: sum.count + 1, points: added(sum.points, details.summary.amount ?? 0) });
  }
  const groups = [...byType].map(([type, sum]) => ({ type, ...sum })).sort((one, other) => other.count - one.count);
  return { count: requests.length, points: groups.reduce((sum, { points }) => added(sum, points), 0), byType: groups };
}

/** Points have at most six decimals; what binary fractions add to that is taken off. */
function added(one: number, other: number): number {
  return Math.round((one + other) * 1e6) / 1e6;
}
