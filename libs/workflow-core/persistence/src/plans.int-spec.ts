import { randomUUID } from 'node:crypto';
import type { ListQuery } from '@countersign/engine';
import { approve, newEndpoint, newRequest, ORG } from './testdata/builders';
import { claimDeliveries, delivered, failedOnce } from './testdata/deliveries';
import { accepted, claimed, dueAgain, executed, TYPE } from './testdata/executions';
import { fillRequests, fillTheRest } from './testdata/filled-tables';
import { type PlanNode, watchPlans } from './testdata/plans';
import { type TestGateway, testStore, type TestStore } from './testdata/test-database';
import { PgRequestList } from './requests/pg-request-list';
import { PgDeliveryLog } from './webhooks/pg-delivery-log';

const ROWS = 50_000;
const BATCH = 16;
/** What a batch may look at in one place, far below what is stored. */
const FEW_ROWS = 1_000;

jest.setTimeout(120_000);

/**
 * Plans are made and kept when the tables are as good as empty, which is what a new deployment does, or when they are full;
 * in both cases no statement may read a whole table afterwards.
 */
describe.each(['before there were statistics', 'while the tables were empty', 'with the tables full'])(
  'statements that were planned %s',
  (when) => {
    let store: TestStore;
    let gateway: TestGateway;
    let plans: () => PlanNode[];
    const endpoint = newEndpoint({ maxConnections: 100 });

    beforeAll(async () => {
      store = await testStore();
      gateway = store.gateway({ poolSize: 1 });
      await store.endpoints.create(endpoint);
      if (when === 'while the tables were empty') await store.sql('vacuum analyze');
      if (when !== 'with the tables full') await everyHotStatement();
      await fillRequests(store, { count: ROWS, state: `case when n % 1000 = 0 then 'pending' else 'approved' end`, endedAt: 'now()' });
      await fillTheRest(store, endpoint.endpointId);
      if (when === 'with the tables full') await store.sql('vacuum analyze');
      plans = await watchPlans(gateway.database);
    });
    afterAll(() => store.drop());
    beforeEach(() => plans());

    const batch = <T>(make: (index: number) => Promise<T>): Promise<T[]> =>
      Promise.all(Array.from({ length: BATCH }, (_, index) => make(index)));

    async function everyHotStatement(): Promise<void> {
      const { requests, executions, deliveries } = gateway;
      const made = await batch(async (index) => {
        const request = newRequest({ loyaltyKeyHash: randomUUID(), idempotency: { key: randomUUID(), fingerprint: 'f' } });
        await requests.submit(request);
        if (index === 0) await requests.submit({ ...request, requestId: randomUUID() });
        await requests.read(ORG, request.requestId);
        await requests.close(approve(request, { idempotency: { key: randomUUID(), fingerprint: 'f' } }));
        if (index === 0) await requests.close(approve(request));
        return request;
      });
      await requests.findSettled(made);
      await requests.findExpired(BATCH);
      await executions.findDue([TYPE], BATCH);
      const claims = await batch((index) => executions.claim({ ...made[index]!, epoch: 0 }));
      await executions.renew(claims.map((claim) => claim!));
      await batch((index) => executions.fence(claims[index]!));
      await batch((index) => executions.settle(index % 2 ? executed(claims[index]!) : dueAgain(claims[index]!, 60_000)));
      await accepted(gateway);
      await executions.release([await claimed(gateway)]);
      await executions.claimOverdue([TYPE], 0, BATCH);
      await store.sql('update execution set lease_until = now() where lease_until is not null');
      const lost = await executions.takeOverLost([TYPE], BATCH);
      await batch((index) => (lost[index] ? executions.settle(executed(lost[index])) : Promise.resolve(false)));
      const first = await claimDeliveries(gateway, BATCH);
      await deliveries.settle(first.map((claim, index) => (index % 2 ? delivered(claim) : failedOnce(claim, 60_000))));
      await claimDeliveries(gateway, BATCH);
    }

    it('find their rows by an index', async () => {
      await everyHotStatement();
      const nodes = plans();
      expect(new Set(nodes.map(({ table }) => table))).toEqual(
        new Set([undefined, 'request', 'transition', 'decision', 'execution', 'delivery', 'attempt', 'webhook_endpoint', 'policy']),
      );
      expect(nodes.filter(({ type }) => type === 'Seq Scan')).toEqual([]);
      expect(nodes.filter(({ rows }) => rows > FEW_ROWS)).toEqual([]);
    });

    it('show support what happened without reading a whole table', async () => {
      const log = new PgDeliveryLog(gateway.database);
      const [{ request_id: requestId, trace_id: traceId }] = (await store.sql<{ request_id: string; trace_id: string }>(
        'select request_id, trace_id from transition limit 1',
      )) as [{ request_id: string; trace_id: string }];
      await log.findByRequest(ORG, requestId);
      await log.findByEvent(ORG, requestId);
      await log.findByTrace(ORG, traceId);
      await log.findByEndpoint(ORG, endpoint.endpointId, undefined, 50);
      await log.findByEndpoint(ORG, endpoint.endpointId, 'exhausted', 50);
      await log.findByEndpoint(ORG, endpoint.endpointId, 'due', 50);
      await log.resendExhausted(ORG, endpoint.endpointId);
      const nodes = plans();
      expect(nodes.filter(({ type }) => type === 'Seq Scan')).toEqual([]);
      expect(nodes.filter(({ rows }) => rows > FEW_ROWS)).toEqual([]);
    });
  },
);

describe('a page of a list of 50,000 requests', () => {
  const newest: ListQuery = { orgId: ORG, sortBy: 'created', descending: true, limit: 20, start: { offset: 0 } };
  let store: TestStore;
  let list: PgRequestList;
  let plans: () => PlanNode[];
  beforeAll(async () => {
    store = await testStore();
    const { database } = store.gateway({ poolSize: 1 });
    list = new PgRequestList(database);
    const state = `(array['pending', 'accepted', 'approved', 'rejected', 'failed'])[1 + n % 5]`;
    await fillRequests(store, {
      count: ROWS,
      state,
      endedAt: `case when n % 5 > 1 then timestamptz '2026-03-01Z' - n * interval '1 second' end`,
    });
    await store.sql('vacuum analyze');
    plans = await watchPlans(database);
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
