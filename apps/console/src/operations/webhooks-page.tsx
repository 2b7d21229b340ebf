import { Alert, Button, Paper, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Lock, Plus } from 'lucide-react';
import { useState } from 'react';
import { Failure } from '../display/failure';
import { PageTitle } from '../display/page-title';
import { useGrant } from '../signed-in/session-store';
import { LatestChanges, WaitingChanges } from './configuration-changes';
import { DeliveryLog } from './delivery-log';
import { SecretDialog } from './secret-dialog';
import { WebhookDialog } from './webhook-dialog';
import { webhooksQuery } from './webhook-queries';
import type { WebhookView, WebhookWithSecret } from './webhook-views';
import { WebhooksTable } from './webhooks-table';

/** Who gets events and where, what became of each event, and how to send it again. */
export function WebhooksPage() {
  const mayConfigure = useGrant('CanConfigureWorkflows');
  return mayConfigure ? (
    <Webhooks />
  ) : (
    <>
      <PageTitle title="Webhooks" />
      <Alert variant="light" color="gray" icon={<Lock size={18} aria-hidden />} title="Webhooks take CanConfigureWorkflows">
        You do not have this grant in this org. Whoever administers your sign-in can give it to you.
      </Alert>
    </>
  );
}

function Webhooks() {
  const webhooks = useQuery(webhooksQuery);
  const [edited, setEdited] = useState<WebhookView | 'new'>();
  const [made, setMade] = useState<WebhookWithSecret>();
  const names = new Map((webhooks.data ?? []).map(({ webHookId, name }) => [webHookId, name]));
  return (
    <Stack gap="xl">
      <PageTitle
        title="Webhooks"
        about="Who is told of requests by HTTP, and what became of each event."
        actions={
          <Button leftSection={<Plus size={16} aria-hidden />} onClick={() => setEdited('new')}>
            New webhook
          </Button>
        }
      />
      <WaitingChanges names={names} />
      {webhooks.isPending && <Skeleton height={280} />}
      {webhooks.isError && <Failure error={webhooks.error} onRetry={() => void webhooks.refetch()} />}
      {webhooks.data?.length === 0 && (
        <Paper withBorder p="md">
          <Text size="sm">Nobody is told yet. A new webhook gets the events of this org from then on.</Text>
        </Paper>
      )}
      {webhooks.data && webhooks.data.length > 0 && (
        <Stack gap="xl">
          <WebhooksTable webhooks={webhooks.data} onEdit={setEdited} onSecret={setMade} />
          <DeliveryLog webhooks={webhooks.data} />
        </Stack>
      )}
      <LatestChanges names={names} />
      <WebhookDialog edited={edited} webhooks={webhooks.data ?? []} onClose={() => setEdited(undefined)} onSecret={setMade} />
      <SecretDialog made={made} onClose={() => setMade(undefined)} />
    </Stack>
  );
}
