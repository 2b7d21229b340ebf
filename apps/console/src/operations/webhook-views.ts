/** A webhook as the API answers it; what the console reads of it. Times of deliveries are milliseconds since 1970. */
export interface WebhookView {
  readonly webHookId: string;
  readonly name: string;
  readonly webHookUrl: string;
  readonly eventNames: readonly string[];
  /** Values are never shown again: each is `****`. */
  readonly webHookHeaders: Readonly<Record<string, string>>;
  readonly maxAllowedConnections: number;
  readonly slaInSeconds: number;
  readonly active: boolean;
  readonly payload: 'documented' | 'extended';
  /** Set when the receiver answered 410. */
  readonly disabledAt?: string;
}

/** Beside what was answered before a second person has confirmed it. */
export interface Pending {
  readonly confirmation?: 'pending';
}

/** The answer that made a secret: nobody is shown it again. */
export interface WebhookWithSecret extends WebhookView, Pending {
  readonly secret: string;
  /** Until when the secret before signs too. */
  readonly previousSecretUntil?: string;
}

export const DELIVERY_STATES = ['due', 'delivered', 'exhausted', 'dropped'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

export interface DeliveryTry {
  readonly at: number;
  readonly result: 'delivered' | 'refused' | 'timeout' | 'unreachable' | 'blocked';
  readonly webhookHttpStatus: number | null;
  readonly time_taken: number;
  /** Why it failed, where the status does not tell. */
  readonly reason?: { readonly code: string; readonly words: string };
}

export interface Delivery {
  readonly deliveryId: string;
  /** `<orgId>_<requestId>` */
  readonly refId: string;
  readonly eventId: string;
  readonly webHookId: string;
  readonly webHookName: string;
  /** Which event of the request it is, from 1. */
  readonly sequence: number;
  readonly state: DeliveryState;
  readonly eventIngestionTimestamp: number;
  readonly eventEndTimestamp: number | null;
  readonly dueAt: number | null;
  readonly attempts: readonly DeliveryTry[];
}
