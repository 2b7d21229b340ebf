import { token } from '@countersign/wiring';
import type { DueExecution } from './execution-store';

export interface DispatchedExecution extends DueExecution {
  /** How many of its org were due before it and are still unclaimed: the more, the longer it lets those of other orgs go first. */
  readonly behind: number;
}

/** A to-do list that may be lost at any moment; PostgreSQL stays the truth. */
export interface ExecutionQueue {
  /** Adds all of them, or rejects when Redis does not take them in time. Adding twice is harmless. */
  add(due: readonly DispatchedExecution[]): Promise<void>;
  /** Rejects when it would not take anything right now. Executes nothing. */
  check(): Promise<void>;
}

export const EXECUTION_QUEUE = token<ExecutionQueue>('ExecutionQueue');
