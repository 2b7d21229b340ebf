import type { DueExecution } from '@countersign/engine';
import { token } from '@countersign/wiring';

/** What the app does with a job. A job is a hint that may come late, twice or forged: the handler claims before it acts. */
export interface ExecutionHandler {
  handle(job: DueExecution): Promise<unknown>;
}

export const EXECUTION_HANDLER = token<ExecutionHandler>('ExecutionHandler');
