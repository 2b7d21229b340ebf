import { Button, Group, Text } from '@mantine/core';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { RequestPage } from '../api/request-view';
import { countOf } from '../display/numbers';

interface Props {
  readonly page: RequestPage;
  readonly pageNumber: number;
  /** With the cursor of the next page; with none, back to the page before. */
  readonly onTurn: (cursor: string | undefined) => void;
}

export function Pager({ page: { pagination }, pageNumber, onTurn }: Props) {
  const { totalElements, totalIsLowerBound, nextCursor } = pagination;
  return (
    <Group justify="space-between" mt="sm" component="nav" aria-label="Pages">
      <Text size="sm" c="dimmed">
        {totalIsLowerBound ? 'More than ' : ''}
        {countOf(totalElements, 'request')}
        {(pageNumber > 1 || nextCursor !== undefined) && `, page ${pageNumber}`}
      </Text>
      {(pageNumber > 1 || nextCursor !== undefined) && (
        <Group gap="xs">
          <Button
            size="xs"
            variant="default"
            disabled={pageNumber === 1}
            leftSection={<ChevronLeft size={14} aria-hidden />}
            onClick={() => onTurn(undefined)}
            aria-keyshortcuts="<"
          >
            Previous
          </Button>
          <Button
            size="xs"
            variant="default"
            disabled={nextCursor === undefined}
            rightSection={<ChevronRight size={14} aria-hidden />}
            onClick={() => onTurn(nextCursor)}
            aria-keyshortcuts=">"
          >
            Next
          </Button>
        </Group>
      )}
    </Group>
  );
}
