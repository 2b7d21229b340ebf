import '../display/narrow-table.css';
import { ActionIcon, Badge, Menu, Paper, Table, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { EllipsisVertical, KeyRound, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { titleOfFailure } from '../api/lost-answer';
import { ConfirmDialog } from '../display/confirm-dialog';
import { formatCount } from '../display/numbers';
import { Age, exactTime } from '../display/times';
import { useDeleteWebhook, useRotateSecret, webhookHealthQuery } from './webhook-queries';
import { settingsText } from './webhook-draft';
import type { Pending, WebhookView, WebhookWithSecret } from './webhook-views';
import { Identifier, OutsideText } from '../display/outside-text';
import { isolated } from '../display/visible-text';

interface Actions {
  readonly onEdit: (webhook: WebhookView) => void;
  readonly onSecret: (made: WebhookWithSecret) => void;
}

/** The webhooks of the org, each with how it does. */
export function WebhooksTable({ webhooks, ...actions }: Actions & { readonly webhooks: readonly WebhookView[] }) {
  return (
    <section aria-labelledby="endpoints">
      <Title order={2} size="h4" id="endpoints" mb="xs">
        Endpoints
      </Title>
      <Paper withBorder>
        <Table.ScrollContainer minWidth={0} type="native" tabIndex={0}>
          <Table className="narrow-table" fz="sm" verticalSpacing="xs" aria-labelledby="endpoints">
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">Webhook</Table.Th>
                <Table.Th scope="col">State</Table.Th>
                <Table.Th scope="col">Last success</Table.Th>
                <Table.Th scope="col" ta="right">
                  Failed
                </Table.Th>
                <Table.Th scope="col" aria-label="Change" />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {webhooks.map((webhook) => (
                <Row key={webhook.webHookId} webhook={webhook} {...actions} />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      </Paper>
    </section>
  );
}

function Row({ webhook, ...actions }: Actions & { readonly webhook: WebhookView }) {
  const { data: health } = useQuery(webhookHealthQuery(webhook.webHookId));
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={550}>
        <OutsideText>{webhook.name}</OutsideText>
        <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          <Identifier>{webhook.webHookUrl}</Identifier>
        </Text>
      </Table.Th>
      <Table.Td data-label="State">
        <Standing webhook={webhook} />
      </Table.Td>
      <Table.Td data-label="Last success">{lastSuccess(health?.lastSuccess)}</Table.Td>
      <Table.Td ta="right" data-label="Failed">
        {health ? `${formatCount(health.failed)}${health.more ? ' or more' : ''}` : '…'}
      </Table.Td>
      <Table.Td ta="right">
        <RowMenu webhook={webhook} {...actions} />
      </Table.Td>
    </Table.Tr>
  );
}

function lastSuccess(at: number | null | undefined) {
  if (at === undefined) return '…';
  return at === null ? 'None yet' : <Age at={new Date(at).toISOString()} size="sm" />;
}

function Standing({ webhook: { active, disabledAt } }: { readonly webhook: WebhookView }) {
  if (disabledAt !== undefined)
    return (
      <>
        <Badge variant="light" color="red" radius="sm" tt="none">
          Disabled
        </Badge>
        <Text size="xs" c="dimmed">
          answered 410 at {exactTime(disabledAt)}; save it as active to go on
        </Text>
      </>
    );
  return (
    <Badge variant="light" color={active ? 'green' : 'gray'} radius="sm" tt="none">
      {active ? 'Active' : 'Inactive'}
    </Badge>
  );
}

function tellIfPending({ confirmation }: Pending, name: string): void {
  if (confirmation === undefined) return;
  notifications.show({ title: `The deletion of ${name} is proposed.`, message: 'Another person with CanConfigureWorkflows confirms it.' });
}

const ASKED = {
  rotate: {
    confirm: 'Change the secret',
    then: 'You are shown the new secret once. For 24 hours deliveries are signed with both, so that the receiver can learn it.',
  },
  delete: { confirm: 'Delete', then: 'What it has not got yet is dropped. The log of its deliveries stays.' },
} as const;

function RowMenu({ webhook, onEdit, onSecret }: Actions & { readonly webhook: WebhookView }) {
  const [asked, setAsked] = useState<keyof typeof ASKED>();
  const rotate = useRotateSecret(webhook.webHookId);
  const remove = useDeleteWebhook(webhook.webHookId);
  const failed = (error: Error) => notifications.show({ color: 'red', title: titleOfFailure(error), message: isolated(error.message) });
  const onSettled = () => setAsked(undefined);
  const confirm = () =>
    asked === 'rotate'
      ? rotate.mutate(undefined, { onSuccess: ({ data }) => onSecret(data), onError: failed, onSettled })
      : remove.mutate(undefined, { onSuccess: ({ data }) => tellIfPending(data, webhook.name), onError: failed, onSettled });
  return (
    <>
      <Menu position="bottom-end" returnFocus>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={`What can be done with ${isolated(webhook.name)}`}>
            <EllipsisVertical size={16} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<Pencil size={15} aria-hidden />} onClick={() => onEdit(webhook)}>
            Change…
          </Menu.Item>
          <Menu.Item leftSection={<KeyRound size={15} aria-hidden />} onClick={() => setAsked('rotate')}>
            Change the secret…
          </Menu.Item>
          <Menu.Item leftSection={<Trash2 size={15} aria-hidden />} onClick={() => setAsked('delete')}>
            Delete…
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ConfirmDialog
        opened={asked !== undefined}
        about={settingsText(webhook)}
        title={asked === 'rotate' ? `Change the secret of ${isolated(webhook.name)}?` : `Delete ${isolated(webhook.name)}?`}
        confirm={ASKED[asked ?? 'delete'].confirm}
        busy={rotate.isPending || remove.isPending}
        onConfirm={confirm}
        onClose={() => setAsked(undefined)}
      >
        {ASKED[asked ?? 'delete'].then}
      </ConfirmDialog>
    </>
  );
}
