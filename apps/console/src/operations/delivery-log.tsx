import { Button, Group, Paper, Select, Skeleton, Stack, Text, TextInput, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Failure } from '../display/failure';
import { isolated } from '../display/visible-text';
import { useSession } from '../signed-in/session-store';
import { DeliveriesTable } from './deliveries-table';
import { DELIVERY_STATE_WORDS } from './delivery-words';
import { ResendBar } from './resend-bar';
import { deliveriesOfRequestQuery, deliveriesQuery } from './webhook-queries';
import { DELIVERY_STATES, type DeliveryState, type WebhookView } from './webhook-views';

const REST_MS = 400;

/** What was sent, when, and what came back: of one webhook, or of one request. */
export function DeliveryLog({ webhooks }: { readonly webhooks: readonly WebhookView[] }) {
  const [webHookId, setWebHookId] = useState(webhooks[0]?.webHookId ?? '');
  const [state, setState] = useState<DeliveryState>();
  const [requestId, setRequestId] = useState('');
  const [asked] = useDebouncedValue(requestId.trim(), REST_MS);
  const chosen = webhooks.find((webhook) => webhook.webHookId === webHookId) ?? webhooks[0];
  return (
    <section aria-labelledby="delivery-log">
      <Title order={2} size="h4" id="delivery-log" mb="xs">
        Delivery log
      </Title>
      <Group align="flex-end" mb="sm">
        <Select
          label="Webhook"
          allowDeselect={false}
          disabled={asked !== ''}
          data={webhooks.map((webhook) => ({ value: webhook.webHookId, label: isolated(webhook.name) }))}
          value={chosen?.webHookId ?? null}
          onChange={(value) => value !== null && setWebHookId(value)}
        />
        <Select
          label="State"
          placeholder="Any"
          clearable
          clearButtonProps={{ 'aria-label': 'Any state' }}
          disabled={asked !== ''}
          data={DELIVERY_STATES.map((value) => ({ value, label: DELIVERY_STATE_WORDS[value].words }))}
          value={state ?? null}
          onChange={(value) => setState(value ?? undefined)}
        />
        <TextInput
          label="Or of one request, by its id"
          w={340}
          maw="100%"
          value={requestId}
          onChange={({ currentTarget }) => setRequestId(currentTarget.value)}
        />
      </Group>
      {asked !== '' ? (
        <OfRequest requestId={asked} />
      ) : (
        chosen && <OfWebhook key={`${chosen.webHookId}${state ?? ''}`} webhook={chosen} state={state} />
      )}
    </section>
  );
}

function OfWebhook({ webhook, state }: { readonly webhook: WebhookView; readonly state: DeliveryState | undefined }) {
  const log = useInfiniteQuery(deliveriesQuery(webhook.webHookId, state));
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const deliveries = log.data?.pages.flatMap(({ data }) => data) ?? [];
  if (log.isPending) return <Skeleton height={240} />;
  if (log.isError) return <Failure error={log.error} onRetry={() => void log.refetch()} />;
  return (
    <Stack gap="sm">
      <ResendBar selected={selected} webhook={webhook} onDone={() => setSelected(new Set())} />
      {deliveries.length === 0 ? (
        <Empty>
          {state === undefined ? 'Nothing was sent to it yet.' : `Nothing here is “${DELIVERY_STATE_WORDS[state].words.toLowerCase()}”.`}
        </Empty>
      ) : (
        <DeliveriesTable deliveries={deliveries} selected={selected} onSelect={setSelected} />
      )}
      {log.hasNextPage && (
        <Group>
          <Button variant="default" loading={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
            Show older ones
          </Button>
        </Group>
      )}
    </Stack>
  );
}

function OfRequest({ requestId }: { readonly requestId: string }) {
  const session = useSession();
  const log = useQuery(deliveriesOfRequestQuery(session?.orgId ?? 0, requestId));
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  if (log.isPending) return <Skeleton height={160} />;
  if (log.isError) return <Failure error={log.error} onRetry={() => void log.refetch()} />;
  if (log.data.length === 0) return <Empty>There are no deliveries of a request with this id in this org.</Empty>;
  return (
    <Stack gap="sm">
      <ResendBar selected={selected} onDone={() => setSelected(new Set())} />
      <DeliveriesTable deliveries={log.data} selected={selected} onSelect={setSelected} />
    </Stack>
  );
}

function Empty({ children }: { readonly children: string }) {
  return (
    <Paper withBorder p="md">
      <Text size="sm">{children}</Text>
    </Paper>
  );
}
