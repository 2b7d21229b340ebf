import { useQueries } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { idsOf, type RequestView } from '../api/request-view';
import { type UsedBefore, usedBeforeNow } from './used-before-query';
import { COULD_NOT_BE_LOOKED_UP, nameOfUse } from './used-before-words';

/** By request, the warning of an earlier request for the same that somebody could read before they decided. */
export type SeenUses = ReadonlyMap<string, string>;

/** What appears later than that before the key that decides was seen by nobody. */
const TO_READ_MS = 500;

/**
 * Keeps which warnings are on the screen, and since when.
 * @returns what was there long enough to be read, at the moment in which it is asked
 */
export function useSeenUses(requests: readonly RequestView[]): () => SeenUses {
  const shown = useRef<ReadonlyMap<string, Shown>>(undefined);
  const answers = useQueries({ queries: idsOf(requests).map((requestId) => usedBeforeNow(requestId)) });
  useEffect(() => {
    // What is there from the start is what the page is opened upon.
    const since = shown.current ? performance.now() : -Infinity;
    const names = new Map(answers.flatMap((answer, index) => nameOfAnswer(requests[index], answer)));
    shown.current = new Map([...names].map(([requestId, name]) => [requestId, stillOr(shown.current?.get(requestId), { name, since })]));
  });
  return () => {
    const read = [...(shown.current ?? [])].filter(([, { since }]) => performance.now() - since >= TO_READ_MS);
    return new Map(read.map(([requestId, { name }]) => [requestId, name]));
  };
}

interface Shown {
  readonly name: string;
  readonly since: number;
}

function stillOr(before: Shown | undefined, now: Shown): Shown {
  return before?.name === now.name ? before : now;
}

function nameOfAnswer(
  request: RequestView | undefined,
  { data, isError }: { readonly data: readonly UsedBefore[] | undefined; readonly isError: boolean },
): [string, string][] {
  const [newest] = data ?? [];
  const name = isError ? COULD_NOT_BE_LOOKED_UP : newest && nameOfUse(newest);
  return request && name !== undefined ? [[request.requestId, name]] : [];
}
