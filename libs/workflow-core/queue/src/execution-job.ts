import type { Lease } from '@countersign/engine';
import { z } from 'zod';

/** Name of every job that executes; the queue says which request type it is for. */
export const EXECUTION_JOB = 'execute';

/** Name of a job that only finds out whether jobs are taken. */
export const PROBE_JOB = 'probe';

/** All that a job says: ids. What to do is read from PostgreSQL, which also refuses a job that somebody forged. */
export const executionJob = z.object({
  orgId: z.int().min(0),
  requestId: z.uuid(),
  epoch: z.int().min(0),
}) satisfies z.ZodType<Lease>;

/** While a job with this id is in Redis, adding it again changes nothing; a later attempt has a higher epoch and so an id of its own. */
export function executionJobId({ requestId, epoch }: Lease): string {
  return `${requestId}-${epoch}`;
}
