import { StoreUnavailableError } from '@countersign/engine';
import { DatabaseError } from 'pg';
import { withRowFallback } from './row-by-row';

function databaseError(code: string): DatabaseError {
  const error = new DatabaseError('refused', 0, 'error');
  error.code = code;
  return error;
}

const NOT_NULL = databaseError('23502');

describe('a batch that one row breaks', () => {
  it('fails for that row alone', async () => {
    const ends = await withRowFallback(['a', 'bad', 'c'], (jobs) =>
      jobs.includes('bad') ? Promise.reject(NOT_NULL) : Promise.resolve(jobs.map((job) => `${job} done`)),
    );
    expect(ends).toEqual([{ result: 'a done' }, { error: NOT_NULL }, { result: 'c done' }]);
  });

  it('tells those whose row was stored, although the connection is lost at a later one', async () => {
    const lost = new StoreUnavailableError(new Error('gone'));
    const ends = await withRowFallback(['a', 'b', 'c'], (jobs) => {
      if (jobs.length > 1) return Promise.reject(NOT_NULL);
      return jobs[0] === 'a' ? Promise.resolve(['a done']) : Promise.reject(lost);
    });
    expect(ends).toEqual([{ result: 'a done' }, { error: lost }, { error: lost }]);
  });

  it('does not try row after row for ever when each of them waits for a lock', async () => {
    jest.useFakeTimers();
    const oneSecondLater = (): void => {
      jest.advanceTimersByTime(1_000);
    };
    let tried = 0;
    const locked = new StoreUnavailableError(databaseError('55P03'));
    const ends = await withRowFallback(Array.from({ length: 64 }, String), () => {
      tried += 1;
      oneSecondLater();
      return Promise.reject(locked);
    });
    jest.useRealTimers();
    expect(ends).toHaveLength(64);
    expect(ends.every((end) => 'error' in end && end.error instanceof StoreUnavailableError)).toBe(true);
    expect(tried).toBeLessThanOrEqual(4);
  });
});
