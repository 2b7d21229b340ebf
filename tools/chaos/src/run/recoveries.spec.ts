import { recoveriesOf } from './recoveries';

const fault = { kind: 'redis-kill', target: 'redis', startedAt: 0, endedAt: 1_000, detail: '' };

describe('the recovery after a fault', () => {
  it('is the time until a request that was decided after it had ended', () => {
    const finished = [
      { decidedAt: 900, endedAt: 1_001 },
      { decidedAt: 1_200, endedAt: 2_500 },
      { decidedAt: 1_300, endedAt: 1_700 },
    ];
    expect(recoveriesOf([fault], finished)).toEqual([{ kind: 'redis-kill', ms: 700 }]);
  });

  it('is not blamed on a fault that ended under another one', () => {
    const finished = [{ decidedAt: 5_000, endedAt: 5_100 }];
    const longer = { kind: 'postgres-lock-table', target: 'postgres', startedAt: 900, endedAt: 4_000, detail: '' };
    expect(recoveriesOf([fault, longer], finished)).toEqual([{ kind: 'postgres-lock-table', ms: 1_100 }]);
  });

  it('is not made up where nothing was decided any more', () => {
    expect(recoveriesOf([fault], [{ decidedAt: 10, endedAt: 20 }])).toEqual([]);
    expect(recoveriesOf([fault], [])).toEqual([]);
  });
});
