import { useQueries } from '@tanstack/react-query';
import { useEffect } from 'react';
import { AnswerLost } from '../api/lost-answer';
import { idsOf } from '../api/request-view';
import { outbox } from './decision-outbox';
import { foundOut } from './found-out';
import type { Sent } from './outbox';
import { requestQuery } from './request-queries';

/** Reads the requests of a decision of which no answer came, now and whenever they change, until they say what became of it. */
export function useFindingOut(sent: Sent, viewerId: number): void {
  const ids = sent.error instanceof AnswerLost ? idsOf(sent.requests) : [];
  const now = useQueries({
    queries: ids.map((requestId) => requestQuery(requestId)),
    combine: (answers) => answers.map(({ data }) => data?.view),
  });
  const told = ids.length > 0 ? foundOut(sent, now, viewerId) : undefined;
  useEffect(() => {
    if (told) outbox.found(sent, told);
  });
}
