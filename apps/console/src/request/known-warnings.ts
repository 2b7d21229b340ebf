import { queryOptions, skipToken, useQueries } from '@tanstack/react-query';
import { queryClient } from '../api/query-client';
import type { RequestView } from '../api/request-view';

/** Never read by itself, and kept for as long as the person is signed in. */
const knownQuery = (requestId: string) =>
  queryOptions<readonly string[]>({ queryKey: ['known-warnings', requestId] as const, queryFn: skipToken, gcTime: Infinity });

/** Keeps what a read tells, whatever it was for: what is shown elsewhere on the page may have been read before. */
export function keepWarnings(requests: readonly RequestView[]): void {
  for (const { requestId, details } of requests) {
    const known = knownWarnings(requestId);
    const news = (details.approval.warnings ?? []).filter((name) => !known.includes(name));
    if (news.length > 0) queryClient.setQueryData(knownQuery(requestId).queryKey, [...known, ...news]);
  }
}

/** All that any read has told of a request, which no later one takes back while it waits. */
export function knownWarnings(requestId: string): readonly string[] {
  return queryClient.getQueryData(knownQuery(requestId).queryKey) ?? [];
}

/** The same of each of them, in their order, from now on. */
export function useKnownWarnings(requests: readonly RequestView[]): readonly (readonly string[])[] {
  return useQueries({
    queries: requests.map(({ requestId }) => knownQuery(requestId)),
    combine: (found) => found.map(({ data }) => data ?? []),
  });
}
