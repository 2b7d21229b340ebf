import { setTimeout as pause } from 'node:timers/promises';
import { waitFor } from '@countersign/local-servers';
import { type Delivery, Receiver } from '@countersign/local-stack';
import { type Answer, jsonOf } from '../support/http';
import { CONFIGURATOR, type TestOrg } from '../support/test-org';
import type { Lane } from './lane';

const WEBHOOKS = '/v3/webHooks';
const PATIENCE_MS = 1_500;

interface CreatedWebhook {
  readonly webHookId: string;
  readonly secret: string;
}

/**
 * A receiver with an endpoint. The secret is shown once, in the answer to the call that makes the endpoint: whoever did not get that
 * answer deletes what may have come of it and subscribes anew.
 */
export class PersistentSubscriber {
  private constructor(
    private readonly receiver: Receiver,
    private readonly org: TestOrg,
  ) {}

  /** Ends with the lane at the latest. */
  static async start(org: TestOrg, { on, evidence, lengths }: Lane): Promise<PersistentSubscriber> {
    let endpointId = '';
    // Nothing is believed, and nothing told, before the secret is known; and the endpoint with it.
    const receiver = await Receiver.start({ onDelivery: (delivery) => evidence.received(endpointId, delivery) });
    on.stack.parts.closers.add({ name: 'receiver', stop: () => receiver.close() });
    const subscriber = new PersistentSubscriber(receiver, org);
    const { webHookId, secret } = await waitFor(() => subscriber.subscribe(), {
      what: 'a subscription',
      deadlineMs: lengths.deadlineMs,
      every: 100,
    });
    endpointId = webHookId;
    evidence.subscribed({ endpointId, orgId: org.id, secret, payload: 'documented', registeredAt: Date.now() });
    receiver.trust(secret);
    return subscriber;
  }

  /** Everything that came, in order. */
  get deliveries(): readonly Delivery[] {
    return this.receiver.deliveries;
  }

  close(): Promise<void> {
    return this.receiver.close();
  }

  private async subscribe(): Promise<CreatedWebhook> {
    const body = {
      name: 'walk',
      active: true,
      eventNames: ['requestWorkflowEvent'],
      webHookType: 'HTTP',
      methodType: 'POST',
      webHookUrl: this.receiver.url,
      webHookHeaders: {},
      payload: 'documented',
    };
    const answer = await this.patiently({ method: 'POST', path: WEBHOOKS, body });
    if (answer.status === 200) return (jsonOf(answer) as { data: CreatedWebhook }).data;
    if (answer.status === 400) await this.deleteAll();
    throw new Error(`The gateway answered ${answer.status}: ${answer.text}`);
  }

  private async deleteAll(): Promise<void> {
    const { data } = jsonOf(await this.patiently({ method: 'GET', path: WEBHOOKS })) as { data: readonly { webHookId: string }[] };
    for (const { webHookId } of data) await this.patiently({ method: 'DELETE', path: `${WEBHOOKS}/${webHookId}` });
  }

  private async patiently(call: Parameters<TestOrg['call']>[0]): Promise<Answer> {
    const made = this.org.call({ ...call, as: CONFIGURATOR });
    made.catch(() => undefined);
    const answer = await Promise.race([made, pause(PATIENCE_MS, undefined, { ref: false })]);
    if (!answer) throw new Error(`No answer within ${PATIENCE_MS} ms.`);
    return answer;
  }
}
