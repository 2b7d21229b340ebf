import type { DueExecution } from '@countersign/engine';

/** What the app does with a job. A job is a hint that may come late, twice or forged: the handler claims before it acts. */
export interface ExecutionHandler {
  handle(job: DueExecution): Promise<unknown>;
}

export const EXECUTION_HANDLER = Symbol('ExecutionHandler');
