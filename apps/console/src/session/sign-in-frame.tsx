import { Center, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { useHeadingFocus } from '../display/use-heading-focus';

/** What surrounds the pages of those who are not signed in. */
export function SignInFrame({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const focus = useHeadingFocus();
  useEffect(() => {
    document.title = `${title} – Countersign`;
  }, [title]);
  return (
    <Center component="main" mih="100vh" p="md">
      <Paper withBorder shadow="sm" p={{ base: 'md', xs: 'xl' }} w="100%" maw={480} bg="var(--console-surface)">
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
      </Paper>
    </Center>
  );
}
