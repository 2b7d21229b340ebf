import type { RequestView, Verdict } from '../api/request-view';
import { Dialog } from '../display/dialog';
import { countOf } from '../display/numbers';
import { DecisionForm } from './decision-form';
import type { Meant } from './sent-decisions';
import { commentPlace, useComment } from './use-comment';
import { VERDICTS } from './verdict-words';

interface Props {
  readonly verdict: Verdict;
  /** As they were seen; the decision is bound to exactly that. */
  readonly requests: readonly RequestView[];
  /** Marked, but not for this person to decide on so. */
  readonly leftOut: number;
  readonly onClose: () => void;
  /** Sends it and closes the dialog in the same moment: the next key is one of the page. */
  readonly onSend: (meant: Meant) => void;
}

/** Asks for the comment of a decision on one request or on many. */
export function DecisionDialog({ verdict, requests, leftOut, onClose, onSend }: Props) {
  const comment = useComment(commentPlace(requests, verdict));
  const { act } = VERDICTS[verdict];
  const what = requests.length === 1 ? act : `${act} ${countOf(requests.length, 'request')}`;
  return (
    <Dialog title={what} size="wide" onClose={onClose}>
      <DecisionForm
        verdict={verdict}
        requests={requests}
        leftOut={leftOut}
        act={what}
        comment={comment}
        onSubmit={(text, reading) => onSend({ verdict, requests, comment: text, reading })}
        onCancel={onClose}
      />
    </Dialog>
  );
}
