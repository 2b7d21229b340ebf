import type { EvidenceRecorder, ReceiverFact } from '@countersign/invariant-checker';
import type { GatewayCaller } from '../calls/gateway-caller';
import { type Persistence, untilDefinite } from '../calls/until-definite';
import type { WorkloadOrg } from '../orgs/workload-org';
import { WorkloadReceiver } from './workload-receiver';

/** A receiver and what it is registered as. */
export interface Subscriber {
  readonly org: WorkloadOrg;
  readonly receiver: WorkloadReceiver;
  readonly fact: ReceiverFact;
}

export interface SubscriptionGround extends Persistence {
  readonly caller: GatewayCaller;
  readonly recorder: EvidenceRecorder;
  readonly receiverUrl: (localUrl: string) => Promise<string>;
}

/** How long a hanging receiver holds up one delivery, in seconds. */
const SLA_SECONDS = 5;
const WEBHOOKS = '/v3/webHooks';

/** Starts a receiver and subscribes it to the events of the org. */
export async function subscribe(ground: SubscriptionGround, org: WorkloadOrg, payload: ReceiverFact['payload']): Promise<Subscriber> {
  const receiver = await WorkloadReceiver.start(ground.recorder);
  const body = JSON.stringify({
    name: `workload-${payload}`,
    eventNames: ['requestWorkflowEvent'],
    webHookType: 'HTTP',
    methodType: 'POST',
    webHookUrl: await ground.receiverUrl(receiver.url),
    slaInSeconds: SLA_SECONDS,
    payload,
  });
  const [as] = org.configurators;
  const call = { method: 'POST', path: WEBHOOKS, org, as, body } as const;
  const end = await untilDefinite(() => ground.caller.call({ kind: 'register-endpoint' }, call), ground);
  const { webHookId, secret } = registered(end?.text);
  receiver.subscribe(webHookId);
  return { org, receiver, fact: { endpointId: webHookId, orgId: org.id, secret, payload, registeredAt: Date.now() } };
}

function registered(text = ''): { readonly webHookId: string; readonly secret: string } {
  const { data } = JSON.parse(text) as { readonly data: { readonly webHookId: string; readonly secret: string } | null };
  if (!data) throw new Error(`A receiver could not be registered: ${text}`);
  return data;
}
