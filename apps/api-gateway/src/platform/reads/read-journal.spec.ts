import { type NotedRead, type PersonRead, WorkflowError } from '@countersign/engine';
import { ManualClock } from '@countersign/engine/testing';
import { PersonReadJournal } from './read-journal';

const ROOM = 5_000;
const FULL = 'Who reads cannot be journaled right now, so nothing is shown. Try again in a moment.';

/** Takes what it is given when it is let. */
class SlowStore {
  readonly taken: NotedRead[] = [];
  answer: (error?: Error) => void = () => undefined;

  add(reads: readonly NotedRead[]): Promise<void> {
    return new Promise((resolve, reject) => {
      this.answer = (error) => {
        if (error) return reject(error);
        this.taken.push(...reads);
        return resolve();
      };
    });
  }
}

function readNumber(number: number): PersonRead {
  return { orgId: 7, person: { id: number, name: 'one' }, what: 'GET /requests', rows: 1, traceId: 't' };
}

describe('reads that wait for the journal', () => {
  const clock = new ManualClock();
  let store: SlowStore;
  let lost: number;
  let journal: PersonReadJournal;
  beforeEach(() => {
    store = new SlowStore();
    lost = 0;
    const list = () => Promise.reject(new Error('nobody lists'));
    const signs = { written: () => undefined, lost: (count: number) => (lost += count) };
    journal = new PersonReadJournal({ add: (reads) => store.add(reads), list }, clock, signs);
  });

  const note = (from: number, count: number): void => {
    for (let number = from; number < from + count; number += 1) journal.note(readNumber(number));
  };

  it('are 5,000 at most: the next one is not shown (503), and is once there is room', async () => {
    note(0, ROOM);
    expect(() => note(ROOM, 1)).toThrow(WorkflowError.of('unavailable', FULL));
    journal.start();
    store.answer();
    await new Promise(setImmediate);
    note(ROOM, 1);
    expect([store.taken.length, lost]).toEqual([ROOM, 0]);
  });

  it('are none too many while some are being written: what was shown is not lost when that fails', async () => {
    note(0, ROOM);
    journal.start();
    expect(() => note(ROOM, 1)).toThrow(FULL);
    store.answer(new Error('unreachable'));
    await new Promise(setImmediate);
    clock.advance(1_000);
    await new Promise(setImmediate);
    store.answer();
    await new Promise(setImmediate);
    expect([store.taken.length, lost]).toEqual([ROOM, 0]);
  });
});
