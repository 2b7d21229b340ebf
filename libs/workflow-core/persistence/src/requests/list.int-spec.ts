import { COUNT_LIMIT, type ListQuery, type RequestPage } from '@countersign/engine';
import { approve, CHECKER, newRequest, ORG, reject } from '../testdata/builders';
import { fillRequests } from '../testdata/filled-tables';
import { testStore, type TestStore } from '../testdata/test-database';
import { PgRequestList } from './pg-request-list';

const NEWEST: ListQuery = { orgId: ORG, scope: 'whole-org', sortBy: 'created', descending: true, limit: 20, start: { offset: 0 } };

describe('the list of requests', () => {
  let store: TestStore;
  let requests: PgRequestList;
  beforeAll(async () => {
    store = await testStore();
    requests = new PgRequestList(store.database);
  });
  afterAll(() => store.drop());
  beforeEach(() => store.sql('truncate request, decision, execution, transition, request_customer'));

  const list = (own: Partial<ListQuery> = {}): Promise<RequestPage> => requests.list({ ...NEWEST, ...own });
  const lines = async (own: Partial<ListQuery> = {}): Promise<string[]> => (await list(own)).requests.map(({ line }) => line);
  const allPages = async (own: Partial<ListQuery>, between?: (page: number) => Promise<void>): Promise<string[]> => {
    const found: string[] = [];
    let page = await list(own);
    for (let number = 1; ; number++) {
      found.push(...page.requests.map(({ line }) => line));
      if (!page.next) return found;
      await between?.(number);
      page = await list({ ...own, start: { after: page.next } });
    }
  };
  const numbered = (numbers: readonly number[]): string[] => numbers.map((number) => `line ${number}`);
  const downFrom = (last: number): number[] => Array.from({ length: last }, (_, index) => last - index);

  it('shows the whole request, newest first, and the total', async () => {
    await fillRequests(store, { count: 30 });
    await fillRequests(store, { count: 5, orgId: ORG + 1 });
    const page = await list({ limit: 3 });
    expect(page.requests.map(({ line }) => line)).toEqual(numbered([30, 29, 28]));
    expect(page).toMatchObject({ total: 30, totalIsLowerBound: false, next: { at: page.requests[2]?.createdAt } });
    expect(page.requests[0]).toEqual(await store.requests.read(ORG, page.requests[0]!.requestId));
  });

  it('finds a customer wherever a request names them, page by page and each request once', async () => {
    await fillRequests(store, { count: 24, state: `case when n % 2 = 0 then 'rejected' else 'pending' end` });
    await store.sql(`insert into request_customer (org_id, request_id, customer)
                     select org_id, request_id, 'c7' from request where line in ('line 3', 'line 8', 'line 15', 'line 20')`);
    expect(await allPages({ customer: 'c7', limit: 2 })).toEqual(numbered([20, 15, 8, 7, 3]));
    expect(await allPages({ customer: 'c7', limit: 1, descending: false })).toEqual(numbered([3, 7, 8, 15, 20]));
    expect(await allPages({ customer: 'c7', limit: 2, states: ['rejected', 'AdminTask'] })).toEqual(numbered([20, 15, 8, 7, 3]));
    expect((await list({ customer: 'c7', states: ['rejected'], sortBy: 'ended' })).total).toBe(2);
    expect((await list({ customer: 'c7' })).total).toBe(5);
    expect((await list({ customer: 'c7', orgId: ORG + 1 })).total).toBe(0);
  });

  it.each<[string, Partial<ListQuery>, number[]]>([
    ['maker', { requesterId: 43 }, [22, 12, 2]],
    ['customer', { customer: 'c7' }, [7]],
    ['reference', { reference: 'r9' }, [9]],
    ['type', { type: 'EVEN_TYPE', limit: 2 }, [24, 22]],
    ['till', { tillId: '6' }, [20, 13, 6]],
    ['store', { storeId: '0', limit: 2 }, [20, 15]],
    ['zone', { zoneId: '0', limit: 2 }, [24, 21]],
    ['concept', { conceptId: '1', limit: 2 }, [23, 21]],
    ['time', { from: new Date('2026-01-01T00:00:05Z'), before: new Date('2026-01-01T00:00:08Z') }, [7, 6, 5]],
    ['state', { states: ['rejected'] }, [18, 12, 6]],
    ['several states', { states: ['rejected', 'AdminTask', 'rejected'], customer: 'c6' }, [6]],
    ['all at once', { requesterId: 43, customer: 'c12', reference: 'r12', type: 'EVEN_TYPE', states: ['rejected'] }, [12]],
    ['nothing that fits', { customer: 'c7', reference: 'r9' }, []],
  ])('is filtered by %s', async (_, filter, expected) => {
    await fillRequests(store, { count: 24, state: `case when n % 6 = 0 and n < 24 then 'rejected' else 'pending' end` });
    expect(await lines(filter)).toEqual(numbered(expected));
    expect((await list({ ...filter, limit: 100 })).total).toBe((await lines({ ...filter, limit: 100 })).length);
  });

  it('is filtered by the checker who decided', async () => {
    const [one, two] = [newRequest({ line: 'one' }), newRequest({ line: 'two' })];
    for (const request of [one, two]) await store.requests.submit(request);
    await store.requests.close(approve(one));
    expect(await lines({ checkerId: CHECKER.id })).toEqual(['one']);
    expect((await list({ checkerId: CHECKER.id })).requests[0]).toMatchObject({
      decisions: [{ checker: CHECKER }],
      execution: { attempts: 0 },
    });
  });

  it('merges several states in their order, both ways', async () => {
    const state = `(array['pending', 'accepted', 'needs_review', 'approved', 'rejected'])[1 + n % 5]`;
    await fillRequests(store, { count: 50, state });
    const expected = downFrom(50).filter((number) => [0, 1, 2].includes(number % 5));
    const states = ['AdminTask', 'IntouchAPITask'] as const;
    expect(await allPages({ states, limit: 7 })).toEqual(numbered(expected));
    expect(await allPages({ states, limit: 7, descending: false })).toEqual(numbered(expected.toReversed()));
    expect((await list({ states })).total).toBe(30);
    expect(await lines({ states, limit: 4, start: { offset: 5 } })).toEqual(numbered(expected.slice(5, 9)));
  });

  it('covers every row exactly once by its places while newer ones are added', async () => {
    await fillRequests(store, { count: 100 });
    const found = await allPages({ limit: 9 }, async (page) => {
      await fillRequests(store, {
        count: 3,
        createdAt: `timestamptz '2026-02-01Z' + ${page} * interval '1 minute' + n * interval '1 second'`,
      });
    });
    expect(found).toEqual(numbered(downFrom(100)));
  });

  it('covers every row exactly once when all were created in the same millisecond', async () => {
    await fillRequests(store, { count: 100, createdAt: `timestamptz '2026-01-01Z'` });
    const found = await allPages({ limit: 7 });
    expect(found).toHaveLength(100);
    expect(new Set(found).size).toBe(100);
  });

  it.each([true, false])('sorted by end shows requests that have not ended as the oldest (descending: %s)', async (descending) => {
    const endedAt = `case when n % 2 = 0 then timestamptz '2026-03-01Z' - n * interval '1 second' end`;
    await fillRequests(store, { count: 40, state: `case n % 2 when 0 then 'rejected' else 'pending' end`, endedAt });
    for (const states of [undefined, ['AdminTask', 'rejected'] as const]) {
      const found = await allPages({ limit: 7, sortBy: 'ended', descending, ...(states && { states }) });
      expect(new Set(found).size).toBe(40);
      const ended = downFrom(40).filter((number) => number % 2 === 0);
      const inOrder = numbered(descending ? ended.toReversed() : ended);
      expect(descending ? found.slice(0, 20) : found.slice(20)).toEqual(inOrder);
    }
  });

  it('stops counting where more would cost more', async () => {
    await fillRequests(store, { count: COUNT_LIMIT + 5, state: `case when n <= 10 then 'rejected' else 'pending' end` });
    expect(await list({ limit: 1 })).toMatchObject({ total: COUNT_LIMIT, totalIsLowerBound: true });
    expect(await list({ limit: 1, states: ['AdminTask'] })).toMatchObject({ total: COUNT_LIMIT - 5, totalIsLowerBound: false });
    expect(await list({ limit: 1, states: ['rejected'] })).toMatchObject({ total: 10, totalIsLowerBound: false });
  });

  it('ends without a next place on the last full page', async () => {
    await fillRequests(store, { count: 4 });
    expect(await list({ limit: 4 })).not.toHaveProperty('next');
    expect(await list({ start: { offset: 100 } })).toMatchObject({ requests: [], total: 4 });
  });

  it('shows a request as it ended', async () => {
    const request = newRequest();
    await store.requests.submit(request);
    await store.requests.close(reject(request));
    expect((await list({ states: ['rejected'] })).requests).toEqual([await store.requests.read(ORG, request.requestId)]);
  });
});
