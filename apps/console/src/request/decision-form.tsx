import { Alert, Text } from '@mantine/core';
import type { RequestView, Verdict } from '../api/request-view';
import { DialogForm } from '../display/dialog-form';
import { countOf } from '../display/numbers';
import { CommentField } from './comment-field';
import { DecisionSummary } from './decision-summary';
import { LONGEST_COMMENT } from './decisions';
import type { useComment } from './use-comment';
import type { Reading } from './seen-uses';
import { UnseenWarnings } from './unseen-warnings';
import { UsedBeforeNote } from './used-before-note';
import { effectOf } from './verdict-effect';
import { VERDICTS } from './verdict-words';
import { useWarningWatch } from './warning-watch';
import { WarningNotes } from './warnings';

/** A hundred comments go in one call of limited size. */
const LONGEST_SHARED_COMMENT = 400;

interface Props {
  readonly verdict: Verdict;
  readonly requests: readonly RequestView[];
  readonly leftOut: number;
  /** What the button says. */
  readonly act: string;
  readonly comment: ReturnType<typeof useComment>;
  readonly onSubmit: (comment: string, reading: Reading) => void;
  readonly onCancel: () => void;
}

/** First what it is about, then why. */
export function DecisionForm({ verdict, requests, leftOut, act, comment, onSubmit, onCancel }: Props) {
  const isOne = requests.length === 1;
  const isApproval = verdict === 'approved';
  const warnings = useWarningWatch(isApproval ? requests : []);
  const submit = (): boolean => {
    const text = comment.take();
    if (text !== undefined) onSubmit(text, warnings.reading());
    return text !== undefined;
  };
  return (
    <DialogForm submit={act} color={VERDICTS[verdict].color} onSubmit={submit} onCancel={onCancel}>
      <DecisionSummary requests={requests} />
      {isApproval && <UsedBeforeNote requests={requests} />}
      {isApproval && <WarningNotes requests={requests} />}
      {leftOut > 0 && (
        <Alert color="yellow" variant="light" p="xs">
          {countOf(leftOut, 'marked request')} left out, because another checker has to decide so.
        </Alert>
      )}
      <CommentField
        of={comment}
        description={isOne ? 'The maker and the journal get it.' : 'The same for each of them; the makers and the journal get it.'}
        maxLength={isOne ? LONGEST_COMMENT : LONGEST_SHARED_COMMENT}
      />
      <div>
        <Text size="sm" c="dimmed">
          {effectOf(verdict, requests)}
        </Text>
        <UnseenWarnings of={warnings} />
      </div>
    </DialogForm>
  );
}
