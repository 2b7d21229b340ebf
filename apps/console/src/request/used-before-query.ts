import { queryOptions } from '@tanstack/react-query';
import { askTogether } from '../api/ask-together';
import { call } from '../api/call';
import type { State } from '../api/request-view';

/** Another request that asks for the same and took effect, or may still do so. */
export interface UsedBefore {
  readonly sameBy: 'reference' | 'content';
  /** Absent, as all else, where the person may not read it. */
  readonly requestId?: string;
  readonly state?: State;
  readonly createdAt?: string;
}

interface Answer {
  readonly data: readonly { readonly requestId: string; readonly duplicates: readonly UsedBefore[] }[];
}

const MOST_AT_ONCE = 100;
const EVERY_MS = 30_000;

const ask = askTogether(MOST_AT_ONCE, async (requestIds) => {
  const { data } = await call<Answer>('/v3/duplicates', { query: { requestIds: requestIds.join(',') } });
  return new Map(data.map(({ requestId, duplicates }) => [requestId, duplicates]));
});

/** Whether what a request asks for was asked for before; all that is asked about at the same time goes in one call. */
export async function askUsedBefore(requestId: string): Promise<readonly UsedBefore[]> {
  return (await ask(requestId)) ?? [];
}

/** As a list shows it: nothing tells a page that somebody asked for the same elsewhere, so it asks again. */
export const usedBeforeQuery = (requestId: string) =>
  queryOptions({
    queryKey: ['used-before', requestId] as const,
    queryFn: () => askUsedBefore(requestId),
    staleTime: EVERY_MS,
    refetchInterval: EVERY_MS,
  });

/** As somebody needs it who is about to decide: from now on. */
export const usedBeforeNow = (requestId: string) => queryOptions({ ...usedBeforeQuery(requestId), refetchOnMount: 'always' });
