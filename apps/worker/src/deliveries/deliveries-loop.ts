import type { ClaimedDelivery, DeliveryStore } from '@countersign/engine';
import type { LoopWork } from '../loops/polling-loop';
import type { DeliveryAttempts } from './delivery-attempts';
import { SettledDeliveries } from './settled-deliveries';

/** How much at once, and how long. */
export interface DeliveryLimits {
  readonly slots: number;
  /** Longer than the longest time-out of a receiver, so that a slow answer is still ours. */
  readonly leaseMs: number;
}

/** Sends events to subscribers: claims what is due, as many at once as there are slots, and writes what came of it in batches. */
export class DeliveriesLoop implements LoopWork {
  readonly name = 'deliveries';
  private readonly running = new Set<Promise<void>>();
  private readonly underWay = new Map<string, number>();
  private readonly settled: SettledDeliveries;
  private wake: () => void = () => undefined;

  constructor(
    private readonly deliveries: DeliveryStore,
    private readonly attempts: DeliveryAttempts,
    private readonly limits: DeliveryLimits,
    readonly idleMs: number,
  ) {
    this.settled = new SettledDeliveries(deliveries);
  }

  attach(wake: () => void): void {
    this.wake = wake;
  }

  async round(): Promise<boolean> {
    const free = this.limits.slots - this.running.size;
    if (free <= 0) return false;
    const claimed = await this.deliveries.claim(free, this.limits.leaseMs, this.underWay);
    for (const delivery of claimed) this.send(delivery);
    return claimed.length > 0;
  }

  /** Resolves when everything that was begun has been sent and written. */
  async drained(): Promise<void> {
    await Promise.all(this.running);
    await this.settled.written();
  }

  private send(delivery: ClaimedDelivery): void {
    const { endpointId } = delivery;
    this.underWay.set(endpointId, (this.underWay.get(endpointId) ?? 0) + 1);
    const ended = this.attempts.make(delivery).then(async (settlement) => {
      const left = (this.underWay.get(endpointId) ?? 1) - 1;
      if (left > 0) this.underWay.set(endpointId, left);
      else this.underWay.delete(endpointId);
      await this.settled.add(settlement);
      this.running.delete(ended);
      // A slot is free, and the next event of the same request may have waited for just this one.
      this.wake();
    });
    this.running.add(ended);
  }
}
