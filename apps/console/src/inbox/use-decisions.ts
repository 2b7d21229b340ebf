import { useCallback, useState } from 'react';
import { flushSync } from 'react-dom';
import type { RequestView, Verdict } from '../api/request-view';
import { sayWhyNot } from '../display/say-why-not';
import type { Told } from '../request/decision-results';
import { type Person, standingOf } from '../request/standing';
import { allToggled, MOST_DECISIONS, NOTHING, toggled, without } from './selection';
import { whyNot } from './why-not';

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
      const why = whyNot(wanted, person, verdict);
      if (why !== undefined) return sayWhyNot(why);
      const requests = wanted.filter((request) => standingOf(request, person).verdicts.includes(verdict));
      // An open question is answered before another one is asked. The dialog is there before the next key is.
      flushSync(() => setAsked((open) => open ?? { verdict, requests, leftOut: wanted.length - requests.length }));
    },
    [selection, person],
  );
  const select = useCallback(
    (request: RequestView) => {
      const isMarked = selection.has(request.requestId);
      const why = isMarked ? undefined : whyNot([request], person);
      if (why !== undefined) sayWhyNot(why);
      else if (!isMarked && selection.size >= MOST_DECISIONS) sayWhyNot(`No more than ${MOST_DECISIONS} requests are decided on at once.`);
      else setSelection((before) => toggled(before, request));
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
    select,
    decided,
    selectAll: useCallback((requests: readonly RequestView[]) => {
      if (requests.length === 0) sayWhyNot('Nothing on this page is for you to decide on.');
      else setSelection((before) => allToggled(before, requests));
    }, []),
    clear: useCallback(() => setSelection(NOTHING), []),
    drop: useCallback((requestIds: readonly string[]) => setSelection((before) => without(before, requestIds)), []),
    close: useCallback(() => flushSync(() => setAsked(undefined)), []),
  };
}
