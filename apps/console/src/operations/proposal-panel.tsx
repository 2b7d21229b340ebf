import { Blockquote, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { ConfirmDialog } from '../display/confirm-dialog';
import { Failure } from '../display/failure';
import { Age } from '../display/times';
import { RESOLUTION_WORDS } from './attempt-words';
import type { Review } from './operation-views';
import { type ReviewWord, useAnswerReview } from './operations-queries';
import { OutsideText } from '../display/outside-text';

interface Props {
  readonly requestId: string;
  readonly proposal: Review;
  /** What this person may say to it. */
  readonly words: readonly ReviewWord[];
}

const ASKED: Readonly<Record<ReviewWord, { readonly button: string; readonly told: string; readonly then: string }>> = {
  confirm: { button: 'Confirm', told: 'Confirmed.', then: 'It takes effect at once and cannot be undone.' },
  decline: { button: 'Decline', told: 'Declined.', then: 'The request stays on hold, and somebody can propose anew.' },
  withdraw: { button: 'Take it back', told: 'Taken back.', then: 'The request stays on hold, and somebody can propose anew.' },
};

/** What one operator says became of the request, and the word of a second one. */
export function ProposalPanel({ requestId, proposal, words }: Props) {
  const [asked, setAsked] = useState<ReviewWord>();
  const answer = useAnswerReview(requestId);
  const { label, then } = RESOLUTION_WORDS[proposal.action];
  const say = (word: ReviewWord) =>
    answer.mutate(
      { proposal: proposal.proposal, word },
      {
        onSuccess: () => notifications.show({ title: ASKED[word].told, message: '' }),
        onSettled: () => setAsked(undefined),
      },
    );
  return (
    <Paper component="section" withBorder p="md" aria-labelledby="proposal">
      <Stack gap="sm">
        <Title order={2} size="h4" id="proposal">
          Proposed: {label}
        </Title>
        <Text size="sm">
          By <OutsideText>{proposal.proposedBy.name}</OutsideText> <Age at={proposal.proposedAt} size="sm" />. {then}
        </Text>
        <Blockquote p="sm" fz="sm" color="gray" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          <OutsideText>{proposal.evidence}</OutsideText>
        </Blockquote>
        {answer.isError && <Failure error={answer.error} />}
        <Group gap="xs">
          {words.map((word) => (
            <Button key={word} variant={word === 'confirm' ? 'filled' : 'default'} onClick={() => setAsked(word)}>
              {ASKED[word].button}…
            </Button>
          ))}
        </Group>
      </Stack>
      <ConfirmDialog
        opened={asked !== undefined}
        title={asked === undefined ? '' : `${ASKED[asked].button}: ${label}`}
        confirm={asked === undefined ? '' : ASKED[asked].button}
        busy={answer.isPending}
        onConfirm={() => asked && say(asked)}
        onClose={() => setAsked(undefined)}
      >
        {asked === 'confirm' ? `${then} ${ASKED.confirm.then}` : ASKED[asked ?? 'decline'].then}
      </ConfirmDialog>
    </Paper>
  );
}
