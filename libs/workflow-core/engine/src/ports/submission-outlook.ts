import { token } from '@countersign/wiring';
import type { CapUsage } from '../domain/policy-verdict';

/** Whose submissions are about to be judged, and what they are about. */
export interface OutlookQuestion {
  readonly orgId: number;
  readonly type: string;
  readonly makerId: number;
  readonly customers: readonly string[];
  readonly naturalKeyHashes: readonly string[];
}

/** All beside the submissions themselves that the store would hold them to, as of one moment. */
export interface Outlook {
  /** The active version of the policy; 0 without one. */
  readonly policyVersion: number;
  /** The counters of today; absent: nothing was counted. */
  readonly makerUsage?: CapUsage;
  readonly orgUsage?: CapUsage;
  readonly customerUsage: ReadonlyMap<string, CapUsage>;
  /** The newest request of the type that waits for a checker, by customer. */
  readonly pendingByCustomer: ReadonlyMap<string, string>;
  /** The open request, by natural key hash. */
  readonly openByNaturalKey: ReadonlyMap<string, string>;
}

/** Looks ahead without writing anything or holding anything up: what it tells may have changed when somebody submits. */
export interface SubmissionOutlook {
  /** One statement, however many the submissions are. */
  look(question: OutlookQuestion): Promise<Outlook>;
}

export const SUBMISSION_OUTLOOK = token<SubmissionOutlook>('SubmissionOutlook');
