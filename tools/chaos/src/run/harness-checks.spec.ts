import { allEnded, enoughKinds, harnessWorked, noDeaths, nothingPersonal } from './harness-checks';

const fault = { kind: 'redis-kill', target: 'redis', startedAt: 0, endedAt: 1, detail: '' };

describe('a run', () => {
  it('fails when an app ended by itself', () => {
    expect(noDeaths([], 3).violations).toEqual([]);
    expect(noDeaths([{ app: 'worker-1', message: 'worker-1 ended.', logTail: [] }], 3).violations).toHaveLength(1);
  });

  it('fails when faults of too few kinds happened', () => {
    expect(enoughKinds([fault, fault], 1).violations).toEqual([]);
    expect(enoughKinds([fault, fault], 2).violations).toHaveLength(1);
  });

  it('fails when work was left over', () => {
    expect(allEnded({ requests: 0, deliveries: 0 }, 9).violations).toEqual([]);
    expect(allEnded({ requests: 1, deliveries: 0 }, 9).violations).toHaveLength(1);
    expect(allEnded({ requests: 0, deliveries: 1 }, 9).violations).toHaveLength(1);
  });

  it('fails when a log names a customer', () => {
    expect(nothingPersonal([], 9).violations).toEqual([]);
    expect(nothingPersonal(['worker.log:3: <personal>'], 9).violations).toHaveLength(1);
  });

  it('fails when a fault could not be injected or healed', () => {
    expect(harnessWorked([], 5).violations).toEqual([]);
    expect(harnessWorked([new Error('no such table')], 5).violations).toEqual([{ invariant: 'H4', sentence: 'no such table' }]);
  });
});
