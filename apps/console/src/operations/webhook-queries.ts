import { infiniteQueryOptions, type QueryClient, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../api/call';
import type { webhookBodyOf } from './webhook-draft';
import { CONFIGURATION } from './configuration-queries';
import type { Delivery, DeliveryState, Pending, WebhookView, WebhookWithSecret } from './webhook-views';

const PATH = '/v3/webHooks';
const WEBHOOKS = ['webhooks', 'all'] as const;
const DELIVERIES = ['webhooks', 'deliveries'] as const;
const PAGE = 50;
const MOST = 100;

interface Answered<Data> {
  readonly data: Data;
}

interface DeliveryPage {
  readonly data: readonly Delivery[];
  readonly pagination?: { readonly nextCursor?: string };
}

export const webhooksQuery = queryOptions({
  queryKey: WEBHOOKS,
  queryFn: async ({ signal }) => (await call<Answered<readonly WebhookView[]>>(PATH, { signal })).data,
});

/** The last delivery that was taken, and how many have failed for good; the count stops at 100. */
export function webhookHealthQuery(webHookId: string) {
  return queryOptions({
    queryKey: [...DELIVERIES, webHookId, 'health'],
    queryFn: async ({ signal }) => {
      const find = (state: DeliveryState, limit: number) =>
        call<DeliveryPage>(`${PATH}/${webHookId}/deliveries`, { signal, query: { state, limit } });
      const [delivered, exhausted] = await Promise.all([find('delivered', 1), find('exhausted', MOST)]);
      return {
        lastSuccess: delivered.data[0]?.eventEndTimestamp ?? null,
        failed: exhausted.data.length,
        more: exhausted.pagination?.nextCursor !== undefined,
      };
    },
    staleTime: 30_000,
  });
}

/** Deliveries of one webhook, the newest first. */
export function deliveriesQuery(webHookId: string, state: DeliveryState | undefined) {
  return infiniteQueryOptions({
    queryKey: [...DELIVERIES, webHookId, state ?? 'any'],
    queryFn: ({ signal, pageParam }) =>
      call<DeliveryPage>(`${PATH}/${webHookId}/deliveries`, { signal, query: { state, limit: PAGE, cursor: pageParam } }),
    initialPageParam: '',
    getNextPageParam: ({ pagination }: DeliveryPage) => pagination?.nextCursor,
    enabled: webHookId !== '',
  });
}

/** Deliveries of all events of one request, to every webhook. */
export function deliveriesOfRequestQuery(orgId: number, requestId: string) {
  return queryOptions({
    queryKey: [...DELIVERIES, 'request', orgId, requestId],
    queryFn: async ({ signal }) =>
      (await call<DeliveryPage>(`${PATH}/eventLog/refId/${orgId}_${encodeURIComponent(requestId)}`, { signal })).data,
    enabled: requestId !== '',
  });
}

/** A new one is answered with its secret. */
type SavedWebhook = WebhookView & Pending & { readonly secret?: string };
type WebhookBody = ReturnType<typeof webhookBodyOf>;

/** Creates a webhook, or replaces one's settings. */
export function useSaveWebhook(webHookId: string | undefined) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: WebhookBody) =>
      webHookId === undefined
        ? call<Answered<SavedWebhook>>(PATH, { method: 'POST', body })
        : call<Answered<SavedWebhook>>(`${PATH}/${webHookId}`, { method: 'PUT', body }),
    onSettled: () => changed(client),
  });
}

export function useRotateSecret(webHookId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => call<Answered<WebhookWithSecret>>(`${PATH}/${webHookId}/rotateSecret`, { method: 'POST' }),
    onSettled: () => changed(client),
  });
}

export function useDeleteWebhook(webHookId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => call<Answered<Pending>>(`${PATH}/${webHookId}`, { method: 'DELETE' }),
    onSettled: () => changed(client),
  });
}

/** Either it is done, or it waits for a second person. */
function changed(client: QueryClient): Promise<unknown> {
  return Promise.all([WEBHOOKS, CONFIGURATION].map((queryKey) => client.invalidateQueries({ queryKey })));
}

export interface Resent {
  readonly resent: number;
  /** What could not be sent again, and why. */
  readonly refused: readonly { readonly deliveryId: string; readonly error: unknown }[];
}

/** Sends deliveries again, one after another; one that is refused does not keep the others back. */
export function useResend() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (deliveryIds: readonly string[]): Promise<Resent> => {
      const refused: { readonly deliveryId: string; readonly error: unknown }[] = [];
      for (const deliveryId of deliveryIds)
        await call(`${PATH}/deliveries/${deliveryId}/resend`, { method: 'POST' }).catch((error: unknown) =>
          refused.push({ deliveryId, error }),
        );
      return { resent: deliveryIds.length - refused.length, refused };
    },
    onSettled: () => client.invalidateQueries({ queryKey: DELIVERIES }),
  });
}

/** Sends everything again that has failed at a webhook. */
export function useResendAll() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (webHookId: string) => call<Answered<{ readonly resent: number }>>(`${PATH}/${webHookId}/resend`, { method: 'POST' }),
    onSettled: () => client.invalidateQueries({ queryKey: DELIVERIES }),
  });
}
