import { useQueries } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { idsOf, type RequestView } from '../api/request-view';
import { type UsedBefore, usedBeforeNow } from './used-before-query';
import { COULD_NOT_BE_LOOKED_UP, namesOfUses } from './used-before-words';

/** By request, the names of the warnings that somebody could read before they decided. */
export type SeenUses = ReadonlyMap<string, ReadonlySet<string>>;

/** What appears later than that before the key that decides was seen by nobody. */
const TO_READ_MS = 500;

/**
 * Keeps which warnings are on the screen, and since when.
 * @returns what was there long enough to be read, at the moment in which it is asked
 */
export function useSeenUses(requests: readonly RequestView[]): () => SeenUses {
  const shown = useRef<Shown>(undefined);
  const answers = useQueries({ queries: idsOf(requests).map((requestId) => usedBeforeNow(requestId)) });
  useEffect(() => {
    const [before, now] = [shown.current, performance.now()];
    shown.current = new Map(
      requests.map(({ requestId }, at) => {
        const since = (name: string): [string, number] => [name, before?.get(requestId)?.get(name) ?? now];
        return [requestId, new Map(namesIn(answers[at]).map(since))];
      }),
    );
  });
  return () => new Map([...(shown.current ?? [])].map(([requestId, names]) => [requestId, readOf(names)]));
}

/** By request and name of the warning, since when it is on the screen. */
type Shown = ReadonlyMap<string, ReadonlyMap<string, number>>;

interface Answer {
  readonly data: readonly UsedBefore[] | undefined;
  readonly isError: boolean;
}

function namesIn({ data = [], isError }: Answer = { data: [], isError: false }): readonly string[] {
  return isError ? [...namesOfUses(data), COULD_NOT_BE_LOOKED_UP] : namesOfUses(data);
}

function readOf(names: ReadonlyMap<string, number>): ReadonlySet<string> {
  return new Set([...names].flatMap(([name, since]) => (performance.now() - since >= TO_READ_MS ? [name] : [])));
}
