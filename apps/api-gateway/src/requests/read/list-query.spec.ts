import { RequestTypeRegistry } from '@countersign/contract';
import { requestTypes } from '@countersign/request-type-catalog';
import { readListQuery } from './list-query';

const types = new RequestTypeRegistry(requestTypes);
const NOW = new Date('2026-11-22T10:00:00Z');
const read = (query: Record<string, unknown>) => readListQuery(query, 0, types, NOW);
const problemsOf = (query: Record<string, unknown>): unknown => {
  try {
    return read(query);
  } catch (error) {
    return (error as { problems: readonly { kind: string; reference?: string }[] }).problems.map(({ kind, reference }) => [
      kind,
      reference,
    ]);
  }
};

describe('readListQuery', () => {
  it('asks for the first twenty, newest first, where nothing is said', () => {
    expect(read({})).toEqual({ number: 0, query: { orgId: 0, sortBy: 'created', descending: true, limit: 20, start: { offset: 0 } } });
  });

  it('takes every documented parameter', () => {
    const { number, query } = read({
      userId: '232134',
      sortBy: 'endDate',
      sortOrder: 'asc',
      conceptId: '1',
      zoneId: '2',
      storeId: '3',
      tillId: '4',
      startDate: '2026-11-01',
      endDate: '2026-11-30',
      states: 'AdminTask,failed,approved',
      limit: '50',
      PageNo: '2',
      requestType: 'POINTS-REDEMPTION',
    });
    expect(number).toBe(2);
    expect(query).toEqual({
      orgId: 0,
      requesterId: 232134,
      type: 'POINTS_REDEMPTION',
      states: ['AdminTask', 'failed', 'approved'],
      conceptId: '1',
      zoneId: '2',
      storeId: '3',
      tillId: '4',
      from: new Date('2026-11-01T00:00:00Z'),
      before: new Date('2026-12-01T00:00:00Z'),
      sortBy: 'ended',
      descending: false,
      limit: 50,
      start: { offset: 100 },
    });
  });

  it.each([
    [{ sortBy: 'name' }, [['bad-sort-field', 'sortBy']]],
    [{ sortOrder: 'up' }, [['bad-sort-order', 'sortOrder']]],
    [{ userId: '-1' }, [['invalid-payload', 'userId']]],
    [{ userId: ['1', '2'] }, [['invalid-payload', 'userId']]],
    [{ states: 'approved,done' }, [['invalid-payload', 'states']]],
    [{ requestType: 'RETRO' }, [['invalid-payload', 'requestType']]],
    [{ startDate: '2026-02-30' }, [['invalid-payload', 'startDate']]],
    [{ endDate: '22.11.2026' }, [['invalid-payload', 'endDate']]],
    [{ startDate: '2026-11-23', endDate: '2026-11-22' }, [['invalid-payload', 'endDate']]],
    [{ limit: '0' }, [['invalid-payload', 'limit']]],
    [{ limit: '101' }, [['invalid-payload', 'limit']]],
    [{ PageNo: '-1' }, [['invalid-payload', 'PageNo']]],
    [{ limit: '100', PageNo: '101' }, [['invalid-payload', 'PageNo']]],
    [{ cursor: 'nonsense' }, [['invalid-payload', 'cursor']]],
    [{ customer: 'a\0' }, [['invalid-payload', 'customer']]],
    [{ mobile: '1' }, [['invalid-payload', 'mobile']]],
    [
      { limit: '0', states: 'x' },
      [
        ['invalid-payload', 'states'],
        ['invalid-payload', 'limit'],
      ],
    ],
  ])('refuses %j by name', (query, problems) => {
    expect(problemsOf(query)).toEqual(problems);
  });

  it.each(['checkerId', 'conceptId', 'zoneId', 'storeId', 'tillId'])(
    'searches at most 31 days for %s, and says so when not asked to',
    (parameter) => {
      const within = { [parameter]: '1', startDate: '2026-10-01', endDate: '2026-10-31' };
      expect(read(within).narrowedFor).toBeUndefined();
      expect(problemsOf({ ...within, endDate: '2026-11-01' })).toEqual([['invalid-payload', 'startDate']]);
      const days = (query: object) => {
        const {
          query: { from, before },
          narrowedFor,
        } = read({ [parameter]: '1', ...query });
        return [from?.toISOString().slice(0, 10), before?.toISOString().slice(0, 10), narrowedFor];
      };
      expect(days({})).toEqual(['2026-10-22', undefined, parameter]);
      expect(days({ startDate: '2026-10-01' })).toEqual(['2026-10-01', '2026-11-01', parameter]);
      expect(days({ endDate: '2026-10-31' })).toEqual(['2026-10-01', '2026-11-01', parameter]);
    },
  );

  it('names cursor where pages by number end', () => {
    expect(() => read({ limit: '100', PageNo: '101' })).toThrow(/cursor/);
    expect(read({ limit: '100', PageNo: '100' }).query.start).toEqual({ offset: 10_000 });
  });
});
