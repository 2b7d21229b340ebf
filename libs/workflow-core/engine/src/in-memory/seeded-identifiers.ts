import type { Identifiers } from '../ports/identifiers';
import type { SeededRandom } from './seeded-random';

/** Identifiers that a run with the same seed gives again. */
export class SeededIdentifiers implements Identifiers {
  private requests = 0;

  constructor(private readonly source: SeededRandom) {}

  requestId(): string {
    this.requests++;
    return `${this.requests.toString(16).padStart(8, '0')}-0000-7${this.source.hex(3)}-8${this.source.hex(3)}-${this.source.hex(12)}`;
  }

  eventId(): string {
    return `${this.source.hex(8)}-${this.source.hex(4)}-4${this.source.hex(3)}-8${this.source.hex(3)}-${this.source.hex(12)}`;
  }

  random(): number {
    return this.source.next();
  }
}
