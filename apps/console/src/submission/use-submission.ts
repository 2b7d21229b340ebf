import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { freshKey } from '../api/fresh-key';
import { CallFailed } from '../api/problem';
import type { RequestView } from '../api/request-view';
import { MY_REQUESTS } from './my-request-queries';
import { submit } from './submit';

/** The documented code of a key that was used with another body. */
const KEY_REUSED = 2101;

/**
 * Submits one filled form at most once. The key stays while it is not known what became of an earlier try, also when the form
 * is changed meanwhile: then the gateway refuses the changed one instead of taking both.
 */
export function useSubmission(type: string, resubmissionOf: string | undefined, onDone: (request: RequestView) => void) {
  const [idempotencyKey, setKey] = useState(freshKey);
  const client = useQueryClient();
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: (text: string) => submit({ type, text, idempotencyKey, ...(resubmissionOf !== undefined && { resubmissionOf }) }),
    onSuccess: (request) => {
      void client.invalidateQueries({ queryKey: MY_REQUESTS });
      onDone(request);
    },
  });
  const refusal = error instanceof CallFailed ? error.problems : [];
  const isTaken = refusal.some(({ code }) => code === KEY_REUSED);
  return {
    submit: mutate,
    isPending,
    error,
    /** What the gateway refused, and why. */
    refusal,
    /** An earlier try of this form was received; what stands in it now was not. */
    isTaken,
    startAnew: () => {
      setKey(freshKey());
      reset();
    },
    forget: reset,
  };
}
