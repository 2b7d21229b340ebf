import { setTimeout as pause } from 'node:timers/promises';
import type { FaultRecord } from '../chaos-result';
import type { FaultKind } from '../faults/fault-kind';
import type { Ground } from '../ground/ground';
import { randomFor } from '../random';
import type { PlannedFault } from '../schedule/schedule';

export interface FaultRunnerOptions {
  readonly ground: Ground;
  readonly seed: number;
  readonly kinds: readonly FaultKind[];
  readonly planned: readonly PlannedFault[];
  readonly signal: AbortSignal;
}

/** Brings a schedule about. */
export class FaultRunner {
  /** What has been injected and healed. */
  readonly records: FaultRecord[] = [];
  private readonly inForce = new Map<PlannedFault, string>();
  /** What each target is still busy with. */
  private readonly busy = new Map<string, Promise<void>>();

  constructor(private readonly options: FaultRunnerOptions) {}

  /** Whether anything is wrong at this moment. */
  get isActive(): boolean {
    return this.inForce.size > 0;
  }

  /** What is wrong at this moment, such as `worker-kill on worker-2`. */
  get active(): readonly string[] {
    return [...this.inForce.values()];
  }

  /**
   * Resolves when every fault has come and gone; when called off, the active ones end at once and no more come. A fault that cannot be
   * injected or healed is a fault of the harness.
   *
   * @throws AggregateError
   */
  async run(): Promise<void> {
    const begunAt = performance.now();
    const brought: Promise<void>[] = [];
    for (const fault of [...this.options.planned].sort((a, b) => a.startsAt - b.startsAt)) {
      await this.until(begunAt + fault.startsAt);
      brought.push(this.inTurn(fault, begunAt));
    }
    const outcomes = await Promise.allSettled(brought);
    const failures = outcomes.filter((outcome) => outcome.status === 'rejected').map(({ reason }) => reason as unknown);
    if (failures.length > 0) throw new AggregateError(failures, `${failures.length} faults could not be injected or healed.`);
  }

  private async inTurn(fault: PlannedFault, begunAt: number): Promise<void> {
    // Healing may have taken longer than planned.
    const before = this.busy.get(fault.target) ?? Promise.resolve();
    const own = before.then(() => this.bringAbout(fault, begunAt));
    this.busy.set(
      fault.target,
      own.catch(() => undefined),
    );
    await own;
  }

  private async bringAbout(fault: PlannedFault, begunAt: number): Promise<void> {
    const { ground, seed, kinds, signal } = this.options;
    const kind = kinds.find((known) => known.kind === fault.kind);
    if (!kind || signal.aborted) return;
    const { target } = fault;
    this.inForce.set(fault, kind.targets.length > 1 ? `${fault.kind} on ${target}` : fault.kind);
    const startedAt = Date.now();
    try {
      const injected = await kind.inject({ ground, target, random: randomFor(seed, `fault ${fault.number}`) });
      // One that came late still lasts a moment.
      await this.until(Math.max(begunAt + fault.endsAt, performance.now() + LEAST_MS));
      await injected.heal();
      const { detail, orgIds } = injected;
      this.records.push({ kind: fault.kind, target, startedAt, endedAt: Date.now(), detail, ...(orgIds && { orgIds }) });
    } catch (error) {
      throw new Error(`${fault.kind} on ${target} went wrong in the harness: ${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
      });
    } finally {
      this.inForce.delete(fault);
    }
  }

  private async until(time: number): Promise<void> {
    await pause(Math.max(0, time - performance.now()), undefined, { signal: this.options.signal }).catch(() => undefined);
  }
}

const LEAST_MS = 300;
