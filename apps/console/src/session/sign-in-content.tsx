import { Group, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { useHeadingFocus } from '../display/use-heading-focus';

/** A page of those who are not signed in: its heading, the title of the tab, and what there is to do. */
export function SignInContent({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const focus = useHeadingFocus();
  useEffect(() => {
    document.title = `${title} – Countersign`;
  }, [title]);
  return (
    <Stack gap="md">
      <Group gap="sm" wrap="nowrap">
        <img src="/console/favicon.svg" width={34} height={34} alt="" />
        <div>
          <Title order={1} size="h3" {...focus}>
            {title}
          </Title>
          <Text size="sm" c="dimmed">
            Countersign: one asks, another decides.
          </Text>
        </div>
      </Group>
      {children}
    </Stack>
  );
}
