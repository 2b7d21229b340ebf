import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { call, callForText } from '../api/call';
import { exactTextAt } from '../api/exact-text';
import { freshKey } from '../api/fresh-key';
import { AnswerLost, untilKnown } from '../api/lost-answer';
import { bySamePerson } from '../api/same-person';
import type { Resolution, ReviewedRequest, TypeStanding } from './operation-views';

const STANDINGS = ['operations', 'request-types'] as const;
const HELD = ['operations', 'needs-review'] as const;
const REFRESH_MS = 5_000;
const PAGE = 50;

interface Answered<Data> {
  readonly data: Data;
}

interface HeldPage {
  readonly data: readonly ReviewedRequest[];
  readonly pagination: { readonly nextCursor?: string };
}

export const standingsQuery = queryOptions({
  queryKey: STANDINGS,
  queryFn: async ({ signal }) => (await call<Answered<readonly TypeStanding[]>>('/operations/request-types', { signal })).data,
  refetchInterval: REFRESH_MS,
});

/** What is on hold, the oldest first. */
export const heldQuery = infiniteQueryOptions({
  queryKey: HELD,
  queryFn: ({ signal, pageParam }) => call<HeldPage>('/operations/needs-review', { signal, query: { limit: PAGE, cursor: pageParam } }),
  initialPageParam: '',
  getNextPageParam: ({ pagination }: HeldPage) => pagination.nextCursor,
});

/** A request as operators see it, and its payload exactly as it is stored. */
export interface ShownReview {
  readonly reviewed: ReviewedRequest;
  readonly payloadText: string;
}

export function reviewedQuery(requestId: string) {
  return queryOptions({
    queryKey: ['operations', 'request', requestId],
    queryFn: async ({ signal }): Promise<ShownReview> => {
      const { answer, text } = await callForText(`/operations/requests/${requestId}`, { signal });
      return {
        reviewed: (answer as Answered<ReviewedRequest>).data,
        payloadText: exactTextAt(text, ['data', 'request', 'details', 'IntouchAPITask-Payload']) ?? '{}',
      };
    },
    refetchInterval: REFRESH_MS,
  });
}

export interface PauseOrResume {
  readonly type: string;
  readonly action: 'pause' | 'resume';
  /** Resuming needs none. */
  readonly reason: string;
}

export function usePauseOrResume() {
  const client = useQueryClient();
  const send = useSendOnce();
  return useMutation({
    mutationFn: ({ type, action, reason }: PauseOrResume) =>
      send<Answered<TypeStanding>>(`/operations/request-types/${type}/${action}`, reason === '' ? {} : { reason }),
    onSettled: () => client.invalidateQueries({ queryKey: STANDINGS }),
  });
}

export interface ProposedResolution {
  readonly action: Resolution;
  readonly evidence: string;
}

export function useProposeResolution(requestId: string) {
  const send = useSendOnce();
  const refresh = useRefreshReview(requestId);
  return useMutation({
    mutationFn: (resolution: ProposedResolution) =>
      send<Answered<ReviewedRequest>>(`/operations/requests/${requestId}/resolution`, resolution),
    onSettled: refresh,
  });
}

export type ReviewWord = 'confirm' | 'decline' | 'withdraw';

export function useAnswerReview(requestId: string) {
  const send = useSendOnce();
  const refresh = useRefreshReview(requestId);
  return useMutation({
    mutationFn: ({ proposal, word }: { readonly proposal: number; readonly word: ReviewWord }) =>
      send<Answered<ReviewedRequest>>(`/operations/requests/${requestId}/resolution/${proposal}/${word}`, undefined),
    onSettled: refresh,
  });
}

function useRefreshReview(requestId: string): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await Promise.all([
      client.invalidateQueries({ queryKey: HELD }),
      client.invalidateQueries({ queryKey: reviewedQuery(requestId).queryKey }),
    ]);
  };
}

/** Sends a POST under a key of its own. The same call that is tried again has the same key, so that it happens once. */
function useSendOnce(): <Answer>(path: string, body: unknown) => Promise<Answer> {
  const last = useRef({ said: '', key: '', isLost: false });
  return async <Answer>(path: string, body: unknown) => {
    const said = `${path} ${JSON.stringify(body)}`;
    if (last.current.said !== said) last.current = { said, key: freshKey(), isLost: false };
    const { key, isLost } = last.current;
    const headers = { 'Idempotency-Key': key };
    const answer = await untilKnown(
      bySamePerson(() => call<Answer>(path, { method: 'POST', headers, ...(body !== undefined && { body }) })),
      { afterLost: isLost },
    ).catch((error: unknown) => {
      last.current = { said, key, isLost: error instanceof AnswerLost };
      throw error;
    });
    // It has happened: the same words again are meant anew.
    last.current = { said: '', key: '', isLost: false };
    return answer;
  };
}
