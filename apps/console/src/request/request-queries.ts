import { queryOptions } from '@tanstack/react-query';
import { type Call, call, callForText } from '../api/call';
import { exactTextAt } from '../api/exact-text';
import { CallFailed } from '../api/problem';
import { REQUESTS_PATH, type RequestPage, type RequestView } from '../api/request-view';
import type { RequestHistory } from './history-view';
import { keepWarnings } from './known-warnings';

export const REQUESTS = `${REQUESTS_PATH}/requests`;
const RECENT = 6;
/** So many requests are read one by one at the same time. */
const AT_ONCE = 10;
/** While it is being executed and no stream tells of it. */
const WATCH_MS = 3_000;

/** A request as it was shown: the view, and its payload exactly as it is stored. Both from one answer, as is the digest. */
export interface ShownRequest {
  readonly view: RequestView;
  readonly payloadText: string;
}

export const requestKey = (requestId: string) => ['request', requestId] as const;
export const historyKey = (requestId: string) => ['request', requestId, 'history'] as const;

export async function readRequest(requestId: string, signal?: AbortSignal): Promise<ShownRequest> {
  const { answer, text } = await callForText(`${REQUESTS}/${requestId}`, signal ? { signal } : {});
  const view = (answer as { data: RequestView }).data;
  keepWarnings([view]);
  return {
    view,
    payloadText: exactTextAt(text, ['data', 'details', 'IntouchAPITask-Payload']) ?? '{}',
  };
}

/** A page of the list, by the filters of the API. */
export async function readList(query: NonNullable<Call['query']>, signal?: AbortSignal): Promise<RequestPage> {
  const page = await call<RequestPage>(REQUESTS, { query, ...(signal && { signal }) });
  keepWarnings(page.data);
  return page;
}

/** The views of these requests, without those that are not to be seen any more. @throws CallFailed where one could not be read now */
export async function readViews(requestIds: readonly string[]): Promise<readonly RequestView[]> {
  const views: RequestView[] = [];
  for (let from = 0; from < requestIds.length; from += AT_ONCE) {
    const portion = requestIds.slice(from, from + AT_ONCE);
    for (const view of await Promise.all(portion.map(readView))) if (view) views.push(view);
  }
  return views;
}

async function readView(requestId: string): Promise<RequestView | undefined> {
  try {
    return (await readRequest(requestId)).view;
  } catch (error) {
    if (error instanceof CallFailed && error.status === 404) return undefined;
    throw error;
  }
}

export const requestQuery = (requestId: string) =>
  queryOptions({
    queryKey: requestKey(requestId),
    queryFn: ({ signal }) => readRequest(requestId, signal),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.view.state === 'IntouchAPITask' ? WATCH_MS : false),
  });

export const historyQuery = (requestId: string) =>
  queryOptions({
    queryKey: historyKey(requestId),
    queryFn: async ({ signal }) => (await call<{ data: RequestHistory }>(`${REQUESTS}/${requestId}/history`, { signal })).data,
    staleTime: 0,
  });

/** The newest requests of one customer or of one maker. */
export const recentQuery = (by: { readonly customer: string } | { readonly userId: number }) =>
  queryOptions({
    queryKey: ['recent-requests', by] as const,
    queryFn: async ({ signal }) => (await readList({ ...by, limit: RECENT }, signal)).data,
    staleTime: 10_000,
  });
