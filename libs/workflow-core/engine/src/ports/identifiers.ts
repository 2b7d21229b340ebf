import { token } from '@countersign/wiring';

/** Sources of randomness, so that a simulation can replay them. */
export interface Identifiers {
  /** Time-ordered UUID (v7). */
  requestId(): string;
  /** UUID v4. */
  eventId(): string;
  /** In [0, 1). */
  random(): number;
}

export const IDENTIFIERS = token<Identifiers>('Identifiers');
