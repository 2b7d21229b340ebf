import { Button, Group, Text } from '@mantine/core';
import { countOf } from '../display/numbers';

interface Props {
  readonly count: number;
  readonly onShow: () => void;
}

/** Says beside the buttons that there is something to read out of sight, such as what came while somebody was at the comment. */
export function UnseenWarnings({ count, onShow }: Props) {
  return (
    <div role="status">
      {count > 0 && (
        <Group gap="xs">
          <Text size="sm" fw={650} c="orange">
            Out of sight: {countOf(count, 'warning')} to read before you approve.
          </Text>
          <Button size="compact-xs" variant="default" onClick={onShow}>
            Show
          </Button>
        </Group>
      )}
    </div>
  );
}
