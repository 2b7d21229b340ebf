import { StoreUnavailableError } from '@countersign/engine';
import { Batcher, type JobEnd } from './batcher';
import type { WaitingRoom } from './waiting-room';

interface Job {
  readonly name: string;
  readonly keys?: readonly string[];
}

/** Batches end only when the test lets them. */
class GatedRuns {
  readonly batches: string[][] = [];
  private readonly gates: ((end?: Error) => void)[] = [];

  readonly run = async (jobs: readonly Job[]): Promise<JobEnd<string>[]> => {
    this.batches.push(jobs.map(({ name }) => name));
    await new Promise<void>((resolve, reject) =>
      this.gates.push((error) => {
        if (error) reject(error);
        else resolve();
      }),
    );
    return jobs.map(({ name }) => ({ result: `${name} done` }));
  };

  finish(batch: number, error?: Error): void {
    this.gates[batch]?.(error);
  }
}

function gated(maxSize = 64, room?: WaitingRoom): { batcher: Batcher<Job, string>; runs: GatedRuns } {
  const runs = new GatedRuns();
  return { runs, batcher: new Batcher<Job, string>({ maxSize, room, keysOf: ({ keys }) => keys ?? [], run: runs.run }) };
}

async function turns(count = 5): Promise<void> {
  for (let turn = 0; turn < count; turn++) await Promise.resolve();
}

describe('a batcher', () => {
  it('lets a lone caller wait for nobody, not even for a timer', async () => {
    const { batcher, runs } = gated();
    const end = batcher.add({ name: 'a' });
    await Promise.resolve();
    expect(runs.batches).toEqual([['a']]);
    runs.finish(0);
    expect(await end).toBe('a done');
  });

  it('forms a batch only from those who come together or while the previous batch runs', async () => {
    const { batcher, runs } = gated();
    const ends = ['a', 'b'].map((name) => batcher.add({ name }));
    await turns();
    for (const name of ['c', 'd', 'e']) ends.push(batcher.add({ name }));
    await turns();
    expect(runs.batches).toEqual([['a', 'b']]);
    runs.finish(0);
    await turns();
    expect(runs.batches).toEqual([
      ['a', 'b'],
      ['c', 'd', 'e'],
    ]);
    runs.finish(1);
    expect(await Promise.all(ends)).toEqual(['a done', 'b done', 'c done', 'd done', 'e done']);
  });

  it('never puts two jobs with one key into a batch, and keeps their order', async () => {
    const { batcher, runs } = gated();
    const ends = [
      batcher.add({ name: 'a1', keys: ['a'] }),
      batcher.add({ name: 'a2b1', keys: ['a', 'b'] }),
      batcher.add({ name: 'b2', keys: ['b'] }),
      batcher.add({ name: 'c', keys: ['c'] }),
    ];
    for (const batch of [0, 1, 2]) {
      await turns();
      runs.finish(batch);
    }
    await Promise.all(ends);
    expect(runs.batches).toEqual([['a1', 'c'], ['a2b1'], ['b2']]);
  });

  it('never makes a batch larger than allowed', async () => {
    const { batcher, runs } = gated(2);
    const ends = ['a', 'b', 'c'].map((name) => batcher.add({ name }));
    await turns();
    runs.finish(0);
    await turns();
    runs.finish(1);
    await Promise.all(ends);
    expect(runs.batches).toEqual([['a', 'b'], ['c']]);
  });

  it('rejects all of a batch that failed, and goes on with the next', async () => {
    const { batcher, runs } = gated();
    const failing = [batcher.add({ name: 'a' }), batcher.add({ name: 'b' })];
    await turns();
    const next = batcher.add({ name: 'c' });
    const failure = new Error('the connection broke');
    runs.finish(0, failure);
    expect(await Promise.allSettled(failing)).toEqual([
      { status: 'rejected', reason: failure },
      { status: 'rejected', reason: failure },
    ]);
    await turns();
    runs.finish(1);
    expect(await next).toBe('c done');
  });

  it('rejects one job alone when only that one failed', async () => {
    const failure = new Error('a bad row');
    const run = (jobs: readonly Job[]): Promise<JobEnd<string>[]> =>
      Promise.resolve(jobs.map(({ name }) => (name === 'bad' ? { error: failure } : { result: name })));
    const batcher = new Batcher<Job, string>({ maxSize: 64, keysOf: () => [], run });
    const ends = await Promise.allSettled(['good', 'bad'].map((name) => batcher.add({ name })));
    expect(ends).toEqual([
      { status: 'fulfilled', value: 'good' },
      { status: 'rejected', reason: failure },
    ]);
  });
});

describe('a batcher with a waiting room', () => {
  const room = { most: 2, longestMs: 2_000 };
  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick'] });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('turns those away at once who come when it is full, so that memory stays flat while a batch hangs', async () => {
    const { batcher, runs } = gated(64, room);
    const first = batcher.add({ name: 'first' });
    await turns();
    const waiting = ['a', 'b'].map((name) => batcher.add({ name }));
    await expect(batcher.add({ name: 'c' })).rejects.toThrow(StoreUnavailableError);
    runs.finish(0);
    await turns();
    runs.finish(1);
    expect(await Promise.all([first, ...waiting])).toEqual(['first done', 'a done', 'b done']);
    const later = batcher.add({ name: 'later' });
    await turns();
    runs.finish(2);
    expect(await later).toBe('later done');
  });

  it('turns those away whose turn does not come in time, while a batch hangs, and never runs them afterwards', async () => {
    const { batcher, runs } = gated(64, room);
    const first = batcher.add({ name: 'first' });
    await turns();
    const ends: string[] = [];
    const old = batcher.add({ name: 'old' }).catch((error: unknown) => ends.push(`old: ${String(error instanceof StoreUnavailableError)}`));
    await jest.advanceTimersByTimeAsync(1_500);
    const young = batcher.add({ name: 'young' });
    await jest.advanceTimersByTimeAsync(600);
    expect(ends).toEqual(['old: true']);
    runs.finish(0);
    await turns();
    runs.finish(1);
    await Promise.all([first, old, young]);
    expect(runs.batches).toEqual([['first'], ['young']]);
  });

  it('does not let those wait for long once more who have waited for a batch that failed for all', async () => {
    const { batcher, runs } = gated(64, room);
    const first = batcher.add({ name: 'first' }).catch(() => 'lost');
    await turns();
    const early = batcher.add({ name: 'early' }).catch((error: unknown) => error);
    await jest.advanceTimersByTimeAsync(1_500);
    const late = batcher.add({ name: 'late' });
    await jest.advanceTimersByTimeAsync(300);
    runs.finish(0, new Error('no connection in time'));
    await turns();
    runs.finish(1);
    expect([await first, await late]).toEqual(['lost', 'late done']);
    expect(await early).toBeInstanceOf(StoreUnavailableError);
    expect(runs.batches).toEqual([['first'], ['late']]);
  });

  it('turns the younger away in their own time', async () => {
    const { batcher } = gated(64, room);
    void batcher.add({ name: 'hangs' });
    await turns();
    void batcher.add({ name: 'old' }).catch(() => undefined);
    await jest.advanceTimersByTimeAsync(1_000);
    const young = expect(batcher.add({ name: 'young' })).rejects.toThrow(StoreUnavailableError);
    await jest.advanceTimersByTimeAsync(2_100);
    await young;
  });
});
