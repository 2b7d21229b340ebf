import type { GatewayClient, WebhookSubscription } from '../gateway/gateway-client';
import { Receiver, type ReceiverOptions } from './receiver';

export const LOCAL_RECEIVER = 'local-receiver';

export interface RegistrationOptions extends ReceiverOptions {
  /** Of the endpoint; one that has it already is deleted first. `local-receiver` when not said. */
  readonly name?: string;
  /** `documented` when not said. */
  readonly payload?: WebhookSubscription['payload'];
}

/** A receiver that events are sent to. */
export interface RegisteredReceiver {
  readonly receiver: Receiver;
  readonly endpointId: string;
}

/**
 * Starts a receiver and subscribes it. A subscription of an earlier run is replaced: its secret was shown once, and its port is gone.
 * The token needs CanConfigureWorkflows.
 */
export async function registerReceiver({
  client,
  token,
  name = LOCAL_RECEIVER,
  payload,
  ...options
}: RegistrationOptions & { readonly client: GatewayClient; readonly token: string }): Promise<RegisteredReceiver> {
  const receiver = await Receiver.start(options);
  try {
    for (const webhook of await client.webhooks(token)) {
      if (webhook.name === name) await client.deleteWebhook(token, webhook.webHookId);
    }
    const { webHookId, secret } = await client.createWebhook(token, { name, url: receiver.url, payload: payload ?? 'documented' });
    receiver.trust(secret);
    return { receiver, endpointId: webHookId };
  } catch (error) {
    await receiver.close();
    throw error;
  }
}
