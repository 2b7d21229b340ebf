import { setTimeout as pause } from 'node:timers/promises';
import type { GatewayCaller } from '../calls/gateway-caller';
import type { Subscriber } from './subscribe';

const ROUND_MS = 2_000;
/** What is due sooner than this comes by itself soon enough. */
const SOON_MS = 3_000;

interface DueDelivery {
  readonly deliveryId: string;
  readonly dueAt: number | null;
}

/** The configurators once the receivers are well again: they have sent at once what the schedule puts off for minutes. */
export async function redeliver(caller: GatewayCaller, subscribers: readonly Subscriber[], signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    for (const subscriber of subscribers) await redeliverOf(caller, subscriber, signal);
    await pause(ROUND_MS, undefined, { signal }).catch(() => undefined);
  }
}

async function redeliverOf(caller: GatewayCaller, { org, fact }: Subscriber, signal: AbortSignal): Promise<void> {
  const [as] = org.configurators;
  const resend = (path: string) => caller.call({ kind: 'replay' }, { method: 'POST', path, org, as });
  for (const { deliveryId } of await deliveries('due')) {
    if (signal.aborted) return;
    await resend(`/v3/webHooks/deliveries/${deliveryId}/resend`);
  }
  if (!signal.aborted && (await deliveries('exhausted')).length > 0) await resend(`/v3/webHooks/${fact.endpointId}/resend`);

  async function deliveries(state: 'due' | 'exhausted'): Promise<readonly DueDelivery[]> {
    const path = `/v3/webHooks/${fact.endpointId}/deliveries?state=${state}`;
    const { phase, text } = await caller.look({ method: 'GET', path, org, as });
    if (phase !== 'ok' || text === undefined) return [];
    const { data } = JSON.parse(text) as { readonly data: readonly DueDelivery[] };
    return data.filter(({ dueAt }) => state === 'exhausted' || (dueAt !== null && dueAt > Date.now() + SOON_MS));
  }
}
