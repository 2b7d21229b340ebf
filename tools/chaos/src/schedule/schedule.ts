import type { FaultKind, FaultLength, FaultTarget } from '../faults/fault-kind';
import type { Profile } from '../profile';
import { oneOf, type Random, randomFor, wholeBetween } from '../random';

type Kind = Pick<FaultKind, 'kind' | 'targets' | 'weight' | 'length'>;

/** One fault to come. Times are milliseconds since the start of the run. */
export interface PlannedFault {
  /** Its number in the schedule; its own random choices hang on it. */
  readonly number: number;
  readonly kind: string;
  readonly target: FaultTarget;
  readonly startsAt: number;
  readonly endsAt: number;
}

export interface ScheduleOptions {
  readonly seed: number;
  /** How long requests are submitted, in milliseconds. */
  readonly durationMs: number;
  readonly kinds: readonly Kind[];
  readonly profile: Pick<Profile, 'leaseMs' | 'longestFaultMs'>;
}

/** Work flows undisturbed for so long at first, and again at the end. */
const CALM_MS = 3_000;
const PAUSE_MS = [500, 2_000] as const;
const STAGGER_MS = [0, 1_500] as const;
const SHORTEST_MS = 1_000;
const BRIEF_MS = [500, 3_500] as const;
/** One fault alone, two, or three at once. */
const AT_ONCE = [1, 1, 2, 2, 2, 3] as const;

/**
 * Rounds of one to three faults at once, each on a target of its own, with short pauses in between. Every kind comes up once before
 * any comes up again. The same seed gives the same schedule.
 */
export function scheduleOf({ seed, durationMs, kinds, profile }: ScheduleOptions): readonly PlannedFault[] {
  const random = randomFor(seed, 'schedule');
  const deck = new Deck(kinds, random);
  const planned: PlannedFault[] = [];
  const end = durationMs - CALM_MS;
  for (let at = CALM_MS; at < end;) {
    const round = deck.draw(oneOf(random, AT_ONCE)).map(({ kind, target, length }) => {
      const startsAt = at + wholeBetween(random, STAGGER_MS);
      return { kind, target, startsAt, endsAt: startsAt + lasts(length, profile, random) };
    });
    for (const fault of round)
      if (fault.startsAt < end) planned.push({ number: planned.length + 1, ...fault, endsAt: Math.min(fault.endsAt, end) });
    at = Math.max(...round.map(({ endsAt }) => endsAt)) + wholeBetween(random, PAUSE_MS);
  }
  return planned;
}

function lasts(length: FaultLength, { leaseMs, longestFaultMs }: ScheduleOptions['profile'], random: Random): number {
  switch (length) {
    case 'brief':
      return wholeBetween(random, BRIEF_MS);
    case 'usual':
      return wholeBetween(random, [SHORTEST_MS, longestFaultMs]);
    case 'past-lease':
      return wholeBetween(random, [leaseMs * 1.2, leaseMs * 1.6]);
  }
}

/** All kinds in a random order, heavier ones rather earlier; shuffled again when it runs out. */
class Deck {
  private cards: Kind[] = [];

  constructor(
    private readonly kinds: readonly Kind[],
    private readonly random: Random,
  ) {}

  /** At most so many kinds that hit different targets. */
  draw(count: number): (Kind & { readonly target: FaultTarget })[] {
    const drawn: (Kind & { readonly target: FaultTarget })[] = [];
    if (this.cards.length === 0) this.shuffle();
    for (const card of [...this.cards]) {
      if (drawn.length === count) break;
      const target = this.freeTarget(card, new Set(drawn.map(({ target }) => target)));
      if (!target) continue;
      drawn.push({ ...card, target });
      this.cards.splice(this.cards.indexOf(card), 1);
    }
    return drawn;
  }

  private freeTarget({ targets }: Kind, taken: ReadonlySet<FaultTarget>): FaultTarget | undefined {
    const [first, ...rest] = targets.filter((target) => !taken.has(target));
    return first && oneOf(this.random, [first, ...rest]);
  }

  private shuffle(): void {
    const keyed = this.kinds.map((kind) => ({ kind, key: this.random() ** (1 / kind.weight) }));
    this.cards = keyed.sort((a, b) => b.key - a.key).map(({ kind }) => kind);
  }
}
