import { useQueries } from '@tanstack/react-query';
import type { RequestView } from '../api/request-view';
import { useKnownWarnings } from './known-warnings';
import { lookUpQuery } from './look-up-query';
import { warningsOf } from './warning-words';

/** What is warned of of each request by now, in their order: a page may have been read before. */
export function useWarningsNow(requests: readonly RequestView[]): readonly (readonly string[])[] {
  const known = useKnownWarnings(requests);
  const answers = useQueries({
    queries: requests.map(({ requestId, state }) => ({ ...lookUpQuery(requestId), enabled: state === 'AdminTask' })),
    combine: (found) => found.map(({ data }) => data?.approval?.warnings ?? []),
  });
  return requests.map((request, at) => warningsOf(request, [...(known[at] ?? []), ...(answers[at] ?? [])]));
}
