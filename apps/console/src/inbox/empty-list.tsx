import { Button, Paper, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useGrant } from '../signed-in/session-store';
import { type Filters, narrowings } from './filters';

/** Why nothing is listed, and where to go from here. */
export function EmptyList({ filters, onClear }: { readonly filters: Filters; readonly onClear: () => void }) {
  const isNarrowed = narrowings(filters) > 0 || filters.type !== '';
  const isWaiting = filters.states.length === 1 && filters.states[0] === 'AdminTask';
  const mayMake = useGrant('CanMakeRequest');
  return (
    <Paper withBorder p="xl" radius="md" bg="var(--console-surface)">
      <Stack align="center" gap="xs">
        <Text fw={600}>
          {isNarrowed ? 'No request matches these filters' : isWaiting ? 'Nothing waits for a checker' : 'There are no requests yet'}
        </Text>
        <Text size="sm" c="dimmed" ta="center" maw={420}>
          {isNarrowed
            ? 'Customers and references are compared exactly as they were asked for. Filters by checker or place look at 31 days unless dates say otherwise.'
            : 'New requests show here by themselves.'}
        </Text>
        {isNarrowed ? (
          <Button variant="default" onClick={onClear}>
            Show all that wait
          </Button>
        ) : (
          mayMake && (
            <Button variant="default" renderRoot={(props) => <Link to="/new" {...props} />}>
              Ask for something
            </Button>
          )
        )}
      </Stack>
    </Paper>
  );
}
