import { Job } from 'bullmq';
import { lostConnection } from '../wrapping/lost-connection';
import type { Striker } from '../wrapping/striker';
import { wrapMethod } from '../wrapping/wrap-method';

/** The end of a job in Redis, which comes after everything that counts. */
export function plantQueuePoints(striker: Striker): void {
  wrapMethod(Job<unknown, unknown>, 'moveToCompleted', striker, {
    after: (_next, _args, { data }) => [{ point: 'exec.bull_acked', orgIds: orgOf(data) }],
    lost: () => {
      throw lostConnection();
    },
  });
}

function orgOf(data: unknown): number[] {
  return typeof data === 'object' && data !== null && 'orgId' in data ? [Number(data.orgId)] : [];
}
