import { enoughKinds, livenessFloor, noDeaths } from './floor';

const calls = { total: 100, ok: 60, fail: 20, unknown: 20 };

describe('a run', () => {
  it('counts when most of the work was done', () => {
    expect(livenessFloor({ submitted: 100, terminal: 95, callsDuringFaults: calls }).violations).toEqual([]);
  });

  it('does not count when too few requests ended or too few calls went well', () => {
    expect(livenessFloor({ submitted: 100, terminal: 94, callsDuringFaults: calls }).violations).toHaveLength(1);
    expect(livenessFloor({ submitted: 100, terminal: 95, callsDuringFaults: { ...calls, ok: 59 } }).violations).toHaveLength(1);
  });

  it('fails when an app ended by itself', () => {
    expect(noDeaths([], 3).violations).toEqual([]);
    expect(noDeaths([{ app: 'worker-1', message: 'worker-1 ended.', logTail: [] }], 3).violations).toHaveLength(1);
  });

  it('fails when faults of too few kinds happened', () => {
    const fault = { kind: 'redis-kill', target: 'redis', startedAt: 0, endedAt: 1, detail: '' };
    expect(enoughKinds([fault, fault], 1).violations).toEqual([]);
    expect(enoughKinds([fault, fault], 2).violations).toHaveLength(1);
  });
});
