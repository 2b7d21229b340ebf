import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { CrashOrders } from './crash-orders';

describe('crash orders', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'crash-orders-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('are carried out once, by whichever process comes first, whatever restarts meanwhile', () => {
    const orders = new CrashOrders(folder);
    orders.place(7, { point: 'exec.answered', kind: 'kill' });
    const processes = [new CrashOrders(folder), new CrashOrders(folder), new CrashOrders(folder)];
    expect(processes.map((process) => process.take(7, 'exec.answered'))).toEqual(['kill', undefined, undefined]);
  });

  it('are for one org and one point', () => {
    const orders = new CrashOrders(folder);
    orders.place(7, { point: 'exec.answered', kind: 'pause' });
    expect([orders.take(8, 'exec.answered'), orders.take(7, 'exec.claimed')]).toEqual([undefined, undefined]);
    expect(orders.struck(7)).toBeUndefined();
    expect(orders.take(7, 'exec.answered')).toBe('pause');
  });

  it('tell which process carried them out, before anything happens to it', () => {
    const orders = new CrashOrders(folder);
    orders.place(7, { point: 'dlv.claimed', kind: 'lie' });
    orders.take(7, 'dlv.claimed');
    expect(orders.struck(7)).toMatchObject({ point: 'dlv.claimed', kind: 'lie', pid: process.pid });
  });

  it('follow one another: the next one is not taken for carried out because the last one was', () => {
    const orders = new CrashOrders(folder);
    orders.place(7, { point: 'exec.answered', kind: 'lie' });
    orders.take(7, 'exec.answered');
    orders.place(7, { point: 'rec.picked', kind: 'lie' });
    expect(orders.struck(7)).toBeUndefined();
    expect(orders.take(7, 'rec.picked')).toBe('lie');
  });
});
