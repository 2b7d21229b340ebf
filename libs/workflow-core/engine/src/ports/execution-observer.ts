import { token } from '@countersign/wiring';
import type { Judgement } from '../domain/outcome-judgement';
import type { AttemptNote, Lease } from './execution-store';

/** One finished attempt as operators see it: ids and verdicts, never payload data. */
export interface ObservedAttempt extends Lease {
  readonly type: string;
  readonly traceId?: string;
  readonly note: AttemptNote;
  readonly judgement: Judgement;
  /** The lease was lost meanwhile: nothing but the attempt was written. */
  readonly fenced: boolean;
}

/** Logs and metrics of executions. Must not throw. */
export interface ExecutionObserver {
  attempted(attempt: ObservedAttempt): void;
  /** The lease was lost before the call: nothing was sent. */
  fencedBeforeCall(lease: Lease): void;
}

export const EXECUTION_OBSERVER = token<ExecutionObserver>('ExecutionObserver');
