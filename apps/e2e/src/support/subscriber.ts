import { waitFor } from '@countersign/local-servers';
import type { Delivery, Receiver, WorkflowEvent } from '@countersign/local-stack';
import { jsonOf } from './http';
import { CONFIGURATOR, type TestOrg } from './test-org';

export interface Endpoint {
  readonly endpointId: string;
  readonly secret: string;
  /** As it was subscribed. */
  readonly body: object;
}

/** A delivery as the event log shows it. */
export interface LoggedDelivery {
  readonly deliveryId: string;
  readonly eventId: string;
  readonly sequence: number;
  readonly state: string;
  readonly attempts: readonly { readonly result: string; readonly webhookHttpStatus: number | null }[];
}

/** A webhook receiver of an org, and the endpoint that leads to it. */
export class Subscriber {
  constructor(
    private readonly org: TestOrg,
    readonly receiver: Receiver,
    readonly endpoint: Endpoint,
  ) {}

  /** The events of a request, once there are so many. */
  eventsOf(requestId: string, count: number, deadlineMs = 20_000): Promise<readonly WorkflowEvent[]> {
    const events = (): readonly WorkflowEvent[] => this.receiver.eventsOf(requestId);
    const look = (): readonly WorkflowEvent[] | undefined => (events().length >= count ? events() : undefined);
    return waitFor(look, { what: `${count} events of request ${requestId}`, deadlineMs });
  }

  /** Every delivery of a request's events that came, repeated ones too. */
  deliveriesOf(requestId: string): readonly Delivery[] {
    return this.receiver.deliveries.filter(({ event }) => event?.data.requestId === requestId);
  }

  statesOf(requestId: string): readonly string[] {
    return this.deliveriesOf(requestId).map(({ event }) => event?.data.currentRequestState ?? '');
  }

  async log(): Promise<readonly LoggedDelivery[]> {
    const path = `/v3/webHooks/${this.endpoint.endpointId}/deliveries`;
    return (jsonOf(await this.org.call({ method: 'GET', path, as: CONFIGURATOR })) as { data: LoggedDelivery[] }).data;
  }

  async show(): Promise<{ readonly active: boolean; readonly disabledAt?: string }> {
    const path = `/v3/webHooks/${this.endpoint.endpointId}`;
    const answer = await this.org.call({ method: 'GET', path, as: CONFIGURATOR });
    return (jsonOf(answer) as { data: { active: boolean; disabledAt?: string } }).data;
  }

  /** Sends the subscription again, as an operator does to make a disabled endpoint active. */
  async activate(): Promise<void> {
    const path = `/v3/webHooks/${this.endpoint.endpointId}`;
    const answer = await this.org.call({ method: 'PUT', path, body: this.endpoint.body, as: CONFIGURATOR });
    if (answer.status !== 200) throw new Error(`The endpoint could not be activated: ${answer.text}`);
  }
}
