import type { ExecutionStore, Lease } from '../ports/execution-store';

/** The leases that this worker is working on right now; renewed together, in one statement. */
export class HeldLeases {
  private readonly held = new Set<Lease>();

  constructor(private readonly executions: ExecutionStore) {}

  async during<T>(lease: Lease, work: () => Promise<T>): Promise<T> {
    this.held.add(lease);
    try {
      return await work();
    } finally {
      this.held.delete(lease);
    }
  }

  get count(): number {
    return this.held.size;
  }

  current(): Lease[] {
    return [...this.held].map(({ orgId, requestId, epoch }) => ({ orgId, requestId, epoch }));
  }

  /** Called every third of a lease. A renewal that fails is no harm: fence and settle look at the lease again. */
  async renew(): Promise<void> {
    if (this.held.size > 0) await this.executions.renew(this.current());
  }
}
