import { type QueryState, useQueries } from '@tanstack/react-query';
import { useEffect } from 'react';
import { AnswerLost } from '../api/lost-answer';
import { idsOf } from '../api/request-view';
import { outbox } from './decision-outbox';
import { foundOut } from './found-out';
import type { Sent } from './sent-decisions';
import { requestQuery } from './request-queries';

const FIRST_MS = 3_000;
const LAST_MS = 60_000;

/** Reads the requests of a decision of which no answer came, now and again, until they say what became of it. */
export function useFindingOut(sent: Sent, viewerId: number): void {
  const ids = sent.error instanceof AnswerLost ? idsOf(sent.requests) : [];
  const now = useQueries({
    queries: ids.map((requestId) => ({ ...requestQuery(requestId), refetchInterval: lessAndLessOften })),
    combine: (answers) => answers.map(({ data }) => data?.view),
  });
  const told = ids.length > 0 ? foundOut(sent, now, viewerId) : [];
  useEffect(() => {
    if (told.length > 0) outbox.found(sent, told);
  });
}

/** Also after a read that failed: nothing tells when the gateway is back. */
function lessAndLessOften({ state: { dataUpdateCount, errorUpdateCount } }: { readonly state: QueryState }): number {
  return Math.min(LAST_MS, FIRST_MS * 1.5 ** (dataUpdateCount + errorUpdateCount));
}
