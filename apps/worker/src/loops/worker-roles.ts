import type { Clock, WakeUpChannel, WakeUps } from '@countersign/engine';
import type { Logger } from '@countersign/observability';
import { type LoopWork, PollingLoop } from './polling-loop';

/** A role of the worker: its rounds, the hint that starts one early, and what to wait for after the last round. */
export interface Role {
  readonly work: LoopWork;
  readonly wokenBy?: WakeUpChannel;
  readonly drained?: () => Promise<void>;
}

/** What every loop needs. */
export interface LoopTools {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly wakeUps: WakeUps;
}

/** All roles of this process, started and stopped together. Leases are renewed until the very end. */
export class WorkerRoles {
  private readonly running: readonly { readonly role: Role; readonly loop: PollingLoop }[];
  private readonly renewal: PollingLoop;
  private readonly deafen: (() => void)[] = [];
  private stopping = false;

  constructor(
    roles: readonly Role[],
    renewal: LoopWork,
    private readonly tools: LoopTools,
  ) {
    const { clock, logger } = tools;
    this.running = roles.map((role) => ({ role, loop: new PollingLoop(role.work, clock, logger) }));
    this.renewal = new PollingLoop(renewal, clock, logger);
  }

  start(): void {
    this.renewal.start();
    for (const { role, loop } of this.running) {
      loop.start();
      if (role.wokenBy) this.deafen.push(this.tools.wakeUps.listen(role.wokenBy, loop.wake.bind(loop)));
    }
  }

  /** Nothing more is claimed. */
  get isStopping(): boolean {
    return this.stopping;
  }

  /** Resolves when no role claims anything any more and what was begun has ended. */
  async stopClaiming(): Promise<void> {
    this.stopping = true;
    for (const end of this.deafen) end();
    await Promise.all(
      this.running.map(async ({ role, loop }) => {
        await loop.stop();
        await role.drained?.();
      }),
    );
  }

  async stopRenewing(): Promise<void> {
    await this.renewal.stop();
  }
}
