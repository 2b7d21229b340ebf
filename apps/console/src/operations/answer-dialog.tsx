import { notifications } from '@mantine/notifications';
import { ConfirmDialog } from '../display/confirm-dialog';
import { RESOLUTION_WORDS } from './attempt-words';
import type { Review } from './operation-views';
import { type ReviewWord, useAnswerReview } from './operations-queries';
import { REVIEW_WORDS } from './review-words';

/** What somebody is about to say, and to which proposal. */
export interface AskedReview {
  readonly proposal: Review;
  readonly word: ReviewWord;
}

interface Props extends AskedReview {
  readonly requestId: string;
  /** The proposal that is open by now: it may be another one. */
  readonly open: Review | undefined;
  readonly onClose: () => void;
}

/** Asks once more before a word on one proposal; it is never one on the proposal that has taken its place. */
export function AnswerDialog({ requestId, proposal, word, open, onClose }: Props) {
  const { mutate, isPending, error } = useAnswerReview(requestId);
  const { button, told, then } = REVIEW_WORDS[word];
  const resolution = RESOLUTION_WORDS[proposal.action];
  const answered = (): void => {
    notifications.show({ title: told, message: '' });
    onClose();
  };
  return (
    <ConfirmDialog
      opened
      about={String(open?.proposal)}
      title={`${button}: ${resolution.label}`}
      confirm={button}
      busy={isPending}
      error={error}
      onConfirm={() => mutate({ proposal: proposal.proposal, word }, { onSuccess: answered })}
      onClose={onClose}
    >
      {word === 'confirm' ? `${resolution.then} ${then}` : then}
    </ConfirmDialog>
  );
}
