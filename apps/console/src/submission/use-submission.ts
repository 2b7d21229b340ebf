import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { untilKnown } from '../api/lost-answer';
import { CallFailed } from '../api/problem';
import type { RequestView } from '../api/request-view';
import { bySamePerson } from '../api/same-person';
import { MY_REQUESTS } from '../request/my-request-queries';
import { useDraft } from '../session/draft';
import { afterFailure, type Attempt, begun, freshAttempt, isKeyReused } from './attempt';
import { submit } from './submit';

interface Submitting {
  readonly type: string;
  readonly resubmissionOf: string | undefined;
  /** Names the draft of the form. */
  readonly draft: string;
  readonly onDone: (request: RequestView) => void;
}

interface Try {
  readonly text: string;
  /** What was known before it. */
  readonly before: Attempt;
}

/**
 * Submits one filled form at most once. The key stays while it is not known what became of an earlier try, also when the form
 * is changed meanwhile: then the gateway refuses the changed one instead of taking both.
 */
export function useSubmission({ type, resubmissionOf, draft, onDone }: Submitting) {
  const [first] = useState(freshAttempt);
  const [attempt, keep, forget] = useDraft(`${draft}.attempt`, first);
  const client = useQueryClient();
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: ({ text, before }: Try) => {
      // Also when the session ends while this is under way: whoever comes back to the draft comes back to its key.
      keep(begun(before, text));
      const idempotencyKey = before.key;
      return untilKnown(
        bySamePerson(() => submit({ type, text, idempotencyKey, ...(resubmissionOf !== undefined && { resubmissionOf }) })),
        { afterLost: before.unknown === text },
      );
    },
    onSuccess: ({ request }) => {
      forget();
      onDone(request);
    },
    onError: (failure, { text, before }) => keep(afterFailure(before, text, failure)),
    // Where no answer came the request may be there all the same.
    onSettled: () => void client.invalidateQueries({ queryKey: MY_REQUESTS }),
  });
  return {
    submit: (text: string) => mutate({ text, before: attempt }),
    isPending,
    error,
    /** What was sent while it is not known what became of it. To learn that, it is sent once more, unchecked. */
    unknown: attempt.unknown,
    /** What the gateway refused, and why. */
    refusal: error instanceof CallFailed ? error.problems : [],
    /** An earlier try of this form was received; what stands in it now was not. */
    isTaken: isKeyReused(error),
    startAnew: () => {
      keep(freshAttempt());
      reset();
    },
    forget: reset,
  };
}
