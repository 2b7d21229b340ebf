import type { Person } from './request-records';

/** Who lets somebody in or out; kept in the journal of it. */
export interface IdentityCaller {
  readonly orgId: number;
  readonly person: Person;
  /** Absent where it is done by a command. */
  readonly traceId?: string;
}
