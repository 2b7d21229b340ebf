import { ManualClock } from './manual-clock';

describe('a manual clock', () => {
  it('stands still until it is told to go on', () => {
    const clock = new ManualClock();
    expect(clock.now()).toBe(0);
    clock.advance(40);
    expect(clock.now()).toBe(40);
  });

  it('wakes sleepers in the order of their times, equal ones in the order they lay down', async () => {
    const clock = new ManualClock();
    const woken: string[] = [];
    const sleep = (name: string, ms: number): Promise<unknown> => clock.sleep(ms).then(() => woken.push(name));
    const all = Promise.all([sleep('late', 30), sleep('first', 10), sleep('second', 10)]);
    expect(clock.nextAt()).toBe(10);
    clock.advance(30);
    await all;
    expect(woken).toEqual(['first', 'second', 'late']);
    expect(clock.nextAt()).toBeUndefined();
  });

  it('lets an aborted sleeper go at once', async () => {
    const clock = new ManualClock();
    const aborting = new AbortController();
    const sleeping = clock.sleep(1_000, aborting.signal);
    aborting.abort();
    await sleeping;
    await clock.sleep(1_000, aborting.signal);
    expect(clock.nextAt()).toBeUndefined();
  });
});
