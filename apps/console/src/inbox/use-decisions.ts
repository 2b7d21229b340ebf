import { useCallback, useState } from 'react';
import type { RequestView, Verdict } from '../api/request-view';
import type { Told } from '../request/decision-results';
import { type Person, standingOf } from '../request/standing';
import { allToggled, NOTHING, toggled, without } from './selection';

export interface Asked {
  readonly verdict: Verdict;
  readonly requests: readonly RequestView[];
  readonly leftOut: number;
}

/** What is marked, and the decision that is being asked about. */
export function useDecisions(person: Person, patch: (views: readonly RequestView[]) => void) {
  const [selection, setSelection] = useState(NOTHING);
  const [asked, setAsked] = useState<Asked>();

  /** On what is marked; on the given one when nothing is. Those that are not for this person to decide on so stay out, and are counted. */
  const ask = useCallback(
    (verdict: Verdict, only?: RequestView) => {
      const wanted = only ? [only] : [...selection.values()];
      const requests = wanted.filter((request) => standingOf(request, person).verdicts.includes(verdict));
      if (requests.length > 0) setAsked({ verdict, requests, leftOut: wanted.length - requests.length });
      return requests.length > 0;
    },
    [selection, person],
  );
  const decided = useCallback(
    (told: readonly Told[]) => {
      const requests = told.map(({ request }) => request);
      patch(requests);
      // What could not be done for a passing reason stays marked, so that it can be tried again.
      const over = told.filter(({ request, worked }) => worked || request.state !== 'AdminTask');
      setSelection((before) =>
        without(
          before,
          over.map(({ request }) => request.requestId),
        ),
      );
    },
    [patch],
  );
  return {
    selection,
    asked,
    ask,
    decided,
    select: useCallback((request: RequestView) => setSelection((before) => toggled(before, request)), []),
    selectAll: useCallback((requests: readonly RequestView[]) => setSelection((before) => allToggled(before, requests)), []),
    clear: useCallback(() => setSelection(NOTHING), []),
    drop: useCallback((requestIds: readonly string[]) => setSelection((before) => without(before, requestIds)), []),
    close: useCallback(() => setAsked(undefined), []),
  };
}
