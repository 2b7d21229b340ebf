import { ManualClock } from '@countersign/engine/testing';
import type { NotedRefusal, SecurityRefusal } from '@countersign/engine';
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

  it('writes what is noted together, and the rest when it is stopped', async () => {
    journal.note(REFUSAL);
    journal.note({ ...REFUSAL, code: 2001 });
    journal.start();
    journal.note({ ...REFUSAL, code: 2103 });
    await journal.stop();
    expect(store.batches.map((batch) => batch.map(({ code }) => code))).toEqual([[9051, 2001], [2103]]);
    expect(lost).toBe(0);
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
