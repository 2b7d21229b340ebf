import { useQueries } from '@tanstack/react-query';
import { useEffect } from 'react';
import { readAgain } from '../api/live-changes';
import type { RequestView } from '../api/request-view';
import { lookUpQuery } from './look-up-query';
import { warningsOf } from './warning-words';

/**
 * What is warned of of each request by now, in their order: a page may have been read before. Where an approval was taken back since, it has
 * the page read again.
 */
export function useWarningsNow(requests: readonly RequestView[]): readonly (readonly string[])[] {
  const answers = useQueries({
    queries: requests.map(({ requestId, state }) => ({ ...lookUpQuery(requestId), enabled: state === 'AdminTask' })),
    combine: (found) => found.map(({ data }) => data?.approval),
  });
  const isOld = requests.some(({ details: { approval } }, at) => answers[at] !== undefined && answers[at].given !== approval.given);
  useEffect(() => {
    if (isOld) readAgain();
  }, [isOld]);
  // Neither of the two is surely the newer one, and no warning goes away while a request waits.
  return requests.map((request, at) => [...new Set([...warningsOf(request), ...(answers[at]?.warnings ?? [])])]);
}
