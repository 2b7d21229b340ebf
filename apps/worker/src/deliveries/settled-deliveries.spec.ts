import type { DeliverySettlement, DeliveryStore } from '@countersign/engine';
import { SettledDeliveries } from './settled-deliveries';

function settlement(deliveryId: string): DeliverySettlement {
  return { orgId: 0, deliveryId, epoch: 1, attempt: { class: 'delivered', durationMs: 1 }, next: { state: 'delivered' } };
}

/** Notes each write; the first one waits until it is let go. */
function storeHoldingFirstWrite(fails = false) {
  const writes: string[][] = [];
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  const settle: DeliveryStore['settle'] = async (settlements) => {
    writes.push(settlements.map(({ deliveryId }) => deliveryId));
    if (writes.length === 1) await held;
    if (fails) throw new Error('no database');
  };
  return { store: { settle } as DeliveryStore, writes, letGo };
}

describe('SettledDeliveries', () => {
  it('writes in one statement what ended while the statement before ran', async () => {
    const { store, writes, letGo } = storeHoldingFirstWrite();
    const settled = new SettledDeliveries(store);
    const all = ['a', 'b', 'c'].map((id) => settled.add(settlement(id)));
    letGo();
    await Promise.all(all);
    expect(writes).toEqual([['a'], ['b', 'c']]);
  });

  it('does not hang on a write that fails: the lease brings the delivery back', async () => {
    const { store, letGo } = storeHoldingFirstWrite(true);
    const settled = new SettledDeliveries(store);
    const added = settled.add(settlement('a'));
    letGo();
    await expect(added).resolves.toBeUndefined();
    await expect(settled.written()).resolves.toBeUndefined();
  });
});
