/** What somebody who was known by a valid token was refused, for reasons of security. No personal data: ids and codes. */
export interface SecurityRefusal {
  readonly orgId: number;
  readonly userId: number;
  /** Method and route, such as `PUT /v1/requests/:id`. */
  readonly action: string;
  readonly code: number;
  readonly requestId?: string;
  readonly traceId: string;
}

/** Takes refusals for the journal. */
export interface SecurityRefusals {
  /** Returns at once; what is noted is written soon after, with others. */
  note(refusal: SecurityRefusal): void;
}

export const SECURITY_REFUSALS = Symbol('SecurityRefusals');

/** A refusal and when it happened. */
export interface NotedRefusal extends SecurityRefusal {
  readonly at: Date;
}

/** Where refusals are kept for good. */
export interface RefusalStore {
  add(refusals: readonly NotedRefusal[]): Promise<void>;
}

export const REFUSAL_STORE = Symbol('RefusalStore');
