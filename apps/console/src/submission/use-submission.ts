import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { freshKey } from '../api/fresh-key';
import { AnswerLost, untilKnown } from '../api/lost-answer';
import { bySamePerson } from '../api/same-person';
import { CallFailed } from '../api/problem';
import type { RequestView } from '../api/request-view';
import { useDraft } from '../session/draft';
import { MY_REQUESTS } from './my-request-queries';
import { submit } from './submit';

/** The documented code of a key that was used with another body. */
const KEY_REUSED = 2101;

interface Submitting {
  readonly type: string;
  readonly resubmissionOf: string | undefined;
  /** Names the draft of the form. */
  readonly draft: string;
  readonly onDone: (request: RequestView) => void;
}

/**
 * Submits one filled form at most once. The key stays while it is not known what became of an earlier try, also when the form
 * is changed meanwhile: then the gateway refuses the changed one instead of taking both.
 */
export function useSubmission({ type, resubmissionOf, draft, onDone }: Submitting) {
  const [firstKey] = useState(freshKey);
  const [idempotencyKey, keepKey, forgetKey] = useDraft(`${draft}.key`, firstKey);
  const [isUnknown, keepUnknown, forgetUnknown] = useDraft(`${draft}.unknown`, false);
  const client = useQueryClient();
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: (text: string) => {
      // Also when the session ends while this is under way: whoever comes back to the draft comes back to its key.
      keepKey(idempotencyKey);
      keepUnknown(true);
      return untilKnown(
        bySamePerson(() => submit({ type, text, idempotencyKey, ...(resubmissionOf !== undefined && { resubmissionOf }) })),
      );
    },
    onSuccess: ({ request }) => {
      forgetKey();
      forgetUnknown();
      void client.invalidateQueries({ queryKey: MY_REQUESTS });
      onDone(request);
    },
    onError: (failure) => {
      if (!(failure instanceof AnswerLost)) keepUnknown(false);
    },
  });
  const refusal = error instanceof CallFailed ? error.problems : [];
  const isTaken = refusal.some(({ code }) => code === KEY_REUSED);
  return {
    submit: mutate,
    isPending,
    error,
    /** Whether a try was sent of which it is not known what became. To learn that, it is sent once more, unchecked. */
    isUnknown,
    /** What the gateway refused, and why. */
    refusal,
    /** An earlier try of this form was received; what stands in it now was not. */
    isTaken,
    startAnew: () => {
      keepKey(freshKey());
      keepUnknown(false);
      reset();
    },
    forget: reset,
  };
}
