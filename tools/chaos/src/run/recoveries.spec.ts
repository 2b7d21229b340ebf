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

  it('is not made up where nothing was decided any more', () => {
    expect(recoveriesOf([fault], [{ decidedAt: 10, endedAt: 20 }])).toEqual([]);
    expect(recoveriesOf([fault], [])).toEqual([]);
  });
});
