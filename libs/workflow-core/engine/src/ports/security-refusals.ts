import { token } from '@countersign/wiring';

/** What somebody was refused for reasons of security: by who they are, or by whose key they showed. No personal data: ids and codes. */
export interface SecurityRefusal {
  readonly orgId: number;
  readonly userId: number;
  /** Method and route, such as `PUT /v1/requests/:id`. */
  readonly action: string;
  readonly code: number;
  readonly requestId?: string;
  readonly traceId: string;
  /** May come in any number: those of one caller for one code are gathered into an entry a minute. */
  readonly isGathered?: boolean;
}

/** Takes refusals for the journal. */
export interface SecurityRefusals {
  /** Returns at once; what is noted is written soon after, with others. */
  note(refusal: SecurityRefusal): void;
}

export const SECURITY_REFUSALS = token<SecurityRefusals>('SecurityRefusals');

/** A refusal on its way into the journal; of several that were gathered, the last one. */
export interface NotedRefusal extends Omit<SecurityRefusal, 'isGathered'> {
  /** Milliseconds since then. The database knows what time that was; the clock of whoever noted it may be wrong. */
  readonly agoMs: number;
  /** How many it stands for. */
  readonly times: number;
}

/** Where refusals are kept for good. */
export interface RefusalStore {
  add(refusals: readonly NotedRefusal[]): Promise<void>;
}

export const REFUSAL_STORE = token<RefusalStore>('RefusalStore');
