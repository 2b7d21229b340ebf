import type { HeldLeases } from '@countersign/engine';
import type { LoopWork } from '../loops/polling-loop';

/** Renews the leases of all calls under way, three times within a lease. */
export class LeaseRenewalLoop implements LoopWork {
  readonly name = 'lease-renewal';
  readonly idleMs: number;

  constructor(
    private readonly leases: HeldLeases,
    leaseMs: number,
  ) {
    this.idleMs = Math.floor(leaseMs / 3);
  }

  async round(): Promise<boolean> {
    await this.leases.renew();
    return false;
  }
}
