import type { DueExecution } from './execution-store';

/** A to-do list that may be lost at any moment; PostgreSQL stays the truth. */
export interface ExecutionQueue {
  /** Adds all of them, or rejects when Redis does not take them in time. Adding twice is harmless. */
  add(due: readonly DueExecution[]): Promise<void>;
  /** Rejects when it would not take anything right now. Executes nothing. */
  check(): Promise<void>;
}

export const EXECUTION_QUEUE = Symbol('ExecutionQueue');
