import type { Identifiers } from '../ports/identifiers';
import type { SeededRandom } from './seeded-random';

/** Identifiers that count, and chance that a run with the same seed gives again. */
export class SeededIdentifiers implements Identifiers {
  private requests = 0;
  private events = 0;

  constructor(private readonly source: SeededRandom) {}

  requestId(): string {
    return `${hex(++this.requests)}-0000-7000-8000-000000000000`;
  }

  eventId(): string {
    return `${hex(++this.events)}-0000-4000-8000-000000000000`;
  }

  random(): number {
    return this.source.next();
  }
}

function hex(count: number): string {
  return count.toString(16).padStart(8, '0');
}
