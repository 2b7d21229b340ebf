import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '../api/call';
import type { RequestPage } from '../api/request-view';
import { readList } from '../request/request-queries';
import type { FilterProblem } from './filter-problems';
import { type Filters, listQuery } from './filters';

export const PAGE_SIZE = 30;

/** How much waits for checkers, whoever asked for it. */
export interface InboxCounts {
  readonly pending: readonly { readonly type: string; readonly count: number; readonly oldestAt: string }[];
  readonly needsReview: number;
  readonly mine: { readonly pending: number };
}

export interface ListPlace {
  readonly orgId: number;
  readonly filters: Filters;
  /** Where there are any, there is no list. */
  readonly problems: readonly FilterProblem[];
  readonly cursor: string | undefined;
}

export function readPage({ filters, cursor }: ListPlace, signal?: AbortSignal): Promise<RequestPage> {
  return readList({ ...listQuery(filters), limit: PAGE_SIZE, cursor }, signal);
}

/** Read once and then only brought up to date in place (use-live-list): rows must not move while somebody aims at them. */
export const listOf = (place: ListPlace) =>
  queryOptions({
    queryKey: ['inbox', place.orgId, listQuery(place.filters), place.cursor ?? ''] as const,
    queryFn: ({ signal }) => readPage(place, signal),
    enabled: place.problems.length === 0,
    staleTime: Infinity,
    gcTime: 60_000,
    refetchOnMount: 'always',
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    placeholderData: keepPreviousData,
  });

export const countsOf = (orgId: number) =>
  queryOptions({
    queryKey: ['inbox-counts', orgId] as const,
    queryFn: async ({ signal }) => (await call<{ data: InboxCounts }>('/v3/inbox/counts', { signal })).data,
    refetchInterval: 60_000,
  });
