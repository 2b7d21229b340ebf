import type { Person } from './request-records';

/** Who lets somebody in or out; kept in the journal of it. */
export interface IdentityCaller {
  readonly orgId: number;
  readonly person: Person;
  /** Of the caller’s token: a write that two people make is refused when it was revoked before. Absent for programs and commands. */
  readonly tokenIssuedAt?: Date;
  /** Absent where it is done by a command. */
  readonly traceId?: string;
}
