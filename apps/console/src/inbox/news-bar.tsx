import { Button, Group, Text, Tooltip } from '@mantine/core';
import { RotateCw } from 'lucide-react';
import { formatCount } from '../display/numbers';
import type { LiveState } from '../tabs/live-changes';

const LIVE_WORDS: Readonly<Record<LiveState, { readonly words: string; readonly why: string }>> = {
  live: { words: 'Live', why: 'Changes show by themselves.' },
  connecting: { words: 'Connecting…', why: 'Changes will show by themselves in a moment.' },
  polling: { words: 'Every 15 seconds', why: 'The live connection is down; the list is read again every 15 seconds.' },
};

interface Props {
  readonly live: LiveState;
  readonly arrived: number;
  readonly changed: number;
  readonly busy: boolean;
  readonly onNew: () => void;
  readonly onRefresh: () => void;
}

/** What has happened since the list was read, told and not forced upon it. */
export function NewsBar({ live, arrived, changed, busy, onNew, onRefresh }: Props) {
  const { words, why } = LIVE_WORDS[live];
  return (
    <Group gap="xs" mb="xs" justify="space-between" wrap="nowrap">
      <Group gap="xs" role="status" mih={26}>
        {arrived > 0 && (
          <Button size="compact-sm" onClick={onNew} aria-keyshortcuts="n">
            {formatCount(arrived)} new – show
          </Button>
        )}
        {changed > 0 && (
          <Text size="sm" c="dimmed">
            {formatCount(changed)} changed while you looked
          </Text>
        )}
      </Group>
      <Group gap={4} wrap="nowrap">
        <Tooltip label={why}>
          <Text size="xs" c="dimmed" tabIndex={0}>
            <span aria-hidden style={{ color: live === 'live' ? 'var(--mantine-color-green-6)' : 'var(--mantine-color-orange-6)' }}>
              ●
            </span>{' '}
            {words}
          </Text>
        </Tooltip>
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          loading={busy}
          leftSection={<RotateCw size={13} aria-hidden />}
          onClick={onRefresh}
          aria-keyshortcuts="u"
        >
          Refresh
        </Button>
      </Group>
    </Group>
  );
}
