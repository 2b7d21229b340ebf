import { Group, List, Paper, Stack, Table, Text, Title } from '@mantine/core';
import { Bot, Ban, UserCheck } from 'lucide-react';
import { exactTime } from '../display/times';
import type { ActivePolicy, PolicyKind, PolicySettings } from './policy';
import { amountRules, limitsInWords } from './policy-in-words';
import { isolated } from '../display/visible-text';

/** What new requests are judged by, in words. */
export function ActivePolicyPanel({ active, kind }: { readonly active: ActivePolicy; readonly kind: PolicyKind }) {
  return (
    <Paper component="section" withBorder p="md" aria-labelledby="active-policy">
      <Group justify="space-between" mb="xs" gap="xs">
        <Title order={2} size="h4" id="active-policy">
          What holds now
        </Title>
        <Text size="sm" c="dimmed">
          {whence(active)}
        </Text>
      </Group>
      <PolicyWords settings={active} kind={kind} />
    </Paper>
  );
}

const ICONS = { auto: Bot, checker: UserCheck, refused: Ban } as const;

/** A policy in words: amounts and what becomes of them, then what limits them. */
export function PolicyWords({ settings, kind }: { readonly settings: PolicySettings; readonly kind: PolicyKind }) {
  return (
    <Stack gap="xs">
      <Table
        aria-label="What becomes of which amounts"
        withRowBorders={false}
        verticalSpacing={3}
        horizontalSpacing={0}
        layout="auto"
        w="auto"
      >
        <Table.Tbody>
          {amountRules(settings, kind).map(({ amounts, outcome, kind: what }) => {
            const Icon = ICONS[what];
            return (
              <Table.Tr key={amounts}>
                <Table.Th scope="row" fw={550} pr="lg" ta="left">
                  {amounts}
                </Table.Th>
                <Table.Td>
                  <Group gap={6} wrap="nowrap">
                    <Icon size={16} aria-hidden />
                    {outcome}
                  </Group>
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
      <List size="sm" spacing={2} c="dimmed">
        {limitsInWords(settings, kind).map((line) => (
          <List.Item key={line}>{line}</List.Item>
        ))}
      </List>
    </Stack>
  );
}

function whence({ version, proposedBy, decidedBy, decidedAt }: ActivePolicy): string {
  if (version === 0 || !proposedBy) return 'Nobody has set a policy yet: this is what holds without one.';
  const since = decidedAt === undefined ? '' : ` since ${exactTime(decidedAt)}`;
  return `Version ${version}${since}, proposed by ${isolated(proposedBy.name)}${decidedBy ? `, approved by ${isolated(decidedBy.name)}` : ''}`;
}
