import type { State } from '../api/request-view';

interface ByWhom {
  readonly id: number;
  readonly name: string;
}

export interface TransitionView {
  readonly at: string;
  readonly from?: State;
  readonly to: State;
  readonly by?: ByWhom;
  readonly kind: string;
  readonly comment?: string;
}

export interface AttemptView {
  readonly n: number;
  readonly startedAt: string;
  readonly endedAt?: string;
  readonly outcome?: string;
  readonly code?: string;
  readonly status?: number;
  readonly by?: string;
}

export interface DeliveryView {
  readonly eventName: string;
  readonly eventId: string;
  readonly requestState: State;
  readonly webHook: { readonly id: string; readonly name: string };
  readonly state: 'due' | 'delivered' | 'exhausted' | 'dropped';
  readonly attempts: number;
  readonly lastStatus?: number;
  readonly deliveredAt?: string;
  readonly nextAttemptAt?: string;
}

/** What happened to a request, as the gateway tells it. */
export interface RequestHistory {
  readonly transitions: readonly TransitionView[];
  readonly attempts: readonly AttemptView[];
  readonly deliveries: readonly DeliveryView[];
}
