import { token } from '@countersign/wiring';
import type { LoyaltyAnswer } from './loyalty-gateway';

/** Room for one call, held from before the claim until the call has ended. */
export interface Admission {
  /** Gives the room back; only the first time counts. @param answer what the call came to; left out when none was made */
  end(answer?: LoyaltyAnswer): void;
}

/**
 * Whether a call of an org may begin. Asked before the claim, so that an API which fails or is busy costs no attempt: what finds no room
 * stays due, unclaimed.
 */
export interface CallAdmissions {
  /** Undefined: no room now. */
  admit(orgId: number): Admission | undefined;
  /** Whether the org's API fails so much that no call is to begin, so that waiting for room is no use. */
  isClosed(orgId: number): boolean;
  /** All orgs that are closed right now. */
  closedOrgs(): readonly number[];
  /** Calls the listener whenever room may have come about. */
  onRoom(listener: () => void): void;
}

export const CALL_ADMISSIONS = token<CallAdmissions>('CallAdmissions');
