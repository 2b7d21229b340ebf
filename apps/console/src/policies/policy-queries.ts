import { infiniteQueryOptions, keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../api/call';
import { AnswerLost, orLook } from '../api/lost-answer';
import { CallFailed } from '../api/problem';
import type { PolicyHistory, PolicySettings, PolicyVersion } from './policy';
import { isSameProposal } from './same-proposal';
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

type Proposal = PolicySettings & { readonly basedOn: number };

const LEADS_TO = { approve: 'active', decline: 'declined' } as const;

async function lookForProposal(type: string, proposal: Proposal): Promise<Answered<PolicyVersion> | undefined> {
  const { proposals } = (await call<HistoryPage>(`/policies/${type}`)).data;
  const data = proposals.find((stored) => isSameProposal(stored, proposal));
  if (!data && proposals.some(({ basedOn }) => basedOn === proposal.basedOn))
    throw new AnswerLost('A proposal waits for a second person. Look at it before you propose this again: it may be yours.');
  return data && { data };
}

async function lookForDecision(
  type: string,
  version: number,
  verdict: keyof typeof LEADS_TO,
): Promise<Answered<PolicyVersion> | undefined> {
  const { proposals, versions } = (await call<HistoryPage>(`/policies/${type}`)).data;
  const data = [...proposals, ...versions].find((stored) => stored.version === version && stored.status === LEADS_TO[verdict]);
  return data && { data };
}

export function useProposePolicy(type: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (proposal: Proposal) =>
      orLook(
        () => call<Answered<PolicyVersion>>(`/policies/${type}`, { method: 'PUT', body: proposal }),
        () => lookForProposal(type, proposal),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: [POLICIES, type] }),
  });
}

export function useDecidePolicy(type: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ version, verdict }: { readonly version: number; readonly verdict: 'approve' | 'decline' }) =>
      orLook(
        () => call<Answered<PolicyVersion>>(`/policies/${type}/${version}/${verdict}`, { method: 'POST' }),
        () => lookForDecision(type, version, verdict),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: [POLICIES, type] }),
  });
}
