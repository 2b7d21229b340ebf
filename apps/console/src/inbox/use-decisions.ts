import { useCallback, useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import type { RequestView, Verdict } from '../api/request-view';
import { sayWhyNot } from '../display/say-why-not';
import { outbox, useBeingSent } from '../request/decision-outbox';
import type { Meant } from '../request/sent-decisions';
import { type Person, standingOf } from '../request/standing';
import { useMarks } from './use-marks';
import { IS_SENT, whyNot } from './why-not';

export interface Asked {
  readonly verdict: Verdict;
  readonly requests: readonly RequestView[];
  readonly leftOut: number;
}

/** What is marked, the decision that is being asked about, and those that are under way. */
export function useDecisions(person: Person, requests: readonly RequestView[], patch: (views: readonly RequestView[]) => void) {
  const [asked, setAsked] = useState<Asked>();
  const beingSent = useBeingSent();
  const marks = useMarks(person, beingSent);
  const { selection, unmark } = marks;
  useEffect(() => outbox.whenTold((told) => patch(told.map(({ request }) => request))), [patch]);

  /**
   * On what is marked; on the given one when nothing is. Those that are not for this person to decide on so stay out, and are counted.
   * @returns why nothing was opened
   */
  const ask = useCallback(
    (verdict: Verdict, only?: RequestView): string | undefined => {
      // What the list says by now, where it shows them: others may have approved since they were marked.
      const listed = new Map(requests.map((request) => [request.requestId, request]));
      const meant = only ? [only] : [...selection.values()].map((marked) => listed.get(marked.requestId) ?? marked);
      const wanted = meant.filter(({ requestId }) => !beingSent.has(requestId));
      const why = wanted.length === 0 ? IS_SENT : whyNot(wanted, person, verdict);
      if (why !== undefined) {
        sayWhyNot(why);
        return why;
      }
      const decided = wanted.filter((request) => standingOf(request, person).verdicts.includes(verdict));
      // An open question is answered before another one is asked. The dialog is there before the next key is.
      flushSync(() => setAsked((open) => open ?? { verdict, requests: decided, leftOut: wanted.length - decided.length }));
      return undefined;
    },
    [selection, requests, person, beingSent],
  );
  const send = useCallback(
    (meant: Meant) => {
      outbox.send(meant);
      unmark(meant.requests);
    },
    [unmark],
  );
  return { ...marks, beingSent, asked, ask, send, close: useCallback(() => flushSync(() => setAsked(undefined)), []) };
}
