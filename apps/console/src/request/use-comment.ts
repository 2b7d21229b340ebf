import { useRef, useState } from 'react';
import { idsOf, type RequestView, type Verdict } from '../api/request-view';
import { useDraft } from '../session/draft';

/** The comment of a decision while it is written. It outlives the dialog, the page and the session that it was begun in. */
export function useComment(place: string) {
  const [comment, setComment, forget] = useDraft(place, '');
  const [isMissed, setIsMissed] = useState(false);
  const [found] = useState(comment);
  const field = useRef<HTMLTextAreaElement>(null);
  return {
    field,
    comment,
    /** Whether somebody wanted to decide without one. */
    isMissed,
    /** Whether it begins with what was written before. */
    isRestored: found !== '' && comment.startsWith(found),
    change: (text: string): void => {
      setComment(text);
      setIsMissed(false);
    },
    /** What was written; undefined where nothing was, which is then said where it belongs. */
    take: (): string | undefined => {
      const isBlank = comment.trim() === '';
      setIsMissed(isBlank);
      if (isBlank) field.current?.focus();
      return isBlank ? undefined : comment;
    },
    forget,
  };
}

/** Names the draft of a comment on these requests: what was written for one verdict is never found beside another. */
export function commentPlace(requests: readonly Pick<RequestView, 'requestId'>[], verdict: Verdict | 'open'): string {
  const ids = idsOf(requests).toSorted();
  return `decision.${verdict}.${ids.join('.')}`;
}
