import type { InMemoryDatabase } from '../in-memory/in-memory-database';
import type { ExecutionStore, Lease, Settlement } from '../ports/execution-store';

/** Looks at every write that is guarded by an epoch: one that held although its lease was not the newest is a hole in the fence. */
export class WatchedExecutions {
  readonly problems: string[] = [];

  constructor(
    private readonly executions: ExecutionStore,
    private readonly database: InMemoryDatabase,
  ) {}

  watched(): ExecutionStore {
    const { executions } = this;
    return {
      findDue: (types, limit, bounds) => executions.findDue(types, limit, bounds),
      claim: (due) => executions.claim(due),
      fence: (lease) => this.guarded('the fence let through', lease, () => executions.fence(lease)),
      renew: (leases) => executions.renew(leases),
      settle: (settlement: Settlement) => this.guarded('the store settled for', settlement, () => executions.settle(settlement)),
      release: (leases) => executions.release(leases),
      takeOverLost: (types, limit) => executions.takeOverLost(types, limit),
    };
  }

  private async guarded(what: string, lease: Lease, write: () => Promise<boolean>): Promise<boolean> {
    const newest = this.database.find(lease)?.execution?.lease.epoch;
    const held = await write();
    if (held && newest !== lease.epoch) this.problems.push(`${what} a worker that had lost its lease on ${lease.requestId}`);
    return held;
  }
}
