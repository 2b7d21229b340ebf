import { Alert, Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { freshKey } from '../api/fresh-key';
import type { RequestView, Verdict } from '../api/request-view';
import { shortLine } from '../display/customer';
import { Failure } from '../display/failure';
import { countOf } from '../display/numbers';
import { useSession } from '../session/session-store';
import { type Told, tellResults } from './decision-results';
import { DecisionSummary } from './decision-summary';
import { decideTogether } from './decisions';
import { ResultList } from './result-list';
import { readRequest } from './request-queries';
import { VERDICTS } from './verdict-words';

const LONGEST_COMMENT = 2_000;
/** A hundred comments go in one call of limited size. */
const LONGEST_SHARED_COMMENT = 400;

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
  const [comment, setComment] = useState('');
  const [told, setTold] = useState<readonly Told[]>();
  // One key for what is meant here: if the answer is lost, the next try does only what is not done yet.
  const [key] = useState(freshKey);
  const viewerId = useSession()?.user.id ?? 0;
  const decide = useMutation({
    mutationFn: async () => {
      const results = await decideTogether({ verdict, comment, requests, key });
      return tellResults(results, requests, { viewerId, read: async (requestId) => (await readRequest(requestId)).view });
    },
    onSuccess: (results) => {
      onDecided(results);
      if (results.length === 1 && results[0]?.worked) {
        notifications.show({ color: VERDICTS[verdict].color, title: lineOf(results[0].request), message: results[0].words });
        onClose();
      } else setTold(results);
    },
  });
  const { act, effect, color } = VERDICTS[verdict];
  const many = requests.length === 1 ? '' : ` ${countOf(requests.length, 'request')}`;
  return (
    <Modal
      opened
      onClose={onClose}
      title={<Text fw={650}>{told ? 'How it went' : `${act}${many}`}</Text>}
      size="lg"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {told ? (
        <ResultList told={told} verdict={verdict} onClose={onClose} />
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (comment.trim() !== '') decide.mutate();
          }}
        >
          <Stack gap="sm">
            <DecisionSummary requests={requests} />
            {leftOut > 0 && (
              <Alert color="yellow" variant="light" p="xs">
                {countOf(leftOut, 'marked request')} left out: you asked for {leftOut === 1 ? 'it' : 'them'}, have decided already, or lack
                the grant.
              </Alert>
            )}
            <Textarea
              data-autofocus
              required
              label="Comment"
              description={
                requests.length === 1
                  ? 'The maker and the journal get it.'
                  : 'The same for each of them; the makers and the journal get it.'
              }
              value={comment}
              onChange={({ currentTarget }) => setComment(currentTarget.value)}
              maxLength={requests.length === 1 ? LONGEST_COMMENT : LONGEST_SHARED_COMMENT}
              autosize
              minRows={2}
              maxRows={8}
            />
            <Text size="sm" c="dimmed">
              {effect}
            </Text>
            {decide.isError && <Failure error={decide.error} />}
            <Group justify="flex-end">
              <Button variant="default" onClick={onClose} disabled={decide.isPending}>
                Cancel
              </Button>
              <Button type="submit" color={color} loading={decide.isPending} disabled={comment.trim() === ''}>
                {act}
                {many}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  );
}

function lineOf({ details: { summary } }: RequestView): string {
  return shortLine(summary.line, summary.customer);
}
