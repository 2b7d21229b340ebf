import { Paper, Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** A part of the request's page under its heading. */
export function Panel({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Paper component="section" withBorder p="md" radius="md" bg="var(--console-surface)" aria-label={title}>
      <Title order={2} size="h5" mb="xs" tabIndex={-1} data-focus-home>
        {title}
      </Title>
      {children}
    </Paper>
  );
}
