import { infiniteQueryOptions, type QueryClient, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../api/call';
import { AnswerLost, orLook, orTell } from '../api/lost-answer';
import type { webhookBodyOf } from './webhook-draft';
import { CONFIGURATION, waitingChanges } from './configuration-queries';
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

const LOOK_AT_IT = 'It may have been saved or not. Saving the same again does no harm.';
const ROTATE_AGAIN = 'A new secret may have been made that nobody was shown. Change the secret again: the newest one counts.';
const RESEND_AGAIN =
  'They may have been sent or not. Sending them again does no harm: receivers tell by the id that they have an event already.';

/** A webhook that was made without anybody seeing its secret is not usable yet. */
async function lookForNew(name: string): Promise<undefined> {
  const { data } = await call<Answered<readonly WebhookView[]>>(PATH);
  if (data.some((webhook) => webhook.name === name))
    throw new AnswerLost(
      `${name} is there now, but its secret was in the answer that was lost. Close this and change its secret to see one.`,
    );
  if ((await waitingChanges()).some(({ action, after }) => action === 'create' && after?.['name'] === name))
    throw new AnswerLost(
      `${name} waits for confirmation, but its secret was in the answer that was lost. Withdraw it and create it again.`,
    );
  return undefined;
}

async function isGone(webHookId: string): Promise<Answered<Pending> | undefined> {
  const { data } = await call<Answered<readonly WebhookView[]>>(PATH);
  if (!data.some((webhook) => webhook.webHookId === webHookId)) return { data: {} };
  const isProposed = (await waitingChanges()).some(({ subjectId, action }) => subjectId === webHookId && action === 'delete');
  return isProposed ? { data: { confirmation: 'pending' } } : undefined;
}

/** Creates a webhook, or replaces one's settings. */
export function useSaveWebhook(webHookId: string | undefined) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: WebhookBody) =>
      webHookId === undefined
        ? orLook(
            () => call<Answered<SavedWebhook>>(PATH, { method: 'POST', body }),
            () => lookForNew(body.name),
          )
        : orTell(() => call<Answered<SavedWebhook>>(`${PATH}/${webHookId}`, { method: 'PUT', body }), LOOK_AT_IT),
    onSettled: () => changed(client),
  });
}

export function useRotateSecret(webHookId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () =>
      orTell(() => call<Answered<WebhookWithSecret>>(`${PATH}/${webHookId}/rotateSecret`, { method: 'POST' }), ROTATE_AGAIN),
    onSettled: () => changed(client),
  });
}

export function useDeleteWebhook(webHookId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () =>
      orLook(
        () => call<Answered<Pending>>(`${PATH}/${webHookId}`, { method: 'DELETE' }),
        () => isGone(webHookId),
      ),
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
        await orTell(() => call(`${PATH}/deliveries/${deliveryId}/resend`, { method: 'POST' }), RESEND_AGAIN).catch((error: unknown) =>
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
    mutationFn: (webHookId: string) =>
      orTell(() => call<Answered<{ readonly resent: number }>>(`${PATH}/${webHookId}/resend`, { method: 'POST' }), RESEND_AGAIN),
    onSettled: () => client.invalidateQueries({ queryKey: DELIVERIES }),
  });
}
