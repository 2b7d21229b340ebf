import { queryOptions } from '@tanstack/react-query';
import { call } from '../api/call';
import { orLook } from '../api/lost-answer';
import { REQUESTS_PATH, type RequestPage, type RequestView } from '../api/request-view';

const MOST_SHOWN = 20;

export const MY_REQUESTS = ['my-requests'] as const;

/** The newest requests of a maker. */
export function myRequests(userId: number, orgId: number) {
  return queryOptions({
    queryKey: [...MY_REQUESTS, orgId, userId],
    queryFn: ({ signal }) => call<RequestPage>(`${REQUESTS_PATH}/requests`, { query: { userId, limit: MOST_SHOWN }, signal }),
    refetchInterval: 15_000,
  });
}

export function earlierRequest(requestId: string, orgId: number) {
  return queryOptions({
    queryKey: ['request-to-resubmit', orgId, requestId],
    queryFn: async ({ signal }) => (await call<{ data: RequestView }>(`${REQUESTS_PATH}/requests/${requestId}`, { signal })).data,
    staleTime: Infinity,
  });
}

export function withdraw(requestId: string, reason: string): Promise<unknown> {
  const path = `${REQUESTS_PATH}/requests/${requestId}`;
  return orLook<{ readonly data: RequestView }>(
    () => call(`${path}/withdraw`, { method: 'POST', body: reason === '' ? {} : { reason } }),
    async () => {
      const answer = await call<{ data: RequestView }>(path);
      return answer.data.state === 'withdrawn' ? answer : undefined;
    },
  );
}
