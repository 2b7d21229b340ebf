import { Alert, Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { RequestView, Verdict } from '../api/request-view';
import { Failure } from '../display/failure';
import { countOf } from '../display/numbers';
import { DecisionSummary } from './decision-summary';
import { LONGEST_COMMENT } from './decisions';
import { UsedBeforeNote } from './used-before-note';
import { VERDICTS } from './verdict-words';

/** A hundred comments go in one call of limited size. */
const LONGEST_SHARED_COMMENT = 400;

interface Props {
  readonly verdict: Verdict;
  readonly requests: readonly RequestView[];
  readonly leftOut: number;
  /** What the button says. */
  readonly act: string;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onSubmit: (comment: string) => void;
  readonly onCancel: () => void;
}

/** First what it is about, then why. */
export function DecisionForm({ verdict, requests, leftOut, act, busy, error, onSubmit, onCancel }: Props) {
  const [comment, setComment] = useState('');
  const isBlank = comment.trim() === '';
  const isOne = requests.length === 1;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBlank) onSubmit(comment);
      }}
    >
      <Stack gap="sm">
        <DecisionSummary requests={requests} />
        {verdict === 'approved' && <UsedBeforeNote requests={requests} />}
        {leftOut > 0 && (
          <Alert color="yellow" variant="light" p="xs">
            {countOf(leftOut, 'marked request')} left out, because another checker has to decide so.
          </Alert>
        )}
        <Textarea
          data-autofocus
          required
          label="Comment"
          description={isOne ? 'The maker and the journal get it.' : 'The same for each of them; the makers and the journal get it.'}
          value={comment}
          onChange={({ currentTarget }) => setComment(currentTarget.value)}
          maxLength={isOne ? LONGEST_COMMENT : LONGEST_SHARED_COMMENT}
          autosize
          minRows={2}
          maxRows={8}
        />
        <Text size="sm" c="dimmed">
          {VERDICTS[verdict].effect}
        </Text>
        {error !== null && <Failure error={error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel} disabled={busy}>
            Cancel
          </Button>
          <Button type="submit" color={VERDICTS[verdict].color} loading={busy} disabled={isBlank}>
            {act}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
