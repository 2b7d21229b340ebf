import type { DeliverySettlement, DeliveryStore } from '@countersign/engine';

interface Unwritten {
  readonly settlement: DeliverySettlement;
  readonly written: () => void;
}

/**
 * Writes what deliveries came to, all that ended meanwhile in one statement. A write that fails is given up:
 * the lease lapses and the event is delivered once more, which receivers recognise by its id.
 */
export class SettledDeliveries {
  private unwritten: Unwritten[] = [];
  private writing: Promise<void> | undefined;

  constructor(private readonly deliveries: DeliveryStore) {}

  /** Resolves once the settlement is written or given up. */
  add(settlement: DeliverySettlement): Promise<void> {
    return new Promise((written) => {
      this.unwritten.push({ settlement, written });
      this.writing ??= this.write().finally(() => {
        this.writing = undefined;
      });
    });
  }

  async written(): Promise<void> {
    await this.writing;
  }

  private async write(): Promise<void> {
    while (this.unwritten.length > 0) {
      const batch = this.unwritten.splice(0);
      await this.deliveries.settle(batch.map(({ settlement }) => settlement)).catch(() => undefined);
      for (const { written } of batch) written();
    }
  }
}
