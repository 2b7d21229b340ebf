import { InMemoryDatabase } from '../in-memory/in-memory-database';
import { InMemoryExecutionQueue } from '../in-memory/in-memory-execution-queue';
import { InMemoryExecutionStore } from '../in-memory/in-memory-execution-store';
import { InMemoryPolicyStore } from '../in-memory/in-memory-policy-store';
import { InMemoryRequestStore } from '../in-memory/in-memory-request-store';
import { InMemoryWakeUps } from '../in-memory/in-memory-wake-ups';
import { ManualClock } from '../in-memory/manual-clock';
import { SeededIdentifiers } from '../in-memory/seeded-identifiers';
import type { SeededRandom } from '../in-memory/seeded-random';
import { PolicyBook } from '../use-cases/policy-book';
import { FaultyStores, type ProcessStores } from './faulty-stores';
import { SimulatedAdmissions } from './simulated-admissions';
import { SimulatedLoyalty } from './simulated-loyalty';
import { simulatedGateway, type SimulatedGateway } from './simulated-people';
import { SimulatedWorker } from './simulated-worker';
import { SimulatedProcess, Turns } from './turns';
import { WatchedExecutions } from './watched-executions';

const LEASE = { leaseMs: 12_000, leastLeftMs: 3_000 };
export const WORKERS = 2;
const STORE_FAULTS = 0.03;

/** Puts a bug between the use cases and their stores, to see it found. */
export type PlantInStores = (stores: ProcessStores) => ProcessStores;

/** A gateway, two workers, a store, a queue and a loyalty API, on one clock and one source of chance. */
export class SimulatedSystem {
  readonly clock = new ManualClock();
  readonly turns = new Turns();
  readonly queue = new InMemoryExecutionQueue();
  readonly database = new InMemoryDatabase(this.clock);
  readonly loyalty: SimulatedLoyalty;
  readonly policies = new InMemoryPolicyStore(this.database);
  readonly fencing: WatchedExecutions;
  readonly workers: SimulatedWorker[];
  gateway: SimulatedGateway;
  private readonly faults = { probability: STORE_FAULTS };
  private readonly wakeUps = new InMemoryWakeUps();
  private readonly identifiers: SeededIdentifiers;
  private readonly faulty: FaultyStores;
  private readonly stores: ProcessStores;

  constructor(
    private readonly random: SeededRandom,
    plant: PlantInStores,
  ) {
    this.loyalty = new SimulatedLoyalty(this.turns, random);
    this.identifiers = new SeededIdentifiers(random);
    this.faulty = new FaultyStores(this.turns, random, this.faults);
    const executions = new InMemoryExecutionStore(this.database, LEASE);
    const planted = plant({ requests: new InMemoryRequestStore(this.database), executions, policies: this.policies });
    this.fencing = new WatchedExecutions(planted.executions, this.database);
    this.stores = { ...planted, executions: this.fencing.watched() };
    this.gateway = this.startGateway();
    this.workers = Array.from({ length: WORKERS }, (_, index) => this.startWorker(index));
  }

  crashWorker(index: number): void {
    this.workers[index]?.process.end();
    this.workers[index] = this.startWorker(index);
  }

  crashGateway(): void {
    this.gateway.process.end();
    this.gateway = this.startGateway();
  }

  /** From now on nothing fails and nobody sleeps. */
  heal(): void {
    this.faults.probability = 0;
    this.loyalty.healthy = true;
    this.queue.reachable = true;
    for (const { process } of this.workers) process.sleepsUntil = Number.NEGATIVE_INFINITY;
  }

  private startWorker(index: number): SimulatedWorker {
    const process = new SimulatedProcess(`worker ${index}`);
    const { requests, executions } = this.faulty.seenFrom(process, this.stores);
    const { clock, wakeUps, identifiers } = this;
    const observer = { attempted: () => undefined, fencedBeforeCall: () => undefined };
    const admissions = new SimulatedAdmissions(this.loyalty, this.random);
    const loyalty = this.loyalty.seenFrom(process);
    const ports = { requests, executions, loyalty, admissions, clock, wakeUps, identifiers, observer };
    return new SimulatedWorker(process, ports, this.queue, this.random);
  }

  private startGateway(): SimulatedGateway {
    const process = new SimulatedProcess('gateway');
    const seen = this.faulty.seenFrom(process, this.stores);
    return simulatedGateway(process, seen, new PolicyBook(seen.policies, this.clock, this.wakeUps), this.identifiers);
  }
}
