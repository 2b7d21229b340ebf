import type { RequestState } from '../domain/request-state';
import { problemsOf, together } from './simulated-run';

const ends = (counts: Partial<Record<RequestState, number>>) => new Map(Object.entries(counts) as [RequestState, number][]);
const GOOD = ends({ approved: 70, failed: 25, needs_review: 5 });
const broken = (seed: number) => ({ seed, problems: [`seed ${seed} broke`], story: ['a worker dies'] });

describe('a simulated run', () => {
  it('is good when all promises were kept and requests came to all their ends', () => {
    expect(problemsOf({ schedules: 1_000, states: GOOD })).toEqual([]);
  });

  it('names the seed of a broken promise, the way back to it and what happened', () => {
    expect(problemsOf({ schedules: 3, states: GOOD, broken: broken(3) })).toEqual([
      'seed 3 broke',
      'To see it again: npm run simulate -- --seed 3',
      '  a worker dies',
    ]);
  });

  it('is not good because nothing was ever executed', () => {
    expect(problemsOf({ schedules: 1_000, states: ends({ failed: 95, needs_review: 5 }) })).toEqual([
      '0.0 % of the requests ended approved.',
    ]);
    expect(problemsOf({ schedules: 1_000, states: ends({ approved: 60, failed: 10, needs_review: 30 }) })).toEqual([
      '30.0 % of the requests ended needs_review.',
    ]);
  });

  it('loses no broken promise when its parts are put together', () => {
    const part = { schedules: 10, states: GOOD };
    const all = together([part, { ...part, broken: broken(18) }, { ...part, broken: broken(12) }]);
    expect(all).toEqual({ schedules: 30, states: ends({ approved: 210, failed: 75, needs_review: 15 }), broken: broken(12) });
  });
});
