import { Button, Group, List, Paper, Stack, Table, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ConfirmDialog } from '../display/confirm-dialog';
import { Failure } from '../display/failure';
import { OutsideText } from '../display/outside-text';
import { Age } from '../display/times';
import { useSession } from '../signed-in/session-store';
import {
  type ConfigurationChange,
  type ConfigurationVerdict,
  latestChangesQuery,
  useDecideChange,
  waitingChangesQuery,
} from './configuration-queries';
import { changeState, changeTitle, settingChanges } from './configuration-words';

interface Props {
  /** Names of webhooks by their ids. */
  readonly names: ReadonlyMap<string, string>;
}

/** What waits for a second person: changes of webhooks and of API clients. Nothing is shown while nothing waits. */
export function WaitingChanges({ names }: Props) {
  const { data = [], error, refetch } = useQuery(waitingChangesQuery);
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (data.length === 0) return null;
  return (
    <section aria-labelledby="waiting-changes">
      <Title order={2} size="h4" id="waiting-changes" mb="xs">
        {data.length === 1 ? 'A change waits for a second person' : `${data.length} changes wait for a second person`}
      </Title>
      <Stack gap="sm">
        {data.map((change) => (
          <WaitingChange key={change.changeId} change={change} names={names} />
        ))}
      </Stack>
    </section>
  );
}

const ASKED: Readonly<Record<ConfigurationVerdict, { readonly button: string; readonly then: string; readonly done: string }>> = {
  confirm: { button: 'Confirm', then: 'It acts at once.', done: 'It is in effect.' },
  decline: { button: 'Decline', then: 'Nothing changes. The proposal stays in the list.', done: 'It is declined.' },
  withdraw: { button: 'Withdraw', then: 'Nothing changes. You can propose it anew.', done: 'It is withdrawn.' },
};

function WaitingChange({ change, names }: Props & { readonly change: ConfigurationChange }) {
  const session = useSession();
  const decide = useDecideChange(change.changeId);
  const [asked, setAsked] = useState<ConfigurationVerdict>();
  const isOwn = session?.user.id === change.proposedBy.id;
  const title = changeTitle(change, names);
  const answer = (verdict: ConfigurationVerdict) =>
    decide.mutate(verdict, {
      onSuccess: () => notifications.show({ title, message: ASKED[verdict].done }),
      onSettled: () => setAsked(undefined),
    });
  const verdicts = isOwn ? (['withdraw'] as const) : (['confirm', 'decline'] as const);
  return (
    <Paper withBorder p="md">
      <Stack gap="sm">
        <Text size="sm">
          <strong>{title}</strong>, proposed by {isOwn ? 'you' : <OutsideText>{change.proposedBy.name}</OutsideText>}{' '}
          <Age at={change.proposedAt} size="sm" />
        </Text>
        <SettingTable change={change} title={title} />
        {isOwn && <Text size="sm">You proposed this yourself. Another person with CanConfigureWorkflows confirms or declines it.</Text>}
        {decide.isError && <Failure error={decide.error} />}
        <Group gap="xs">
          {verdicts.map((verdict) => (
            <Button key={verdict} variant={verdict === 'confirm' ? 'filled' : 'default'} onClick={() => setAsked(verdict)}>
              {ASKED[verdict].button}…
            </Button>
          ))}
        </Group>
      </Stack>
      <ConfirmDialog
        opened={asked !== undefined}
        about={JSON.stringify([title, settingChanges(change)])}
        title={`${ASKED[asked ?? 'confirm'].button}: ${title}?`}
        confirm={ASKED[asked ?? 'confirm'].button}
        busy={decide.isPending}
        onConfirm={() => asked && answer(asked)}
        onClose={() => setAsked(undefined)}
      >
        {ASKED[asked ?? 'confirm'].then}
      </ConfirmDialog>
    </Paper>
  );
}

function SettingTable({ change, title }: { readonly change: ConfigurationChange; readonly title: string }) {
  const settings = settingChanges(change);
  if (settings.length === 0) return null;
  return (
    <Table fz="sm" aria-label={`What it changes: ${title}`}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">Setting</Table.Th>
          <Table.Th scope="col">Now</Table.Th>
          <Table.Th scope="col">Then</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody style={{ overflowWrap: 'anywhere' }}>
        {settings.map(({ setting, before, after }) => (
          <Table.Tr key={setting}>
            <Table.Th scope="row" fw={500}>
              {setting}
            </Table.Th>
            <Table.Td>
              <OutsideText>{before}</OutsideText>
            </Table.Td>
            <Table.Td>
              <OutsideText>{after}</OutsideText>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** Who changed what last, also alone. */
export function LatestChanges({ names }: Props) {
  const { data = [] } = useQuery(latestChangesQuery);
  const past = data.filter(({ state }) => state !== 'pending');
  if (past.length === 0) return null;
  return (
    <section aria-labelledby="latest-changes">
      <Title order={2} size="h4" id="latest-changes" mb="xs">
        Latest changes
      </Title>
      <List size="sm" spacing={4}>
        {past.map((change) => (
          <List.Item key={change.changeId}>
            {changeTitle(change, names)}, proposed by <OutsideText>{change.proposedBy.name}</OutsideText>{' '}
            <Age at={change.proposedAt} size="sm" />: {changeState(change)}
          </List.Item>
        ))}
      </List>
    </section>
  );
}
