import type { EntityLimits, ListQuery } from '@countersign/engine';
import { newEndpoint, ORG } from './testdata/builders';
import { fillRequests, fillTheRest } from './testdata/filled-tables';
import { type PlanNode, watchPlans } from './testdata/plans';
import { testStore, type TestStore } from './testdata/test-database';
import { PgRequestList } from './requests/pg-request-list';
import { PgDeliveryLog } from './webhooks/pg-delivery-log';

const ROWS = 20_000;
/** What a read may look at in one place, far below what is stored. */
const FEW_ROWS = 1_000;

jest.setTimeout(120_000);

describe('a page of a list of 50,000 requests', () => {
  const newest: ListQuery = { orgId: ORG, scope: 'whole-org', sortBy: 'created', descending: true, limit: 20, start: { offset: 0 } };
  let store: TestStore;
  let list: PgRequestList;
  let plans: () => PlanNode[];
  beforeAll(async () => {
    store = await testStore();
    const gateway = store.gateway({ poolSize: 1 });
    list = new PgRequestList(gateway.database);
    const state = `(array['pending', 'accepted', 'approved', 'rejected', 'failed'])[1 + n % 5]`;
    await fillRequests(store, {
      count: ROWS,
      state,
      endedAt: `case when n % 5 > 1 then timestamptz '2026-03-01Z' - n * interval '1 second' end`,
    });
    await store.sql('vacuum analyze');
    plans = await watchPlans(store, gateway);
  });
  afterAll(() => store.drop());

  it.each<[string, Partial<ListQuery>, string]>([
    ['all states', {}, 'request_by_creation'],
    ['one state', { states: ['rejected'] }, 'request_by_state'],
    ['several states, deep inside', { states: ['AdminTask', 'IntouchAPITask', 'failed'] }, 'request_by_state'],
    ['one maker', { requesterId: 43 }, 'request_by_maker'],
    ['one customer', { customer: 'c9' }, 'request_by_customer'],
    ['one reference', { reference: 'r77' }, 'request_by_reference'],
    ['those that ended last', { sortBy: 'ended', states: ['approved', 'rejected'] }, 'request_by_end'],
  ])('of %s is read from its index, neither scanned nor sorted as a whole', async (_, own, index) => {
    const query = { ...newest, ...own };
    const first = await list.list(query);
    if (first.next)
      await list.list({ ...query, start: { after: { at: new Date('2026-01-01T03:00:00Z'), requestId: first.next.requestId } } });
    const nodes = plans();
    expect(nodes.map((node) => node.index)).toContain(index);
    expect(nodes.filter(({ type }) => type === 'Seq Scan')).toEqual([]);
    expect(nodes.filter(({ type, rows }) => type.includes('Sort') && rows > FEW_ROWS)).toEqual([]);
    expect(nodes.filter(({ rows }) => rows > 10_001)).toEqual([]);
  });
});

describe('a page of what may be read of one place among 50,000 requests', () => {
  const newest: Omit<ListQuery, 'scope'> = { orgId: ORG, sortBy: 'created', descending: true, limit: 20, start: { offset: 0 } };
  let store: TestStore;
  let list: PgRequestList;
  let plans: () => PlanNode[];
  beforeAll(async () => {
    store = await testStore();
    const gateway = store.gateway({ poolSize: 1 });
    list = new PgRequestList(gateway.database);
    await fillRequests(store, { count: ROWS, state: `(array['pending', 'approved', 'rejected'])[1 + n % 3]` });
    await store.sql(
      `update request set till_id = 't1', store_id = 's1', zone_id = 'z1', concept_id = 'c1' where reference in ('r7', 'r9', 'r11')`,
    );
    await store.sql('vacuum analyze');
    plans = await watchPlans(store, gateway);
  });
  afterAll(() => store.drop());

  it.each<[string, EntityLimits, RegExp]>([
    ['a till', { tillIds: ['t1'] }, /request_by_till/],
    ['a store', { storeIds: ['s1'] }, /request_by_store/],
    ['a zone', { zoneIds: ['z1'] }, /request_by_zone/],
    ['a concept', { conceptIds: ['c1'] }, /request_by_concept/],
    ['any level', { ids: ['t1', 'z1'] }, /request_by_till.*request_by_zone/],
    ['a till of a store', { tillIds: ['t1', 't2'], storeIds: ['s1'] }, /request_by_(till|store)/],
  ])('is read from the index of its level and costs what the place costs, not the org: %s', async (_level, limits, index) => {
    const { requests, total } = await list.list({ ...newest, scope: [limits] });
    expect([requests.map(({ line }) => line), total]).toEqual([['line 11', 'line 9', 'line 7'], 3]);
    const nodes = plans();
    expect(
      nodes
        .map((node) => node.index)
        .toSorted()
        .join(),
    ).toMatch(index);
    expect(nodes.filter(({ type }) => type === 'Seq Scan')).toEqual([]);
    expect(nodes.filter(({ rows }) => rows > FEW_ROWS)).toEqual([]);
  });
});

describe('the list of requests on hold among 50,000', () => {
  let store: TestStore;
  beforeAll(async () => {
    store = await testStore();
    await fillRequests(store, { count: ROWS, state: `case when n % 100 = 0 then 'needs_review' else 'approved' end` });
    await store.sql('vacuum analyze');
  });
  afterAll(() => store.drop());

  it('is read from its index, with the attempts and reviews of one page only', async () => {
    const gateway = store.gateway({ poolSize: 1 });
    const plans = await watchPlans(store, gateway);
    const { operations } = gateway;
    const { next } = await operations.listHeld(ORG, 20);
    expect((await operations.listHeld(ORG, 20, next)).held).toHaveLength(20);
    const nodes = plans();
    expect(nodes.map(({ index }) => index)).toContain('request_by_state');
    expect(nodes.filter(({ type }) => type === 'Seq Scan')).toEqual([]);
    expect(nodes.filter(({ rows }) => rows > FEW_ROWS)).toEqual([]);
  });
});

describe('the log of 50,000 deliveries', () => {
  const endpoint = newEndpoint();
  let store: TestStore;
  let log: PgDeliveryLog;
  let plans: () => PlanNode[];
  beforeAll(async () => {
    store = await testStore();
    await store.endpoints.create(endpoint);
    await fillRequests(store, { count: ROWS });
    await fillTheRest(store, endpoint.endpointId);
    await store.sql('vacuum analyze');
    const gateway = store.gateway({ poolSize: 1 });
    log = new PgDeliveryLog(gateway.database);
    plans = await watchPlans(store, gateway);
  });
  afterAll(() => store.drop());

  it('shows support what happened without reading a whole table', async () => {
    const [event] = await store.sql<{ request_id: string; trace_id: string }>('select request_id, trace_id from transition limit 1');
    const { request_id: requestId, trace_id: traceId } = event!;
    expect(await log.findByRequest(ORG, requestId)).toHaveLength(1);
    expect(await log.findByEvent(ORG, requestId)).toHaveLength(1);
    expect(await log.findByTrace(ORG, traceId)).toHaveLength(1);
    const ofEndpoint = { orgId: ORG, endpointId: endpoint.endpointId, limit: 50 };
    const page = await log.findByEndpoint(ofEndpoint);
    expect(page).toHaveLength(50);
    expect(await log.findByEndpoint({ ...ofEndpoint, after: page.at(-1)?.deliveryId })).toHaveLength(50);
    expect(await log.findByEndpoint({ ...ofEndpoint, state: 'exhausted' })).toEqual([]);
    expect(await log.findByEndpoint({ ...ofEndpoint, state: 'due' })).toEqual([]);
    expect(await log.resendExhausted({ orgId: ORG, person: { id: 1, name: 'one' } }, endpoint.endpointId)).toBe(0);
    const nodes = plans();
    expect(nodes.filter(({ type }) => type === 'Seq Scan')).toEqual([]);
    expect(nodes.filter(({ rows }) => rows > FEW_ROWS)).toEqual([]);
  });
});
