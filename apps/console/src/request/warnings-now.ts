import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { idsOf, type RequestView } from '../api/request-view';
import { readViews } from './request-queries';

const EVERY_MS = 30_000;

/** The requests of an open question, each with what is warned of by now: the list behind it may have been read before. */
export function useWarnedNow(requests: readonly RequestView[], isAsked: boolean): readonly RequestView[] {
  const ids = idsOf(requests);
  const { data: now } = useQuery({
    queryKey: ['warned-now', ids],
    queryFn: () => readViews(ids),
    enabled: isAsked,
    gcTime: 0,
    staleTime: 0,
    refetchInterval: EVERY_MS,
  });
  return useMemo(() => requests.map((request) => warnedAs(request, now)), [requests, now]);
}

function warnedAs(request: RequestView, now: readonly RequestView[] = []): RequestView {
  const warnings = now.find(({ requestId }) => requestId === request.requestId)?.details.approval.warnings;
  if (!warnings) return request;
  return { ...request, details: { ...request.details, approval: { ...request.details.approval, warnings } } };
}
