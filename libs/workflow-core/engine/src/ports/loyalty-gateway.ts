import type { LoyaltyCall, LoyaltyResponse, LoyaltyRoute } from '@countersign/contract';
import { token } from '@countersign/wiring';

export interface LoyaltyExchange {
  readonly orgId: number;
  readonly route: LoyaltyRoute;
  readonly call: LoyaltyCall;
  /** The same on every attempt of one request: `<orgId>-<requestId>`. */
  readonly idempotencyKey: string;
  readonly traceId: string;
}

/** What came back, judged as far as HTTP goes. */
export type LoyaltyAnswer =
  /** JSON with a status that may speak of the request itself: for the request type to judge. `bodyText` is as received. */
  | { readonly kind: 'readable'; readonly response: LoyaltyResponse; readonly bodyText: string }
  /** Surely not applied: connection refused, DNS, and the statuses that speak of anything but the request: 401, 403, 429, 521 ... */
  | {
      readonly kind: 'not-applied';
      readonly code: string;
      readonly message: string;
      readonly status?: number;
      readonly retryAfterMs?: number;
      /** What people have to mend before any call can succeed; absent when waiting may be enough. */
      readonly remedy?: 'credentials' | 'address';
    }
  /** May have been applied: time-out or reset after sending, 5xx, redirect, unreadable or oversized answer. */
  | { readonly kind: 'unclear'; readonly code: string; readonly message: string; readonly status?: number };

/** HTTP to the loyalty API: host, credentials, time-outs per org. Never throws for anything that the network did. */
export interface LoyaltyGateway {
  send(exchange: LoyaltyExchange): Promise<LoyaltyAnswer>;
}

export const LOYALTY_GATEWAY = token<LoyaltyGateway>('LoyaltyGateway');
