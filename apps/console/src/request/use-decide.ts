import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import { freshKey } from '../api/fresh-key';
import { untilKnown } from '../api/lost-answer';
import { bySamePerson } from '../api/same-person';
import { CallFailed } from '../api/problem';
import type { RequestView, Verdict } from '../api/request-view';
import { hasCode, MISSING_GRANT, refusalInWords } from './decision-results';
import { decideOne, type Intent } from './decisions';
import { readRequest } from './request-queries';

interface Ends {
  readonly viewerId: number;
  readonly onDecided: (view: RequestView) => void;
  /** It did not come to that, and this is why; what is shown is to be read again. */
  readonly onRefused: (why: string) => void;
}

type Meant = Omit<Intent, 'requests'>;

/** Decides on what is shown. Who was too late, or saw something else, is told so with the truth as it is now. */
export function useDecide(request: RequestView, { viewerId, onDecided, onRefused }: Ends) {
  const last = useRef<Meant>(undefined);
  const isUnderWay = useRef(false);
  const decide = useMutation({
    mutationFn: ({ verdict, comment }: Pick<Meant, 'verdict' | 'comment'>) => {
      // The same key as long as the same is meant: an answer that was lost is then only repeated.
      const isSame = last.current?.verdict === verdict && last.current.comment === comment;
      const meant = isSame && last.current ? last.current : { verdict, comment, key: freshKey() };
      last.current = meant;
      return untilKnown(bySamePerson(() => decideOne(request, meant)));
    },
    onSuccess: onDecided,
    onError: async (error) => {
      if (!isRefusal(error)) return;
      const now = await readRequest(request.requestId).catch(() => undefined);
      onRefused(refusalInWords(error.problems, now?.view, viewerId));
    },
  });
  /** Two buttons that are pressed at once make one decision: the first. */
  const decideOnce = (meant: Pick<Meant, 'verdict' | 'comment'>): void => {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    decide.mutate(meant, { onSettled: () => (isUnderWay.current = false) });
  };
  const pending: Verdict | undefined = decide.isPending ? decide.variables.verdict : undefined;
  return { decide: decideOnce, pending, error: isRefusal(decide.error) ? null : decide.error };
}

/** That the request stands otherwise than it was shown: decided meanwhile, or waiting for another checker. */
function isRefusal(error: unknown): error is CallFailed {
  return error instanceof CallFailed && (error.status === 409 || hasCode(error.problems, MISSING_GRANT));
}
