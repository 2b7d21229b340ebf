import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { StoreUnavailableError } from '@countersign/engine';
import { CrashOrders } from '../orders/crash-orders';
import { storeLost } from './lost-connection';
import { Striker } from './striker';
import { wrapMethod } from './wrap-method';

/** A store of its own for each test, since methods are wrapped for good. */
function storeClass() {
  return class Store {
    readonly rows: string[] = [];
    write(orgId: number, row: string): Promise<number> {
      this.rows.push(`${orgId} ${row}`);
      return Promise.resolve(this.rows.length);
    }
  };
}

describe('a wrapped method', () => {
  let folder: string;
  let orders: CrashOrders;
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'crash-points-'));
    orders = new CrashOrders(folder);
  });
  afterEach(() => {
    jest.useRealTimers();
    rmSync(folder, { recursive: true });
  });

  const wrapped = (point: 'before' | 'after') => {
    const Store = storeClass();
    const passing = (orgId: number) => [{ point: 'exec.finished', orgIds: [orgId] } as const];
    wrapMethod(Store, 'write', new Striker(orders), {
      ...(point === 'before' ? { before: ([orgId]) => passing(orgId) } : { after: (_result, [orgId]) => passing(orgId) }),
      lost: storeLost,
    });
    return new Store();
  };

  it('does what it always did while no order is there', async () => {
    expect(await wrapped('after').write(7, 'a')).toBe(1);
  });

  it('has done it when the order after it says that the connection was lost, once', async () => {
    const store = wrapped('after');
    orders.place(7, { point: 'exec.finished', kind: 'lie' });
    await expect(store.write(7, 'a')).rejects.toBeInstanceOf(StoreUnavailableError);
    expect(store.rows).toEqual(['7 a']);
    expect(await store.write(7, 'b')).toBe(2);
  });

  it('does it behind the repetition when the order before it says that the connection was lost', async () => {
    jest.useFakeTimers();
    const store = wrapped('before');
    orders.place(7, { point: 'exec.finished', kind: 'lie' });
    await expect(store.write(7, 'first')).rejects.toBeInstanceOf(StoreUnavailableError);
    await store.write(7, 'repeated');
    expect(store.rows).toEqual(['7 repeated']);
    await jest.runAllTimersAsync();
    expect(store.rows).toEqual(['7 repeated', '7 first']);
  });

  it('leaves the work of other orgs alone', async () => {
    const store = wrapped('after');
    orders.place(7, { point: 'exec.finished', kind: 'lie' });
    expect(await store.write(8, 'a')).toBe(1);
  });

  it('that is gone stops the process: its points would never be reached', () => {
    const Store = storeClass();
    Object.defineProperty(Store.prototype, 'write', { value: undefined });
    const wrapping = () => wrapMethod(Store, 'write', new Striker(orders), { lost: storeLost });
    expect(wrapping).toThrow('There is no method Store.write to put crash points around.');
  });
});
