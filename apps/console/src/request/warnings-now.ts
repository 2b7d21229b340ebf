import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import { idsOf, type RequestView } from '../api/request-view';
import { readViews } from './request-queries';
import type { SeenUses } from './seen-uses';
import { warningsOf } from './warning-words';

const EVERY_MS = 30_000;
/** What appears later than that before the key that decides was seen by nobody. */
const TO_READ_MS = 500;

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

/**
 * Keeps what is warned of on the screen, and since when.
 * @returns beside these, what was there long enough to be read, at the moment in which it is asked
 */
export function useSeenWarnings(requests: readonly RequestView[]): (others: SeenUses) => SeenUses {
  const shown = useRef<ReadonlyMap<string, number>>(new Map());
  useEffect(() => {
    const now = performance.now();
    const names = requests.flatMap((request) => warningsOf(request).map((name) => `${request.requestId} ${name}`));
    shown.current = new Map(names.map((name) => [name, shown.current.get(name) ?? now]));
  });
  return (others) => {
    const isRead = (name: string): boolean => performance.now() - (shown.current.get(name) ?? Infinity) >= TO_READ_MS;
    return new Map(
      requests.map((request) => {
        const read = warningsOf(request).filter((name) => isRead(`${request.requestId} ${name}`));
        return [request.requestId, new Set([...(others.get(request.requestId) ?? []), ...read])];
      }),
    );
  };
}
