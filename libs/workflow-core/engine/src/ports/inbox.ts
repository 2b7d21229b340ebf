import { token } from '@countersign/wiring';
import type { ReadScope } from '../domain/read-scope';

/** What waits for somebody. Counts stop at one above COUNT_LIMIT. */
export interface InboxCounts {
  /** By type, of the requests that wait for a checker. */
  readonly pending: readonly { readonly type: string; readonly count: number; readonly oldestAt: Date }[];
  /** Of those, the requests that this person asked for. */
  readonly mine: number;
  /** They wait for operators. */
  readonly needsReview: number;
}

export interface Inbox {
  /** One statement, which looks at no more than so many requests in each state. */
  count(orgId: number, makerId: number, scope: ReadScope): Promise<InboxCounts>;
}

export const INBOX = token<Inbox>('Inbox');
