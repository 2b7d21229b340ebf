import type { ListQuery } from '@countersign/engine';
import { newEndpoint, ORG } from './testdata/builders';
import { fillRequests, fillTheRest } from './testdata/filled-tables';
import { type PlanNode, watchPlans } from './testdata/plans';
import { testStore, type TestStore } from './testdata/test-database';
import { PgRequestList } from './requests/pg-request-list';
import { PgDeliveryLog } from './webhooks/pg-delivery-log';

const ROWS = 50_000;
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
    expect(await log.resendExhausted(ORG, endpoint.endpointId)).toBe(0);
    const nodes = plans();
    expect(nodes.filter(({ type }) => type === 'Seq Scan')).toEqual([]);
    expect(nodes.filter(({ rows }) => rows > FEW_ROWS)).toEqual([]);
  });
});
