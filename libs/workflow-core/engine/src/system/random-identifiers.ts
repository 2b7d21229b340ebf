import { randomUUID } from 'node:crypto';
import { v7 } from 'uuid';
import type { Identifiers } from '../ports/identifiers';

/** Identifiers from the operating system's randomness. */
export class RandomIdentifiers implements Identifiers {
  requestId(): string {
    return v7();
  }

  eventId(): string {
    return randomUUID();
  }

  random(): number {
    return Math.random();
  }
}
