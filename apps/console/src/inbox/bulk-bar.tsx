import { Button, Group, Paper, Text } from '@mantine/core';
import type { RequestView, Verdict } from '../api/request-view';
import { countOf } from '../display/numbers';
import { gather, MOST_DECISIONS } from '../request/selection';
import { VERDICTS } from '../request/verdict-words';

interface Props {
  readonly requests: readonly RequestView[];
  readonly onDecide: (verdict: Verdict) => void;
  readonly onClear: () => void;
}

/** What is marked, and what can be done with all of it. */
export function BulkBar({ requests, onDecide, onClear }: Props) {
  if (requests.length === 0) return null;
  const { count, points } = gather(requests);
  return (
    <Paper className="bulk-bar" withBorder shadow="md" p="xs" role="region" aria-label="Marked requests">
      <Group gap="xs" justify="space-between">
        <Text size="sm" fw={600} role="status">
          {countOf(count, 'request')} marked
          {points > 0 && `, ${countOf(points, 'point')}`}
          {count >= MOST_DECISIONS && ` (no more than ${MOST_DECISIONS} at once)`}
        </Text>
        <Group gap="xs">
          {(['approved', 'rejected', 'sent-back'] as const).map((verdict) => (
            <Button
              key={verdict}
              size="xs"
              variant={verdict === 'approved' ? 'filled' : 'light'}
              color={VERDICTS[verdict].color}
              onClick={() => onDecide(verdict)}
            >
              {VERDICTS[verdict].act}
            </Button>
          ))}
          <Button size="xs" variant="default" onClick={onClear}>
            Unmark
          </Button>
        </Group>
      </Group>
    </Paper>
  );
}
