import { type Clock, SystemClock } from '@countersign/engine';
import { createLogger } from '@countersign/observability';
import { PollingLoop } from './polling-loop';

const logger = createLogger({ name: 'worker', level: 'silent' });

/** A clock whose sleeps end only when told, or by their signal. */
class HeldClock implements Clock {
  readonly sleeps: number[] = [];

  now(): number {
    return 0;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    this.sleeps.push(ms);
    return new Promise((resolve) => {
      if (signal?.aborted) resolve();
      else signal?.addEventListener('abort', () => resolve(), { once: true });
    });
  }
}

function rounds(...results: (boolean | Error)[]) {
  let done = 0;
  const reached: (() => void)[] = [];
  const round = (): Promise<boolean> => {
    const result = results[done] ?? false;
    done += 1;
    for (const call of reached.splice(0)) call();
    return result instanceof Error ? Promise.reject(result) : Promise.resolve(result);
  };
  const reach = async (count: number): Promise<void> => {
    while (done < count) await new Promise<void>((resolve) => reached.push(resolve));
  };
  return { work: { name: 'test', idleMs: 500, round }, reach, count: () => done };
}

describe('PollingLoop', () => {
  it('goes on at once while a round finds more to do, and rests when it does not', async () => {
    const clock = new HeldClock();
    const { work, reach } = rounds(true, true, false);
    const loop = new PollingLoop(work, clock, logger);
    loop.start();
    await reach(3);
    await loop.stop();
    expect(clock.sleeps.filter((ms) => ms > 0).length).toBeLessThanOrEqual(1);
  });

  it('starts the next round early on a hint', async () => {
    const { work, reach, count } = rounds(false, false);
    const loop = new PollingLoop(work, new HeldClock(), logger);
    loop.start();
    await reach(1);
    loop.wake();
    await reach(2);
    expect(count()).toBe(2);
    await loop.stop();
  });

  it('does not lose a hint that comes while a round is under way', async () => {
    const state: { loop?: PollingLoop } = {};
    const { work, reach } = rounds(false, false);
    const hinted = {
      ...work,
      round: () => {
        state.loop?.wake();
        return work.round();
      },
    };
    state.loop = new PollingLoop(hinted, new HeldClock(), logger);
    state.loop.start();
    await reach(2);
    await state.loop.stop();
  });

  it('survives a round that fails and tries again', async () => {
    const { work, reach } = rounds(new Error('no database'), true, false);
    const loop = new PollingLoop({ ...work, idleMs: 1 }, new SystemClock(), logger);
    loop.start();
    await reach(3);
    await loop.stop();
  });

  it('waits longer and longer while rounds fail, whatever hints come', async () => {
    const clock = new HeldClock();
    const { work, reach } = rounds(new Error('no database'));
    const loop = new PollingLoop(work, clock, logger);
    loop.start();
    await reach(1);
    loop.wake();
    expect(clock.sleeps[0]).toBeGreaterThan(work.idleMs);
    await loop.stop();
  });

  it('ends only after the round under way', async () => {
    let release: () => void = () => undefined;
    let ended = false;
    const round = () =>
      new Promise<boolean>((resolve) => {
        release = () => {
          ended = true;
          resolve(false);
        };
      });
    const loop = new PollingLoop({ name: 'test', idleMs: 500, round }, new HeldClock(), logger);
    loop.start();
    const stopped = loop.stop();
    release();
    await stopped;
    expect(ended).toBe(true);
  });
});
