import { token } from '@countersign/wiring';

/** What is kept of requests that ended long ago: their personal data no longer than the org says for their type. */
export interface RetentionStore {
  /**
   * Erases what is overdue, looking at no more than `most` ended requests. Safe to repeat and to run in several workers.
   * @returns how many were looked at; 0 when nothing is to be done now
   */
  eraseOverdue(most: number): Promise<number>;
}

export const RETENTION_STORE = token<RetentionStore>('RetentionStore');
