import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../api/call';

const PATH = '/v3/configurationChanges';
/** Keys of everything that a change of webhooks or API clients may be seen in. */
export const CONFIGURATION = ['configuration'] as const;
const LATEST = 10;
const MOST_PENDING = 100;

interface Person {
  readonly id: number;
  readonly name: string;
}

export type ConfigurationVerdict = 'confirm' | 'decline' | 'withdraw';

/** A change of a webhook or an API client: what was proposed, and what became of it. */
export interface ConfigurationChange {
  readonly changeId: string;
  readonly subject: 'webhook' | 'api-client';
  readonly action: 'create' | 'update' | 'rotate-secret' | 'delete' | 'change-grants' | 'rotate' | 'disable';
  readonly before?: Readonly<Record<string, unknown>>;
  readonly after?: Readonly<Record<string, unknown>>;
  readonly subjectId?: string;
  readonly state: 'pending' | 'in-effect' | 'declined' | 'withdrawn' | 'expired';
  readonly atOnce: boolean;
  readonly proposedBy: Person;
  readonly proposedAt: string;
  readonly expiresAt: string;
  readonly decidedBy?: Person;
}

const changes = async (query: Readonly<Record<string, string | number>>, signal?: AbortSignal) =>
  (await call<{ readonly data: readonly ConfigurationChange[] }>(PATH, { query, ...(signal && { signal }) })).data;

/** What waits for a second person, as of now. */
export const waitingChanges = (signal?: AbortSignal) => changes({ state: 'pending', limit: MOST_PENDING }, signal);

export const waitingChangesQuery = queryOptions({
  queryKey: [...CONFIGURATION, 'waiting'],
  queryFn: ({ signal }) => waitingChanges(signal),
});

/** The latest, whatever became of them. */
export const latestChangesQuery = queryOptions({
  queryKey: [...CONFIGURATION, 'latest'],
  queryFn: ({ signal }) => changes({ limit: LATEST }, signal),
});

export function useDecideChange(changeId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (verdict: ConfigurationVerdict) => call(`${PATH}/${changeId}/${verdict}`, { method: 'POST' }),
    onSettled: () => Promise.all([CONFIGURATION, ['webhooks']].map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
}
