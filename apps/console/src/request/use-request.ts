import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { readAnew } from '../api/read-anew';
import type { RequestView } from '../api/request-view';
import { useEverySoOften } from '../api/use-every-so-often';
import { useLiveChanges } from '../tabs/live-changes';
import { historyKey, requestKey, requestQuery, type ShownRequest } from './request-queries';

/** A request, kept true while it is looked at. */
export function useRequest(requestId: string) {
  const client = useQueryClient();
  const query = useQuery(requestQuery(requestId));
  // The key of the history begins with that of the request: both are read again.
  const readAgain = useEverySoOften(useCallback(() => readAnew(client, { queryKey: requestKey(requestId) }), [client, requestId]));
  const live = useLiveChanges({
    changed: (changes) => {
      if (changes.some((change) => change.requestId === requestId)) readAgain();
    },
    missed: readAgain,
  });
  /** What an answer says of it, at once. */
  const replace = useCallback(
    (view: RequestView) => {
      client.setQueryData<ShownRequest>(requestKey(requestId), (shown) => shown && { ...shown, view });
      void client.invalidateQueries({ queryKey: historyKey(requestId) });
    },
    [client, requestId],
  );
  return { query, live, readAgain, replace };
}
