import { token } from '@countersign/wiring';

/** What may have something to do sooner than its poll would find out. */
export type WakeUpChannel = 'executions' | 'deliveries' | 'outcomes' | 'policies';

/**
 * Hints between processes, without content. They may be lost or come twice: whoever listens also polls.
 * `signal` never waits and never throws.
 */
export interface WakeUps {
  signal(channel: WakeUpChannel): void;
  /** Returns a function that ends the listening. */
  listen(channel: WakeUpChannel, onWakeUp: () => void): () => void;
}

export const WAKE_UPS = token<WakeUps>('WakeUps');
