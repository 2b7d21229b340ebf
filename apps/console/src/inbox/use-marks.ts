import { useCallback, useState } from 'react';
import { idsOf, type RequestView } from '../api/request-view';
import { sayWhyNot } from '../display/say-why-not';
import { allToggled, MOST_DECISIONS, NOTHING, toggled, without } from '../request/selection';
import type { Person } from '../request/standing';
import { lapseInWords } from './lapse';
import { IS_SENT, whyNot } from './why-not';

/** What is marked for one decision. @param beingSent the requests on which a decision is under way */
export function useMarks(person: Person, beingSent: ReadonlySet<string>) {
  const [selection, setSelection] = useState(NOTHING);
  /** Why the last mark is gone: what was meant for it must not meet another request. */
  const [lapse, setLapse] = useState<string>();

  const select = useCallback(
    (request: RequestView) => {
      setLapse(undefined);
      const isMarked = selection.has(request.requestId);
      const why = isMarked ? undefined : beingSent.has(request.requestId) ? IS_SENT : whyNot([request], person);
      if (why !== undefined) sayWhyNot(why);
      else if (!isMarked && selection.size >= MOST_DECISIONS) sayWhyNot(`No more than ${MOST_DECISIONS} requests are decided on at once.`);
      else setSelection((before) => toggled(before, request));
    },
    [selection, person, beingSent],
  );
  const selectAll = useCallback(
    (requests: readonly RequestView[]) => {
      setLapse(undefined);
      const free = requests.filter(({ requestId }) => !beingSent.has(requestId));
      if (free.length === 0) sayWhyNot('Nothing on this page is for you to decide on.');
      else setSelection((before) => allToggled(before, free));
    },
    [beingSent],
  );
  /** What cannot be decided on any more is unmarked, which is said. */
  const drop = useCallback(
    (requests: readonly RequestView[]) => {
      const dropped = requests.filter(({ requestId }) => selection.has(requestId));
      if (dropped.length === 0) return;
      const left = without(selection, idsOf(dropped));
      const words = lapseInWords(dropped, left.size, person);
      sayWhyNot(words, 'No longer marked');
      setSelection(left);
      if (left.size === 0) setLapse(words);
    },
    [selection, person],
  );
  /** What is sent is no longer marked: what comes of it later marks nothing, because a key would find it. */
  const unmark = useCallback((requests: readonly RequestView[]) => {
    setLapse(undefined);
    setSelection((before) => without(before, idsOf(requests)));
  }, []);
  return {
    selection,
    lapse,
    select,
    selectAll,
    drop,
    unmark,
    clear: useCallback(() => setSelection(NOTHING), []),
    /** After somebody has moved, so that the next key means what they see. */
    moved: useCallback(() => setLapse(undefined), []),
  };
}
