import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { freshKey } from '../api/fresh-key';
import { untilKnown } from '../api/lost-answer';
import type { RequestView, Verdict } from '../api/request-view';
import { shortLine } from '../display/customer';
import { Dialog } from '../display/dialog';
import { countOf } from '../display/numbers';
import { useSession } from '../session/session-store';
import { DecisionForm } from './decision-form';
import { type Told, tellResults } from './decision-results';
import { decideTogether } from './decisions';
import { ResultList } from './result-list';
import { readRequest } from './request-queries';
import { commentPlace, useComment } from './use-comment';
import { VERDICTS } from './verdict-words';

interface Props {
  readonly verdict: Verdict;
  /** As they were seen; the decision is bound to exactly that. */
  readonly requests: readonly RequestView[];
  /** Marked, but not for this person to decide on so. */
  readonly leftOut: number;
  readonly onClose: () => void;
  readonly onDecided: (told: readonly Told[]) => void;
}

/** Asks for the comment of a decision on one request or on many, and tells afterwards how each went. */
export function DecisionDialog({ verdict, requests, leftOut, onClose, onDecided }: Props) {
  const [told, setTold] = useState<readonly Told[]>();
  const comment = useComment(commentPlace(requests.map(({ requestId }) => requestId)));
  const decide = useDecideTogether(verdict, requests, (results) => {
    if (results.every(({ worked }) => worked)) comment.forget();
    onDecided(results);
    const [only, ...others] = results;
    if (only?.worked !== true || others.length > 0) return setTold(results);
    tellOne(only, verdict);
    onClose();
  });
  const { act } = VERDICTS[verdict];
  const what = requests.length === 1 ? act : `${act} ${countOf(requests.length, 'request')}`;
  return (
    <Dialog title={told ? 'How it went' : what} size="wide" onClose={onClose}>
      {told ? (
        <ResultList told={told} verdict={verdict} onClose={onClose} />
      ) : (
        <DecisionForm
          verdict={verdict}
          requests={requests}
          leftOut={leftOut}
          act={what}
          comment={comment}
          busy={decide.isPending}
          error={decide.error}
          onSubmit={decide.mutate}
          onCancel={onClose}
        />
      )}
    </Dialog>
  );
}

function useDecideTogether(verdict: Verdict, requests: readonly RequestView[], onSuccess: (told: readonly Told[]) => void) {
  // One key for what is meant here: if the answer is lost, the next try does only what is not done yet.
  const [keys] = useState(() => new Map<string, string>());
  const viewerId = useSession()?.user.id ?? 0;
  return useMutation({
    mutationFn: async (comment: string) => {
      const key = keys.get(comment) ?? freshKey();
      keys.set(comment, key);
      const results = await untilKnown(() => decideTogether({ verdict, comment, requests, key }));
      return tellResults(results, requests, { viewerId, read: async (requestId) => (await readRequest(requestId)).view });
    },
    onSuccess,
  });
}

function tellOne({ request: { details }, words }: Told, verdict: Verdict): void {
  notifications.show({ color: VERDICTS[verdict].color, title: shortLine(details.summary.line, details.summary.customer), message: words });
}
