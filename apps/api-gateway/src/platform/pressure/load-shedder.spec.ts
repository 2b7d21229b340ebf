import { waitFor } from '@countersign/local-servers';
import { LoadGauge } from './load-gauge';
import { LoadShedder, type ShedUrgency } from './load-shedder';

const URGENCIES: readonly ShedUrgency[] = ['read', 'write', 'decision'];
const CONFIG = { loopDelayMs: 200, heapPercent: 85, calls: 100 };

const IDLE = { loopDelayMs: 0, heapPercent: 0, heapLimitBytes: 8_000_000 };

function kept(load: { loopDelayMs?: number; heapPercent?: number }, calls = 0, config = CONFIG): ShedUrgency[] {
  const shedder = new LoadShedder(config, { load: { ...IDLE, ...load } });
  for (let call = 0; call < calls; call++) shedder.enter(0);
  return URGENCIES.filter((urgency) => shedder.reasonToShed(urgency, 0) === undefined);
}

describe('load shedding', () => {
  it.each([
    ['a loop that is late', [{ loopDelayMs: 199 }, { loopDelayMs: 250 }, { loopDelayMs: 450 }, { loopDelayMs: 900 }]],
    ['a heap that is full', [{ heapPercent: 84 }, { heapPercent: 86 }, { heapPercent: 92 }, { heapPercent: 97 }]],
  ])('for %s lets go of reads first and of decisions last', (_, loads) => {
    expect(loads.map((load) => kept(load))).toEqual([['read', 'write', 'decision'], ['write', 'decision'], ['decision'], []]);
  });

  it('for too many calls lets go of reads first and of decisions last', () => {
    expect([49, 50, 75, 100].map((calls) => kept({}, calls))).toEqual([
      ['read', 'write', 'decision'],
      ['write', 'decision'],
      ['decision'],
      [],
    ]);
  });

  it('takes calls again when others have left', () => {
    const shedder = new LoadShedder({ ...CONFIG, calls: 2 }, { load: IDLE });
    shedder.enter(0);
    shedder.enter(0);
    expect(shedder.reasonToShed('decision', 0)).toBe('calls');
    shedder.leave(0);
    expect(shedder.reasonToShed('decision', 0)).toBeUndefined();
  });

  it('lets large bodies have a part of the heap and no more, so that a burst of them cannot fill it between two looks', () => {
    const shedder = new LoadShedder(CONFIG, { load: IDLE });
    const body = 50_000;
    let taken = 0;
    for (; shedder.reasonToShed('write', body) === undefined && taken < 100; taken++) shedder.enter(body);
    expect(taken).toBe(15);
    expect([shedder.reasonToShed('write', body), shedder.reasonToShed('decision', 300)]).toEqual(['heap', undefined]);
    shedder.leave(body);
    expect(shedder.reasonToShed('write', body)).toBeUndefined();
  });

  it('never happens for a reason that is switched off', () => {
    const off = { loopDelayMs: 0, heapPercent: 0, calls: 0 };
    expect(kept({ loopDelayMs: 60_000, heapPercent: 100 }, 10_000, off)).toEqual(URGENCIES);
  });
});

/** Holds the event loop for one turn. */
async function busyTurn(milliseconds: number): Promise<void> {
  const busyUntil = performance.now() + milliseconds;
  while (performance.now() < busyUntil);
  await new Promise((resolve) => setImmediate(resolve));
}

describe('the load gauge', () => {
  it('sees a loop that is late in every turn, and that it is over', async () => {
    const gauge = new LoadGauge();
    gauge.start();
    try {
      for (let turn = 0; turn < 4; turn += 1) await busyTurn(300);
      expect(gauge.load.loopDelayMs).toBeGreaterThan(200);
      await waitFor(() => gauge.load.loopDelayMs < 100, { what: 'a free loop to be seen', deadlineMs: 10_000, every: 5 });
      expect(gauge.load.heapPercent).toBeGreaterThan(0);
      expect(gauge.load.heapPercent).toBeLessThan(100);
    } finally {
      gauge.stop();
    }
  });
});
