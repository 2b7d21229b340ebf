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

/** What a checker should know before they approve a request. */
export interface LookUp {
  readonly uses: readonly UsedBefore[];
  /** Absent where it waits for no checker. */
  readonly approval?: { readonly given: number; readonly warnings?: readonly string[] };
}

interface Answer {
  readonly data: readonly (Pick<LookUp, 'approval'> & { readonly requestId: string; readonly duplicates: readonly UsedBefore[] })[];
}

const MOST_AT_ONCE = 100;
const EVERY_MS = 30_000;

const ask = askTogether(MOST_AT_ONCE, async (requestIds) => {
  const { data } = await call<Answer>('/v3/duplicates', { query: { requestIds: requestIds.join(',') } });
  return new Map(data.map(({ requestId, duplicates, approval }) => [requestId, { uses: duplicates, ...(approval && { approval }) }]));
});

/** All that is asked about at the same time goes in one call. */
export async function lookUp(requestId: string): Promise<LookUp> {
  return (await ask(requestId)) ?? { uses: [] };
}

/** As a list shows it: nothing tells a page that the same was asked for elsewhere, or that a maker was revoked, so it asks again. */
export const lookUpQuery = (requestId: string) =>
  queryOptions({
    queryKey: ['look-up', requestId] as const,
    queryFn: () => lookUp(requestId),
    staleTime: EVERY_MS,
    refetchInterval: EVERY_MS,
  });

/** As somebody needs it who is about to decide: from now on. */
export const lookUpNow = (requestId: string) => queryOptions({ ...lookUpQuery(requestId), refetchOnMount: 'always' });
