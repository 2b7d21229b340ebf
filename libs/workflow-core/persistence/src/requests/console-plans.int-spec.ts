import { keyHash } from '@countersign/engine';
import { newEndpoint, ORG } from '../testdata/builders';
import { fillRequests, fillTheRest } from '../testdata/filled-tables';
import { type PlanNode, watchPlans } from '../testdata/plans';
import { testStore, type TestGateway, type TestStore } from '../testdata/test-database';
import { PgChangeLog } from './pg-change-log';
import { PgDuplicateStore } from './pg-duplicate-store';
import { PgInbox } from './pg-inbox';
import { PgOverviews } from './pg-overviews';
import { PgRequestHistories } from './pg-request-histories';
import { PgSubmissionOutlook } from './pg-submission-outlook';

const ROWS = 20_000;
/** What a read may look at in one place, far below what is stored. */
const FEW_ROWS = 1_500;

jest.setTimeout(60_000);

describe('what the console reads of 20,000 requests', () => {
  let store: TestStore;
  let gateway: TestGateway;
  let plans: () => PlanNode[];
  beforeAll(async () => {
    store = await testStore();
    await fillRequests(store, { count: ROWS, state: `case when n % 20 = 0 then 'pending' else 'approved' end` });
    const endpoint = newEndpoint();
    await store.endpoints.create(endpoint);
    await fillTheRest(store, endpoint.endpointId);
    await store.sql('vacuum analyze');
    gateway = store.gateway({ poolSize: 1 });
    plans = await watchPlans(store, gateway);
  });
  afterAll(() => store.drop());

  /** The statement's own nodes: what it costs to enter the orgs is not its doing. */
  function expectFewRows(most = FEW_ROWS): void {
    const nodes = plans();
    expect(nodes.length).toBeGreaterThan(0);
    expect(nodes.filter(({ type }) => type === 'Seq Scan')).toEqual([]);
    expect(nodes.filter(({ rows }) => rows > most)).toEqual([]);
  }

  it('counts by the index of states', async () => {
    expect((await new PgInbox(gateway.database).count(ORG, 41, 'whole-org')).pending).toEqual([
      { type: 'EVEN_TYPE', count: ROWS / 20, oldestAt: new Date('2026-01-01T00:00:20Z') },
    ]);
    expectFewRows();
  });

  it('adds up an hour by the index of creation', async () => {
    const range = { from: new Date('2026-01-01T01:00:00Z'), before: new Date('2026-01-01T01:20:00Z') };
    const overview = await new PgOverviews(gateway.database).of({
      orgId: ORG,
      scope: 'whole-org',
      ...range,
      granting: ['ODD_TYPE'],
      redeeming: [],
    });
    expect(overview.byDay.map(({ submitted }) => submitted)).toEqual([600, 600]);
    expect(overview.pending.count).toBe(ROWS / 20);
    expectFewRows();
  });

  it('finds what has just changed by the numbers of transactions', async () => {
    const log = new PgChangeLog(gateway.database);
    const { endedBelow } = await log.since([ORG], 2 ** 50);
    plans();
    expect((await log.since([ORG], endedBelow)).changes).toEqual([]);
    expectFewRows();
  });

  it('looks ahead for a hundred submissions by customer and key', async () => {
    const customers = Array.from({ length: 20 }, (_, index) => `c${index}`);
    const naturalKeyHashes = Array.from({ length: 100 }, (_, index) => keyHash('EVEN_TYPE', String(index)));
    const outlook = new PgSubmissionOutlook(gateway.database);
    const { pendingByCustomer } = await outlook.look({ orgId: ORG, type: 'EVEN_TYPE', makerId: 41, customers, naturalKeyHashes });
    expect([...pendingByCustomer.keys()]).toEqual(['c0']);
    // Of each customer the requests are looked through, which are two hundred here.
    expectFewRows(20 * 200);
  });

  it('looks for duplicates of a hundred submissions by reference and customer, also where thousands have the same reference', async () => {
    const duplicates = new PgDuplicateStore(gateway.database);
    const named = Array.from({ length: 99 }, (_, n) => ({
      type: 'EVEN_TYPE',
      customer: 'c0',
      reference: `r${2 * n + 2}`,
      payloadText: '{}',
    }));
    const found = await duplicates.lookAlikes(ORG, [...named, { type: 'EVEN_TYPE', customer: 'c0', payloadText: '{"body": {}}' }]);
    expect(found.slice(0, 99).every((alike) => alike.length === 1)).toBe(true);
    // Those of the customer have references, which this one has not.
    expect(found[99]).toEqual([]);
    expectFewRows();
    await store.sql(`update request set reference = 'everybody''s' where type = 'ODD_TYPE'`);
    await store.sql('vacuum analyze request');
    plans();
    const [crowd] = await duplicates.lookAlikes(ORG, [{ type: 'ODD_TYPE', customer: 'c1', reference: `everybody's`, payloadText: '{}' }]);
    expect(crowd?.map(({ state }) => state)).toEqual(['approved', 'approved', 'approved', 'approved', 'approved']);
    expectFewRows();
    await store.sql(`update request set state = 'rejected' where type = 'ODD_TYPE'`);
    await store.sql('vacuum analyze request');
    plans();
    const [dead] = await duplicates.lookAlikes(ORG, [{ type: 'ODD_TYPE', customer: 'c1', reference: `everybody's`, payloadText: '{}' }]);
    expect(dead?.map(({ state }) => state)).toEqual(['rejected']);
    expectFewRows();
  });

  it('tells the history of one by its keys', async () => {
    const [row] = await store.sql<{ request_id: string }>('select request_id from request limit 1');
    const history = await new PgRequestHistories(gateway.database).find(ORG, row!.request_id);
    expect([history?.transitions.length, history?.decisions.length, history?.deliveries.length]).toEqual([1, 1, 1]);
    expectFewRows();
  });
});
