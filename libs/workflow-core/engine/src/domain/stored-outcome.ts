import type { OutcomeWarning } from '@countersign/contract';

/** How a request ended or why it is held; stored with it and shown as `outcome`. */
export interface StoredOutcome {
  readonly kind: 'executed' | 'refused' | 'unknown' | 'held' | 'sent-back' | 'withdrawn';
  readonly code?: string;
  readonly message: string;
  readonly attempts: number;
  readonly partial?: boolean;
  readonly warnings?: readonly OutcomeWarning[];
}
