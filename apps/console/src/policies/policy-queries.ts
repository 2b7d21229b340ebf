import { infiniteQueryOptions, keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../api/call';
import { CallFailed } from '../api/problem';
import type { PolicyHistory, PolicySettings, PolicyVersion } from './policy';
import type { Simulation } from './simulation';

/** It judges everything of the last days anew; the gateway ends a call after 30 s. */
const SIMULATION_MS = 35_000;

const POLICIES = 'policies';
const SIMULATION = 'policy-simulation';
const MOST_FLIPS = 200;
const MOST_TRIES = 15;
const SOON_SECONDS = 2;

interface Answered<Data> {
  readonly data: Data;
  readonly warnings?: readonly { readonly message: string }[];
}

interface HistoryPage {
  readonly data: PolicyHistory;
  readonly pagination: { readonly nextBefore?: number };
}

/**
 * Every page holds the active version and all proposals; the versions go on from page to page, the newest first.
 * @param type in the spelling of URLs
 */
export function policyQuery(type: string) {
  return infiniteQueryOptions({
    queryKey: [POLICIES, type],
    queryFn: ({ signal, pageParam }) => call<HistoryPage>(`/policies/${type}`, { signal, query: { before: pageParam } }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ pagination }: HistoryPage) => pagination.nextBefore,
  });
}

/** What the draft would have made of the last days. One simulation runs at a time in a gateway; this one waits for its turn. */
export function simulationQuery(type: string, policy: PolicySettings | undefined, days: number) {
  return queryOptions({
    queryKey: [SIMULATION, type, days, policy],
    queryFn: async ({ signal }) => {
      const body = { policy, days, limit: MOST_FLIPS };
      return (
        await call<Answered<Simulation>>(`/policies/${type}/simulate`, {
          method: 'POST',
          body,
          signal,
          isQuestion: true,
          patienceMs: SIMULATION_MS,
        })
      ).data;
    },
    enabled: type !== '' && policy !== undefined,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    // A hand on the slider leaves many behind.
    gcTime: 60_000,
    retry: (failures: number, error: Error) => isBusy(error) && failures < MOST_TRIES,
    retryDelay: (_failures: number, error: Error) => 1_000 * ((error instanceof CallFailed && error.retryAfterSeconds) || SOON_SECONDS),
  });
}

/** Whether the gateway asked to come back a little later. */
export function isBusy(error: unknown): boolean {
  return error instanceof CallFailed && (error.status === 503 || error.status === 429);
}

export function useProposePolicy(type: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (proposal: PolicySettings & { readonly basedOn: number }) =>
      call<Answered<PolicyVersion>>(`/policies/${type}`, { method: 'PUT', body: proposal }),
    onSettled: () => client.invalidateQueries({ queryKey: [POLICIES, type] }),
  });
}

export function useDecidePolicy(type: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ version, verdict }: { readonly version: number; readonly verdict: 'approve' | 'decline' }) =>
      call<Answered<PolicyVersion>>(`/policies/${type}/${version}/${verdict}`, { method: 'POST' }),
    onSettled: () => client.invalidateQueries({ queryKey: [POLICIES, type] }),
  });
}
