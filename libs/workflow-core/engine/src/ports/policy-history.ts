import { token } from '@countersign/wiring';
import type { PolicyFacts, PolicyVerdict } from '../domain/policy-verdict';

/** What was once asked for, what it was judged by, and what became of it. */
export interface PastSubmission {
  /** The request's; of a refusal its own. */
  readonly id: string;
  readonly at: Date;
  readonly makerId: number;
  /** Who asked for it beside the maker, as those who know a program's secret do. */
  readonly otherMakerIds?: readonly number[];
  /** The same for all of one customer, and nothing that names the customer. */
  readonly customerKey: string;
  readonly policyVersion: number;
  readonly facts: PolicyFacts;
  /** As it was recorded. */
  readonly verdict: PolicyVerdict;
  /** When it stopped to wait for checkers; absent while it waits, and for what never did. */
  readonly waitedUntil?: Date;
  /** When it came to nothing: rejected, withdrawn, expired or failed. */
  readonly cameToNothingAt?: Date;
}

export interface PastSubmissions {
  /** Oldest first. */
  readonly submissions: readonly PastSubmission[];
  /** The beginning of the first day (UTC) that was asked for. */
  readonly from: Date;
  readonly to: Date;
  /** There were more in those days than may be read at once: the oldest are left out. */
  readonly truncated: boolean;
}

/** Reads what policies judged. Slow reads, in pages, beside the hot paths. */
export interface PolicyHistory {
  /** Submissions of the last days (UTC), today included, those that were refused by policy too. */
  read(orgId: number, type: string, days: number): Promise<PastSubmissions>;
}

export const POLICY_HISTORY = token<PolicyHistory>('PolicyHistory');
