import { token } from '@countersign/wiring';
import type { RequestState } from '../domain/request-state';
import type { IdentityCaller } from './identity-caller';

/** `documented`: the event as published; `extended`: the same with outcome and sequence. */
export type PayloadFormat = 'documented' | 'extended';

export interface EndpointSettings {
  readonly name: string;
  readonly url: string;
  readonly active: boolean;
  readonly eventNames: readonly string[];
  readonly payload: PayloadFormat;
  /** Static headers sent with each delivery. Their values are stored as given: whoever calls the store seals them. */
  readonly headers: Readonly<Record<string, string>>;
  readonly maxConnections: number;
  readonly slaSeconds: number;
}

export interface Endpoint extends EndpointSettings {
  readonly orgId: number;
  readonly endpointId: string;
  /** Counts its changes; what the receiver does is none. */
  readonly version: number;
  /** Set when the receiver answered 410: nothing is sent until it is made active again. */
  readonly disabledAt?: Date;
  readonly createdBy: number;
  readonly createdAt: Date;
  readonly updatedBy: number;
  readonly updatedAt: Date;
}

export interface NewEndpoint extends EndpointSettings {
  readonly orgId: number;
  readonly endpointId: string;
  /** Signs deliveries. Stored as given: whoever calls the store seals it. */
  readonly secret: string;
  readonly createdBy: number;
}

export type EndpointRef = Pick<Endpoint, 'orgId' | 'endpointId'>;

/** A webhook whose signing secret has been changed. */
export interface RotatedEndpoint {
  readonly endpoint: Endpoint;
  /** Until then deliveries are also signed with the secret before. */
  readonly previousUntil: Date;
}

/** How many secrets beside the newest may sign at the same time. */
export const MOST_PREVIOUS_SECRETS = 3;

export interface EndpointStore {
  /** `name-taken` when the org has an endpoint of that name. */
  create(endpoint: NewEndpoint): Promise<Endpoint | 'name-taken'>;
  update(orgId: number, endpointId: string, settings: EndpointSettings, updatedBy: number): Promise<Endpoint | 'name-taken' | undefined>;
  find(orgId: number, endpointId: string): Promise<Endpoint | undefined>;
  list(orgId: number): Promise<readonly Endpoint[]>;
  /**
   * Takes a new secret; the ones before go on signing until their time is over. `too-many` when there are `MOST_PREVIOUS_SECRETS` of them
   * already. @param graceMs how long the present secret still signs
   */
  rotateSecret(
    endpoint: EndpointRef,
    secret: string,
    graceMs: number,
    updatedBy: number,
  ): Promise<RotatedEndpoint | 'too-many' | undefined>;
  /** Open deliveries of a deleted endpoint end as `dropped`; their log stays. Its secrets are gone. */
  delete(orgId: number, endpointId: string): Promise<boolean>;
}

export const ENDPOINT_STORE = token<EndpointStore>('EndpointStore');

/** What an event is rendered from: the transition and columns that never change, so that a re-send has the same bytes. */
export interface EventSource {
  readonly orgId: number;
  readonly requestId: string;
  readonly type: string;
  readonly requesterId: number;
  readonly payloadText: string;
  readonly entityInfoText: string;
  readonly seq: number;
  readonly eventId: string;
  readonly traceId: string;
  readonly to: RequestState;
  readonly autoApproved: boolean;
  readonly checkerId?: number;
  readonly comment?: string;
  /** JSON text of the stored outcome, where the transition has one. */
  readonly outcomeText?: string;
  readonly at: Date;
}

export interface ClaimedDelivery {
  readonly deliveryId: string;
  readonly epoch: number;
  readonly attempts: number;
  readonly endpointId: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly secret: string;
  /** Secrets from before the last rotations that still sign, the oldest first. */
  readonly previousSecrets?: readonly string[];
  readonly timeoutMs: number;
  readonly payload: PayloadFormat;
  readonly rendererVersion: number;
  readonly event: EventSource;
}

export interface DeliveryAttemptNote {
  readonly class: 'delivered' | 'refused' | 'timeout' | 'unreachable' | 'blocked';
  readonly httpStatus?: number;
  /** Why it failed, where the class and the status do not tell: `certificate-expired`, `host-unknown` ... */
  readonly code?: string;
  readonly durationMs: number;
}

export interface DeliverySettlement {
  readonly orgId: number;
  readonly deliveryId: string;
  readonly epoch: number;
  readonly attempt: DeliveryAttemptNote;
  /** `exhausted`: kept, listed, can be sent again. `gone`: the receiver answered 410; the endpoint is disabled, the delivery waits. */
  readonly next: { readonly state: 'delivered' | 'exhausted' | 'gone' } | { readonly state: 'due'; readonly dueInMs: number };
}

/** Deliveries claimed straight from PostgreSQL; of one request and endpoint only the first that is still open. */
export interface DeliveryStore {
  /** @param underWay deliveries that this worker is sending now, by endpoint id; an endpoint gets no more than its connections */
  claim(limit: number, leaseMs: number, underWay: ReadonlyMap<string, number>): Promise<readonly ClaimedDelivery[]>;
  /** One that cannot be written takes no other down; rejects once all others are. */
  settle(settlements: readonly DeliverySettlement[]): Promise<void>;
}

export const DELIVERY_STORE = token<DeliveryStore>('DeliveryStore');

export interface DeliveryView {
  readonly deliveryId: string;
  readonly endpointId: string;
  readonly endpointName: string;
  readonly requestId: string;
  readonly eventId: string;
  readonly seq: number;
  readonly traceId: string;
  readonly state: 'due' | 'delivered' | 'exhausted' | 'dropped';
  readonly dueAt: Date;
  readonly createdAt: Date;
  readonly deliveredAt?: Date;
  readonly attempts: readonly (DeliveryAttemptNote & { readonly at: Date })[];
}

/** A page of the deliveries of one endpoint. */
export interface EndpointDeliveries {
  readonly orgId: number;
  readonly endpointId: string;
  /** Absent: in any state. */
  readonly state?: DeliveryView['state'] | undefined;
  readonly limit: number;
  /** The deliveryId that the page before ended with; one of another endpoint is the end of no page. */
  readonly after?: string | undefined;
}

export interface DeliveryLog {
  findByEvent(orgId: number, eventId: string): Promise<readonly DeliveryView[]>;
  findByRequest(orgId: number, requestId: string): Promise<readonly DeliveryView[]>;
  /** Deliveries of the events that one API call caused. */
  findByTrace(orgId: number, traceId: string): Promise<readonly DeliveryView[]>;
  /** The newest request first. */
  findByEndpoint(sought: EndpointDeliveries): Promise<readonly DeliveryView[]>;
  /** Due again at once, with a fresh schedule, and journaled in the same write. `erased`: what its event told is gone. */
  resend(caller: IdentityCaller, deliveryId: string): Promise<'due' | 'erased' | 'unknown'>;
  /** The same for all exhausted deliveries of one endpoint; how many. */
  resendExhausted(caller: IdentityCaller, endpointId: string): Promise<number>;
}

export const DELIVERY_LOG = token<DeliveryLog>('DeliveryLog');
