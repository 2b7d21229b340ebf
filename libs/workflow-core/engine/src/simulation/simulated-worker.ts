import type { InMemoryExecutionQueue } from '../in-memory/in-memory-execution-queue';
import type { SeededRandom } from '../in-memory/seeded-random';
import type { CallAdmissions } from '../ports/call-admissions';
import type { ExecutionPorts } from '../ports/execution-ports';
import type { RequestStore } from '../ports/request-store';
import { ExecuteRequest } from '../use-cases/execute-request';
import { ExpirePending } from '../use-cases/expire-pending';
import { HeldLeases } from '../use-cases/held-leases';
import { RecoverLostExecutions } from '../use-cases/recover-lost-executions';
import { RelayDueExecutions, REMEMBERED_MS } from '../use-cases/relay-due-executions';
import { StartExecutions } from '../use-cases/start-executions';
import { SIMULATED_TYPES } from './simulated-types';
import type { SimulatedProcess } from './turns';

const WINDOW = 8;
const TYPES = SIMULATED_TYPES.all().map(({ key }) => key);

/** One life of a worker: the product's use cases over ports of this process. What it remembers ends with it. */
export class SimulatedWorker {
  private readonly leases: HeldLeases;
  private readonly starting: StartExecutions;
  private readonly brokenOff: Error[] = [];
  private readonly relaying: RelayDueExecutions;
  private readonly recovering: RecoverLostExecutions;
  private readonly expiring: ExpirePending;

  constructor(
    readonly process: SimulatedProcess,
    private readonly ports: ExecutionPorts & { readonly requests: RequestStore; readonly admissions: CallAdmissions },
    private readonly queue: InMemoryExecutionQueue,
    private readonly random: SeededRandom,
  ) {
    this.leases = new HeldLeases(ports.executions);
    const execute = new ExecuteRequest(SIMULATED_TYPES, ports, this.leases);
    const { admissions } = ports;
    const brokeOff = (_: unknown, error: unknown): void =>
      void this.brokenOff.push(error instanceof Error ? error : new Error(String(error)));
    this.starting = new StartExecutions({ execute, admissions, brokeOff }, { perType: 3, waitingPerOrg: 2, waiting: 4 });
    this.relaying = new RelayDueExecutions(SIMULATED_TYPES, { ...ports, queue, admissions }, WINDOW);
    this.recovering = new RecoverLostExecutions(SIMULATED_TYPES, ports);
    this.expiring = new ExpirePending(ports.requests, ports.identifiers, ports.wakeUps);
  }

  relay(): Promise<unknown> {
    return this.relaying.execute();
  }

  /** A job may be handed out a second time, as one is that is taken for stalled. */
  async workOffJob(): Promise<void> {
    const job = this.queue.take(this.random.chance(0.2));
    if (job) await this.starting.offer(job);
    this.tellOfBreaks();
  }

  async claimDirectly(): Promise<void> {
    const overdueMs = this.queue.reachable ? REMEMBERED_MS : 0;
    const due = await this.ports.executions.findDue(TYPES, 2, { overdueMs });
    await Promise.all(due.map((execution) => this.starting.tryStart(execution) ?? Promise.resolve()));
    this.tellOfBreaks();
  }

  recover(): Promise<unknown> {
    return this.recovering.execute();
  }

  expire(): Promise<unknown> {
    return this.expiring.execute('f'.repeat(32));
  }

  renew(): Promise<unknown> {
    return this.leases.renew();
  }

  private tellOfBreaks(): void {
    const [error] = this.brokenOff.splice(0);
    if (error) throw error;
  }

  /** As a stopping worker does: what was not sent is given back while the work on it goes on. */
  release(): Promise<unknown> {
    return this.ports.executions.release(this.leases.current());
  }
}
