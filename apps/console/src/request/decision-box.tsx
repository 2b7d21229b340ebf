import { Alert, Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { freshKey } from '../api/fresh-key';
import { CallFailed } from '../api/problem';
import type { RequestView, Verdict } from '../api/request-view';
import { Failure } from '../display/failure';
import { refusalInWords } from './decision-results';
import { decideOne } from './decisions';
import { readRequest } from './request-queries';
import type { Standing } from './standing';
import { VERDICTS } from './verdict-words';

const LONGEST_COMMENT = 2_000;

interface Props {
  readonly request: RequestView;
  readonly standing: Standing;
  readonly viewerId: number;
  readonly onDecided: (view: RequestView) => void;
  /** It did not come to that, and this is why; the page shows the truth now. */
  readonly onRefused: (why: string) => void;
}

/** A checker's word on exactly what is shown: the comment is required, and the digest goes with it. */
export function DecisionBox({ request, standing, viewerId, onDecided, onRefused }: Props) {
  const [comment, setComment] = useState('');
  const [lacksComment, setLacksComment] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const meant = useRef<{ readonly verdict: Verdict; readonly comment: string; readonly key: string }>(undefined);
  const decide = useMutation({
    mutationFn: (verdict: Verdict) => {
      // The same key as long as the same is meant: an answer that was lost is then only repeated.
      const isSame = meant.current?.verdict === verdict && meant.current.comment === comment;
      const intent = isSame && meant.current ? meant.current : { verdict, comment, key: freshKey() };
      meant.current = intent;
      return decideOne(request, intent);
    },
    onSuccess: onDecided,
    onError: async (error) => {
      if (!(error instanceof CallFailed) || error.status !== 409) return;
      const now = await readRequest(request.requestId).catch(() => undefined);
      onRefused(refusalInWords(error.problems, now?.view, viewerId));
    },
  });
  const decideAs = (verdict: Verdict): void => {
    const isBlank = comment.trim() === '';
    setLacksComment(isBlank);
    if (isBlank) field.current?.focus();
    else decide.mutate(verdict);
  };
  const isConflict = decide.error instanceof CallFailed && decide.error.status === 409;
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
      {decide.isError && !isConflict && <Failure error={decide.error} />}
      <Group gap="xs">
        {standing.verdicts.map((verdict) => (
          <Button
            key={verdict}
            color={VERDICTS[verdict].color}
            variant={verdict === 'approved' ? 'filled' : 'light'}
            loading={decide.isPending && decide.variables === verdict}
            disabled={decide.isPending}
            onClick={() => decideAs(verdict)}
          >
            {VERDICTS[verdict].act}
          </Button>
        ))}
      </Group>
      <Text size="xs" c="dimmed">
        {VERDICTS.approved.effect} Your decision counts for exactly what is shown here.
      </Text>
    </Stack>
  );
}
