import { Alert, Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useRef, useState } from 'react';
import type { RequestView, Verdict } from '../api/request-view';
import { Failure } from '../display/failure';
import { useDraft } from '../session/draft';
import { LONGEST_COMMENT } from './decisions';
import type { Standing } from './standing';
import { useDecide } from './use-decide';
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
  const [comment, setComment, forgetComment] = useDraft(`decision.${request.requestId}`, '');
  const [lacksComment, setLacksComment] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const { decide, pending, error } = useDecide(request, {
    viewerId,
    onRefused,
    onDecided: (view) => {
      forgetComment();
      onDecided(view);
    },
  });
  const decideAs = (verdict: Verdict): void => {
    const isBlank = comment.trim() === '';
    setLacksComment(isBlank);
    if (isBlank) field.current?.focus();
    else decide({ verdict, comment });
  };
  return (
    <Stack gap="sm">
      <Textarea
        ref={field}
        required
        label="Comment"
        description="Why you decide so. The maker and the journal get it."
        value={comment}
        onChange={({ currentTarget }) => {
          setComment(currentTarget.value);
          setLacksComment(false);
        }}
        error={lacksComment && 'Say why first.'}
        maxLength={LONGEST_COMMENT}
        autosize
        minRows={2}
        maxRows={10}
      />
      {standing.why !== undefined && (
        <Alert variant="light" color="yellow" p="xs">
          {standing.why}
        </Alert>
      )}
      {error && <Failure error={error} />}
      <Verdicts verdicts={standing.verdicts} pending={pending} onDecide={decideAs} />
      <Text size="xs" c="dimmed">
        {VERDICTS.approved.effect} Your decision counts for exactly what is shown here.
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
        <Button
          key={verdict}
          color={VERDICTS[verdict].color}
          variant={verdict === 'approved' ? 'filled' : 'light'}
          loading={pending === verdict}
          disabled={pending !== undefined}
          onClick={() => onDecide(verdict)}
        >
          {VERDICTS[verdict].act}
        </Button>
      ))}
    </Group>
  );
}
