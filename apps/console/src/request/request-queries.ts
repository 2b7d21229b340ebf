import { queryOptions } from '@tanstack/react-query';
import { call, callForText } from '../api/call';
import { exactTextAt } from '../api/exact-text';
import type { RequestPage, RequestView } from '../api/request-view';
import type { RequestHistory } from './history-view';

export const REQUESTS = '/api_gateway/v2/request-workflow/requests';
const RECENT = 6;
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
  return {
    view: (answer as { data: RequestView }).data,
    payloadText: exactTextAt(text, ['data', 'details', 'IntouchAPITask-Payload']) ?? '{}',
  };
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
    queryFn: async ({ signal }) => (await call<RequestPage>(REQUESTS, { query: { ...by, limit: RECENT }, signal })).data,
    staleTime: 10_000,
  });
