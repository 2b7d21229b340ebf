import type { CrashKind, CrashPoint } from '@countersign/crash-points';

/** What stands for each class of request types: one whose key the loyalty API enforces, one that sets a value, one that must not be sent again. */
export type CaseType = 'redemption' | 'status change' | 'goodwill';

/** How the execution gets to where the point is passed. */
export type Preparation = 'nothing' | 'dead worker' | 'lost answer';

/** What the loyalty system may show in the end. */
export type ExpectedEffects = 'exactly one' | 'at least one' | 'at most one';

/** One stop of the walk. */
export interface CrashCase {
  readonly title: string;
  readonly point: CrashPoint;
  readonly kind: CrashKind;
  readonly type: CaseType;
  readonly preparation: Preparation;
  readonly ends: 'approved' | 'needs_review';
  readonly effects: ExpectedEffects;
  /** The paused process still writes after its lease was lost, and that write must change nothing. */
  readonly writesLate: boolean;
}

/** What came of a case. */
export interface CaseResult {
  readonly crashCase: CrashCase;
  /** From the crash until nothing was open any more. */
  readonly recoveryMs: number;
  readonly state: string;
  readonly effects: number;
  /** Each a sentence; none when all is well. */
  readonly problems: readonly string[];
}
