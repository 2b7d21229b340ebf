import { Button, Group, Text } from '@mantine/core';
import { countOf } from '../display/numbers';
import type { WatchedWarnings } from './warning-watch';

/** Says beside the buttons that there is something to read out of sight, such as what came while somebody was at the comment. */
export function UnseenWarnings({ of }: { readonly of: WatchedWarnings }) {
  const isAny = of.unseen > 0;
  return (
    <Group gap="xs" ref={of.besideThem}>
      <Text role="status" size="sm" fw={650} c="orange">
        {isAny && `Out of sight: ${countOf(of.unseen, 'warning')} to read before you approve.`}
      </Text>
      {isAny && (
        <Button size="compact-xs" variant="default" onClick={of.showUnseen}>
          Show
        </Button>
      )}
    </Group>
  );
}
