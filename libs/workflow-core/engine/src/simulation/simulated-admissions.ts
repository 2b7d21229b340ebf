import type { SeededRandom } from '../in-memory/seeded-random';
import type { Admission, CallAdmissions } from '../ports/call-admissions';

/** Whether calls may find no room at all. */
export interface LoyaltyTrouble {
  readonly healthy: boolean;
}

const FULL = 0.15;
const CLOSED = 0.1;

/** Refuses room by chance, for one call or for a whole org, until everything is mended. */
export class SimulatedAdmissions implements CallAdmissions {
  private listener: () => void = () => undefined;

  constructor(
    private readonly trouble: LoyaltyTrouble,
    private readonly random: SeededRandom,
  ) {}

  admit(): Admission | undefined {
    if (this.happens(FULL)) return undefined;
    return { end: () => this.listener() };
  }

  isClosed(): boolean {
    return this.happens(CLOSED);
  }

  closedOrgs(): readonly number[] {
    return this.happens(CLOSED) ? [7001] : [];
  }

  onRoom(listener: () => void): void {
    this.listener = listener;
  }

  private happens(chance: number): boolean {
    return !this.trouble.healthy && this.random.chance(chance);
  }
}
