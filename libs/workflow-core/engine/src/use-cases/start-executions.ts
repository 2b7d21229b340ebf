import type { Admission, CallAdmissions } from '../ports/call-admissions';
import type { DueExecution } from '../ports/execution-store';
import type { ExecuteRequest } from './execute-request';
import { WaitingExecutions } from './waiting-executions';

export interface StartLimits {
  /** Attempts at once, per request type. */
  readonly perType: number;
  /** Executions of one org that wait for room here at most. */
  readonly waitingPerOrg: number;
  /** Of all orgs together. */
  readonly waiting: number;
}

interface StartPorts {
  readonly execute: Pick<ExecuteRequest, 'execute'>;
  readonly admissions: CallAdmissions;
  /** Told of an attempt that broke off; its lease lapses. */
  readonly brokeOff: (due: DueExecution, error: unknown) => void;
}

/**
 * Begins attempts only where there is room for their call, and before anything is claimed. What finds none costs no attempt: it waits here
 * for room, in turns by org, or stays in the store, where it is still due.
 */
export class StartExecutions {
  private readonly running = new Map<string, Promise<void>>();
  private readonly ofType = new Map<string, number>();
  private readonly waiting: WaitingExecutions;
  private stopped = false;

  constructor(
    private readonly ports: StartPorts,
    private readonly limits: StartLimits,
  ) {
    this.waiting = new WaitingExecutions(limits.waitingPerOrg, limits.waiting);
    ports.admissions.onRoom(() => this.startWaiting());
  }

  /** Those that wait for room in this process. */
  get waitingCount(): number {
    return this.waiting.size;
  }

  /** Starts it, or keeps it until there is room; resolves when its attempt has ended, or at once when none began. Never rejects. */
  async offer(due: DueExecution): Promise<void> {
    const started = this.tryStart(due);
    if (started) return started;
    if (!this.stopped && !this.running.has(nameOf(due)) && !this.ports.admissions.isClosed(due.orgId)) this.waiting.add(due);
  }

  /** Undefined: no room now, or its attempt runs here already. The promise resolves when the attempt has ended, and never rejects. */
  tryStart(due: DueExecution): Promise<void> | undefined {
    const begun = this.begin(due);
    if (begun) this.waiting.remove(due);
    return begun;
  }

  /** Starts nothing more; resolves when everything that was begun has ended. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.waiting.clear();
    await Promise.all(this.running.values());
  }

  private begin(due: DueExecution): Promise<void> | undefined {
    const { type, orgId } = due;
    const atOnce = this.ofType.get(type) ?? 0;
    if (this.stopped || this.running.has(nameOf(due)) || atOnce >= this.limits.perType) return undefined;
    const admission = this.ports.admissions.admit(orgId);
    if (!admission) return undefined;
    this.ofType.set(type, atOnce + 1);
    const ended = this.attempt(due, admission).finally(() => {
      this.running.delete(nameOf(due));
      this.ofType.set(type, (this.ofType.get(type) ?? 1) - 1);
      this.startWaiting();
    });
    this.running.set(nameOf(due), ended);
    return ended;
  }

  private async attempt(due: DueExecution, admission: Admission): Promise<void> {
    try {
      await this.ports.execute.execute(due, admission);
    } catch (error) {
      this.ports.brokeOff(due, error);
    } finally {
      admission.end();
    }
  }

  private startWaiting(): void {
    if (this.waiting.size === 0) return;
    for (const orgId of this.waiting.orgs()) if (this.ports.admissions.isClosed(orgId)) this.waiting.drop(orgId);
    this.waiting.takeInTurn((due) => this.begin(due) !== undefined);
  }
}

function nameOf({ orgId, requestId, epoch }: DueExecution): string {
  return `${orgId}/${requestId}/${epoch}`;
}
