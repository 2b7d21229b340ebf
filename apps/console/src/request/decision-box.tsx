import { Alert, Group, Stack, Text } from '@mantine/core';
import type { RequestView, Verdict } from '../api/request-view';
import { BusyButton } from '../display/busy-button';
import { Failure } from '../display/failure';
import { CommentField } from './comment-field';
import { LONGEST_COMMENT } from './decisions';
import type { Standing } from './standing';
import { commentPlace, useComment } from './use-comment';
import { useDecide } from './use-decide';
import { effectOf } from './verdict-effect';
import { VERDICTS } from './verdict-words';

interface Props {
  readonly request: RequestView;
  readonly standing: Standing;
  readonly viewerId: number;
  readonly onDecided: (view: RequestView) => void;
  readonly onRefused: (why: string) => void;
}

/** A checker's word on exactly what is shown: the comment is required, and the digest goes with it. */
export function DecisionBox({ request, standing, viewerId, onDecided, onRefused }: Props) {
  const comment = useComment(commentPlace([request], 'open'));
  const { decide, pending, error } = useDecide(request, {
    viewerId,
    onRefused,
    onDecided: (view) => {
      comment.forget();
      onDecided(view);
    },
  });
  const decideAs = (verdict: Verdict): void => {
    const text = comment.take();
    if (text !== undefined) decide({ verdict, comment: text });
  };
  return (
    <Stack gap="sm">
      <CommentField
        of={comment}
        description="Why you decide so. The maker and the journal get it."
        maxLength={LONGEST_COMMENT}
        readOnly={pending !== undefined}
      />
      {standing.why !== undefined && (
        <Alert variant="light" color="yellow" p="xs">
          {standing.why}
        </Alert>
      )}
      {error && <Failure error={error} />}
      <Verdicts verdicts={standing.verdicts} pending={pending} onDecide={decideAs} />
      <Text size="xs" c="dimmed" role="status">
        {pending === undefined
          ? `${effectOf(standing.verdicts.includes('approved') ? 'approved' : 'rejected', [request])} Your decision counts for exactly what is shown here.`
          : 'Your decision is being sent…'}
      </Text>
    </Stack>
  );
}

interface VerdictsProps {
  readonly verdicts: readonly Verdict[];
  readonly pending: Verdict | undefined;
  readonly onDecide: (verdict: Verdict) => void;
}

function Verdicts({ verdicts, pending, onDecide }: VerdictsProps) {
  return (
    <Group gap="xs">
      {verdicts.map((verdict) => (
        <BusyButton
          key={verdict}
          color={VERDICTS[verdict].color}
          variant={verdict === 'approved' ? 'filled' : 'light'}
          busy={pending === verdict}
          onClick={() => onDecide(verdict)}
        >
          {VERDICTS[verdict].act}
        </BusyButton>
      ))}
    </Group>
  );
}
