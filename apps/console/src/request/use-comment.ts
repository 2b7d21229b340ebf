import { useRef, useState } from 'react';
import { useDraft } from '../session/draft';

/** The comment of a decision while it is written. It outlives the dialog, the page and the session that it was begun in. */
export function useComment(place: string) {
  const [comment, setComment, forget] = useDraft(place, '');
  const [isMissed, setIsMissed] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  return {
    field,
    comment,
    /** Whether somebody wanted to decide without one. */
    isMissed,
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

/** Names the draft of a comment on these requests; a single one has the same on its page and in the list. */
export function commentPlace(requestIds: readonly string[]): string {
  return `decision.${[...requestIds].sort().join('.')}`;
}
