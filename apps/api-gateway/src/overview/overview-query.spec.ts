import { WorkflowError } from '@countersign/engine';
import { readOverviewQuery } from './overview-query';

const NOW = new Date('2026-11-22T23:30:00Z');

describe('the days of an overview', () => {
  it('are the last thirty, today included, when none are named', () => {
    expect(readOverviewQuery({ from: '', to: '' }, NOW)).toEqual({
      from: '2026-10-24',
      to: '2026-11-22',
      start: new Date('2026-10-24T00:00:00Z'),
      end: new Date('2026-11-23T00:00:00Z'),
    });
  });

  it('may be one, or ninety-two', () => {
    expect(readOverviewQuery({ from: '2026-02-28', to: '2026-02-28' }, NOW).end).toEqual(new Date('2026-03-01T00:00:00Z'));
    expect(readOverviewQuery({ from: '2026-08-23', to: '2026-11-22' }, NOW).from).toBe('2026-08-23');
  });

  it.each([
    ['ninety-three days', { from: '2026-08-22', to: '2026-11-22' }],
    ['days the wrong way round', { from: '2026-11-23', to: '2026-11-22' }],
    ['a day that there is not', { from: '2026-02-30' }],
    ['a time', { from: '2026-02-03T00:00:00Z' }],
    ['a parameter that is not known', { day: '2026-02-03' }],
    ['a parameter twice', { from: ['2026-02-03', '2026-02-04'] }],
  ])('are never %s', (_case, given) => {
    expect(() => readOverviewQuery(given, NOW)).toThrow(WorkflowError);
  });
});
