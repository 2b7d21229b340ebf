import { Alert, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { RequestView } from '../api/request-view';
import { StateBadge } from '../display/state-badge';
import { verdictWords } from './verdict-words';
import { ButtonLink } from './links';
import { OutsideText, RequestLine } from '../display/outside-text';

interface Props {
  readonly request: RequestView;
  /** Absent where there is nothing to repeat. */
  readonly onAnother?: () => void;
}

/** What became of a submission, and where to go from here. */
export function Submitted({ request, onAnother }: Props) {
  const { requestId, state, details } = request;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const isUnclear = details.executionState === 'in-doubt' || details.executionState === 'needs-review';
  return (
    <Paper withBorder p="lg" role="status">
      <Stack gap="sm" align="flex-start">
        <Title order={2} size="h3" tabIndex={-1} ref={heading}>
          Your request was received
        </Title>
        <Text>
          <RequestLine summary={details.summary} isFull />
        </Text>
        <StateBadge state={state} inDoubt={isUnclear} />
        <Text size="sm" c="dimmed">
          {nextWords(request)}
        </Text>
        {details.outcome && state === 'failed' && (
          <Alert color="red">
            <OutsideText>{details.outcome.message}</OutsideText>
          </Alert>
        )}
        <Group gap="xs" mt="xs">
          <ButtonLink to="/requests/$requestId" params={{ requestId }}>
            Open the request
          </ButtonLink>
          {onAnother && (
            <Button variant="default" onClick={onAnother}>
              Another like this
            </Button>
          )}
          <ButtonLink variant="subtle" to="/new" search={{}}>
            Something else
          </ButtonLink>
        </Group>
      </Stack>
    </Paper>
  );
}

function nextWords({ state, details }: RequestView): string {
  switch (state) {
    case 'AdminTask':
      return `${verdictWords({ ...details.approval, kind: 'checker' })} You can take it back until it was decided.`;
    case 'IntouchAPITask':
      return 'It was approved at once and is being executed. Its page shows the outcome as soon as there is one.';
    case 'approved':
      return 'It was approved at once and has been carried out.';
    case 'failed':
      return 'It was approved at once, but could not be carried out.';
    case 'rejected':
    case 'withdrawn':
    case 'expired':
      return 'It has ended.';
  }
}
