import { Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** What a group of fields is about, as prominent as the label of a single one. */
export function Legend({ children }: { readonly children: ReactNode }) {
  return (
    <Text span size="sm" fw={600}>
      {children}
    </Text>
  );
}
