import type { RequestState } from '../domain/request-state';
import { StoreUnavailableError } from '../domain/workflow-error';
import { SeededRandom } from '../in-memory/seeded-random';
import { finalProblems, Watch } from './promises-kept';
import { ORG, SimulatedPeople } from './simulated-people';
import { type PlantInStores, SimulatedSystem, WORKERS } from './simulated-system';
import type { SimulatedWorker } from './simulated-worker';

export interface ScheduleEnd {
  readonly problems: readonly string[];
  /** What happened, in order: empty unless something went wrong. */
  readonly story: readonly string[];
  readonly states: readonly RequestState[];
}

const MOST_REQUESTS = 3;
const CHAOS_STEPS = 70;
/** Longer than a lease. */
const SLEEP_MS = 12_500;
const HEALING_ROUNDS = 120;
const PAUSES_MS = [100, 700, 3_000, 13_000] as const;
const HEALING_PAUSE_MS = 60_000;

const ACTIVITIES = [
  'relay',
  'workOffJob',
  'claimDirectly',
  'recover',
  'expire',
  'renew',
  'release',
] as const satisfies readonly (keyof SimulatedWorker)[];

const MISHAPS = [
  'a worker dies',
  'a worker sleeps past its leases',
  'the gateway dies',
  'the queue loses everything',
  'the queue comes or goes',
  'a slow call arrives',
] as const;
type Mishap = (typeof MISHAPS)[number];

/** One run of the real use cases under chance: all that happens follows from the seed. */
export class Schedule {
  private readonly random: SeededRandom;
  private readonly system: SimulatedSystem;
  private readonly people: SimulatedPeople[];
  private readonly watch: Watch;
  private readonly story: string[] = [];
  private readonly problems: string[] = [];
  /** Each schedule has mishaps of its own: where all kinds come at once, few of them get deep. */
  private readonly climate: readonly [Mishap, ...Mishap[]];

  constructor(seed: number, plant: PlantInStores = (stores) => stores) {
    this.random = new SeededRandom(seed);
    this.system = new SimulatedSystem(this.random, plant);
    this.watch = new Watch(this.system);
    this.climate = [this.random.pick(MISHAPS), this.random.pick(MISHAPS)];
    const { turns } = this.system;
    this.people = Array.from(
      { length: 1 + this.random.below(MOST_REQUESTS) },
      (_, index) => new SimulatedPeople(`people-${index}`, () => this.system.gateway, turns, this.random),
    );
  }

  async run(): Promise<ScheduleEnd> {
    await this.setPolicies();
    let acting = this.people.length;
    for (const people of this.people)
      this.begin(
        'people',
        people.act().finally(() => acting--),
      );
    for (let step = 0; step < CHAOS_STEPS && this.problems.length === 0; step++) {
      this.stepAtRandom();
      await this.look();
      if (acting === 0 && this.isAtRest()) break;
    }
    await this.heal();
    const told = this.people.map((one) => one.told);
    if (this.problems.length === 0) this.problems.push(...finalProblems(this.system, told));
    const states = [...this.system.database.requests.values()].map(({ state }) => state);
    return { problems: this.problems, story: this.problems.length > 0 ? this.story : [], states };
  }

  private async setPolicies(): Promise<void> {
    const { policies } = this.system;
    for (const type of ['REPLAYED_GRANT', 'HELD_GRANT']) {
      const mode = this.random.chance(0.5) ? 'on' : 'off';
      const checkers = this.random.chance(0.5) ? 2 : 1;
      const bands = [{ levels: [{ grant: 'CanCheckRequest', checkers }] }] as const;
      const settings = { autoApproval: { mode }, bands, expiresAfterHours: 1 } as const;
      const proposal = await policies.propose({ orgId: ORG, type, settings, proposer: { id: 8, name: 'a' } });
      if (!proposal) throw new Error('Nobody else proposes.');
      const { version } = proposal;
      await policies.decide({ orgId: ORG, type, version, verdict: 'active', decider: { id: 9, name: 'b' } });
    }
  }

  private stepAtRandom(): void {
    const { clock, turns } = this.system;
    if (this.random.chance(0.6) && turns.letOneGo(this.random, clock.now())) return;
    if (this.random.chance(0.6)) this.beginActivity(this.random.below(WORKERS), this.random.pick(ACTIVITIES));
    else if (this.random.chance(0.5)) this.pass(this.random.pick(PAUSES_MS));
    else this.suffer(this.random.pick(this.climate));
  }

  private suffer(mishap: Mishap): void {
    const { queue, loyalty } = this.system;
    const worker = this.random.below(WORKERS);
    switch (mishap) {
      case 'a worker dies':
        return this.happen(`${mishap}: ${worker}`, () => this.system.crashWorker(worker));
      case 'a worker sleeps past its leases':
        return this.happen(`${mishap}: ${worker}`, () => this.putToSleep(worker));
      case 'the gateway dies':
        return this.happen(mishap, () => this.system.crashGateway());
      case 'the queue loses everything':
        return this.happen(mishap, () => queue.lose());
      case 'the queue comes or goes':
        return this.happen(mishap, () => (queue.reachable = !queue.reachable));
      case 'a slow call arrives':
        return this.happen(mishap, () => loyalty.landLate());
    }
  }

  private async heal(): Promise<void> {
    this.happen('everything is mended', () => this.system.heal());
    for (let round = 0; round < HEALING_ROUNDS && this.problems.length === 0; round++) {
      while (this.system.turns.letAllGo(this.system.clock.now())) await this.look();
      if (round > 0 && this.isAtRest()) return;
      if (this.random.chance(0.3)) this.system.loyalty.landLate();
      for (let worker = 0; worker < WORKERS; worker++)
        for (const activity of ['relay', 'workOffJob', 'claimDirectly', 'recover', 'expire'] as const) this.beginActivity(worker, activity);
      this.pass(HEALING_PAUSE_MS);
      await this.look();
    }
    if (this.problems.length === 0) this.problems.push('something never came to rest');
  }

  private isAtRest(): boolean {
    return [...this.system.database.requests.values()].every(({ state }) => state !== 'pending' && state !== 'accepted');
  }

  private beginActivity(index: number, activity: (typeof ACTIVITIES)[number]): void {
    const worker = this.system.workers[index];
    if (!worker || worker.process.sleepsUntil > this.system.clock.now()) return;
    this.story.push(`worker ${index}: ${activity}`);
    this.begin(`worker ${index}: ${activity}`, worker[activity]());
  }

  private begin(what: string, work: Promise<unknown>): void {
    work.catch((error: unknown) => {
      const expected =
        error instanceof StoreUnavailableError || (error instanceof Error && error.message === 'The queue cannot be reached.');
      if (!expected) this.problems.push(`${what} broke: ${String(error)}`);
    });
  }

  private putToSleep(index: number): void {
    const worker = this.system.workers[index];
    if (worker) worker.process.sleepsUntil = this.system.clock.now() + SLEEP_MS;
  }

  private pass(ms: number): void {
    this.happen(`${ms} ms pass`, () => this.system.clock.advance(ms));
  }

  private happen(what: string, change: () => unknown): void {
    this.story.push(what);
    change();
  }

  /** Lets everything that was set going come to its next turn, and looks at what has become of the promises. */
  private async look(): Promise<void> {
    // Comes after all microtasks, without a round of the event loop.
    await new Promise<void>((resolve) => {
      process.nextTick(resolve);
    });
    this.problems.push(...this.watch.problems());
  }
}
