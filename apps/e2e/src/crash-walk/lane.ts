import path from 'node:path';
import { type CrashPoint, CrashOrders, crashSettings, type CrashStruck } from '@countersign/crash-points';
import type { CheckReport } from '@countersign/invariant-checker';
import { removeTestFolder, testFolder, waitFor } from '@countersign/local-servers';
import { untilSealed } from '../support/sealed-journal';
import { TestStack } from '../support/test-stack';
import { LaneEvidence } from './lane-evidence';
import { Supervisor } from './supervisor';
import type { WalkLengths } from './walk-lengths.config';

/** An installation with two workers, whose processes die and freeze at crash points. */
export class Lane {
  readonly orders: CrashOrders;
  readonly evidence: LaneEvidence;

  private constructor(
    readonly on: TestStack,
    readonly lengths: WalkLengths,
    private readonly supervisor: Supervisor,
    private readonly folder: string,
  ) {
    this.orders = new CrashOrders(ordersIn(folder));
    this.evidence = new LaneEvidence(path.join(folder, 'evidence'));
  }

  static async start(lengths: WalkLengths): Promise<Lane> {
    const folder = await testFolder();
    const settings = crashSettings(ordersIn(folder));
    const supervisor = new Supervisor(lengths.deadlineMs);
    const on = await TestStack.start({
      workers: 2,
      env: { gateway: settings, worker: { ...settings, ...workerSettings(lengths) } },
      onDeath: (death) => supervisor.report(death),
    });
    supervisor.watch(on.stack);
    return new Lane(on, lengths, supervisor, folder);
  }

  /** Resolves when the order of the org was carried out. */
  struck(orgId: number, point: CrashPoint): Promise<CrashStruck> {
    return waitFor(() => this.orders.struck(orgId), { what: `${point} to be reached`, deadlineMs: this.lengths.deadlineMs });
  }

  /** Lets a frozen process go on once its pause is over, and resolves when it has gone on for a while. */
  async resume({ point, pid, at }: CrashStruck): Promise<void> {
    const pauseMs = point.startsWith('dlv.') ? this.lengths.deliveryPauseMs : this.lengths.pauseMs;
    await waitFor(() => Date.now() >= at + pauseMs, { what: 'the end of the pause', deadlineMs: pauseMs + 1_000, every: 50 });
    process.kill(pid, 'SIGCONT');
    await this.on.rounds('find_due_executions', 20);
  }

  /** Resolves when nothing is left of the case before. */
  allWell(): Promise<void> {
    return this.supervisor.allWell();
  }

  /** What the checker, who knows nothing of cases, says of all that happened here. To be asked once, at the end. */
  async check(): Promise<CheckReport> {
    await untilSealed(this.on);
    return this.evidence.check(this.on.stack);
  }

  async stop(): Promise<void> {
    await this.supervisor.stop();
    await this.on.stop();
    await removeTestFolder(this.folder);
  }
}

function ordersIn(folder: string): string {
  return path.join(folder, 'orders');
}

function workerSettings(lengths: WalkLengths): Record<string, string> {
  return {
    WORKER_LEASE_MS: String(lengths.leaseMs),
    WORKER_DELIVERY_LEASE_MS: String(lengths.deliveryLeaseMs),
    WORKER_QUEUE_PATIENCE_MS: String(lengths.queuePatienceMs),
    WORKER_SWEEP_MS: String(lengths.sweepMs),
    WORKER_POLL_MS: String(lengths.pollMs),
  };
}
