import { token } from '@countersign/wiring';
import type { Role } from '../loops/worker-roles';

/** What a worker does for the queue, and how to end it. */
export interface QueueRoles {
  readonly roles: readonly Role[];
  /** Takes no more jobs; true when those under way have ended within the time. Never rejects. */
  stop(ms: number): Promise<boolean>;
}

export const QUEUE_ROLES = token<QueueRoles>('QueueRoles');
