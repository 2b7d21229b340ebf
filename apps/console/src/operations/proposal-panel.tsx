import { Blockquote, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { OutsideText } from '../display/outside-text';
import { Age } from '../display/times';
import { RESOLUTION_WORDS } from './attempt-words';
import type { Review } from './operation-views';
import type { ReviewWord } from './operations-queries';
import { REVIEW_WORDS } from './review-words';

interface Props {
  readonly proposal: Review;
  /** What this person may say to it. */
  readonly words: readonly ReviewWord[];
  readonly onAsk: (word: ReviewWord) => void;
}

/** What one operator says became of the request, and the word of a second one. */
export function ProposalPanel({ proposal, words, onAsk }: Props) {
  const { label, then } = RESOLUTION_WORDS[proposal.action];
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
        <Group gap="xs">
          {words.map((word) => (
            <Button key={word} variant={word === 'confirm' ? 'filled' : 'default'} onClick={() => onAsk(word)}>
              {REVIEW_WORDS[word].button}…
            </Button>
          ))}
        </Group>
      </Stack>
    </Paper>
  );
}
