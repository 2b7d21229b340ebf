import { ManualClock } from '@countersign/engine/testing';
import type { NotedRefusal, SecurityRefusal } from '@countersign/engine';
import { GATHERED_MS } from '../batches/gathered';
import { RefusalJournal } from './refusal-journal';

const REFUSAL: SecurityRefusal = { orgId: 7, userId: 41, action: 'PUT /requests/:type', code: 9051, traceId: 't' };

class Store {
  readonly batches: (readonly NotedRefusal[])[] = [];
  broken = false;

  add(refusals: readonly NotedRefusal[]): Promise<void> {
    if (this.broken) return Promise.reject(new Error('unreachable'));
    this.batches.push(refusals);
    return Promise.resolve();
  }
}

describe('the journal of refusals', () => {
  const clock = new ManualClock();
  let store: Store;
  let lost: number;
  let journal: RefusalJournal;
  beforeEach(() => {
    store = new Store();
    lost = 0;
    journal = new RefusalJournal(store, clock, { written: () => undefined, lost: (count) => (lost += count) });
  });

  const after = async (ms: number): Promise<void> => {
    clock.advance(ms);
    await new Promise(setImmediate);
  };

  it('writes what is noted together, and the rest when it is stopped', async () => {
    journal.note(REFUSAL);
    journal.note({ ...REFUSAL, code: 2001 });
    journal.start();
    journal.note({ ...REFUSAL, code: 2103 });
    await journal.stop();
    expect(store.batches.map((batch) => batch.map(({ code }) => code))).toEqual([[9051, 2001], [2103]]);
    expect(lost).toBe(0);
  });

  it('says how long ago it was, while the database cannot be reached as well', async () => {
    store.broken = true;
    journal.note(REFUSAL);
    journal.start();
    await after(1_000);
    store.broken = false;
    journal.note(REFUSAL);
    await after(1_000);
    await journal.stop();
    expect(store.batches.flat().map(({ agoMs }) => agoMs)).toEqual([2_000, 1_000]);
  });

  it('makes an entry a minute of what one caller is refused again and again', async () => {
    const strange = { ...REFUSAL, code: 2007, isGathered: true };
    for (let count = 0; count < 100; count += 1) journal.note({ ...strange, traceId: `t${count}` });
    journal.note({ ...strange, userId: 42 });
    journal.note({ ...strange, orgId: 8 });
    journal.note({ ...strange, code: 2013 });
    const written = () => store.batches.flat().map(({ orgId, userId, code, traceId, times }) => [orgId, userId, code, traceId, times]);
    journal.start();
    await after(GATHERED_MS - 1_000);
    const firsts = [7, 41, 2007, 't0', 1];
    expect(written()).toEqual([firsts, [7, 42, 2007, 't', 1], [8, 41, 2007, 't', 1], [7, 41, 2013, 't', 1]]);
    await after(1_000);
    expect(written().slice(4)).toEqual([[7, 41, 2007, 't99', 99]]);
    journal.note(strange);
    await after(GATHERED_MS - 1_000);
    expect(written().slice(5)).toEqual([]);
    await journal.stop();
    expect(written().slice(5)).toEqual([[7, 41, 2007, 't', 1]]);
  });

  it('notes at once again whoever was not refused for a minute', async () => {
    const strange = { ...REFUSAL, code: 2007, isGathered: true };
    journal.note(strange);
    journal.start();
    await after(GATHERED_MS);
    journal.note(strange);
    await after(1_000);
    expect(store.batches).toHaveLength(2);
    await journal.stop();
  });

  it('counts what it has no room for, and never waits', async () => {
    for (let count = 0; count < 1_500; count += 1) journal.note(REFUSAL);
    expect(lost).toBe(500);
    await journal.stop();
    expect(store.batches.flat()).toHaveLength(1_000);
  });

  it('keeps what the database did not take, and tells when it has to give up', async () => {
    store.broken = true;
    journal.note(REFUSAL);
    journal.start();
    await Promise.resolve();
    journal.note(REFUSAL);
    await journal.stop();
    expect(lost).toBe(2);
  });
});
