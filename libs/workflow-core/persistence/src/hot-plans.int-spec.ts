import { randomUUID } from 'node:crypto';
import { approve, newEndpoint, newRequest, ORG } from './testdata/builders';
import { claimDeliveries, delivered, failedOnce } from './testdata/deliveries';
import { accepted, claimed, dueAgain, executed, TYPE } from './testdata/executions';
import { fillRequests, fillTheRest } from './testdata/filled-tables';
import { type PlanNode, watchPlans } from './testdata/plans';
import { type TestGateway, testStore, type TestStore } from './testdata/test-database';

const ROWS = 20_000;
const BATCH = 16;
/** What a batch may look at in one place, far below what is stored. */
const FEW_ROWS = 1_000;

jest.setTimeout(120_000);

/**
 * Plans are made and kept when the tables are as good as empty, as in a new deployment or at night, or when they are full;
 * in no case may a statement read a whole table afterwards.
 */
describe.each(['before there were statistics', 'while the tables were empty', 'in a quiet hour', 'with the tables full'])(
  'statements that were planned %s',
  (when) => {
    let store: TestStore;
    let gateway: TestGateway;
    let plans: () => PlanNode[];
    const endpoint = newEndpoint({ maxConnections: 100 });

    beforeAll(async () => {
      store = await testStore();
      gateway = store.gateway({ poolSize: 1 });
      plans = await watchPlans(store, gateway);
      await store.endpoints.create(endpoint);
      if (when === 'while the tables were empty') await store.sql('vacuum analyze');
      if (when === 'in a quiet hour') await leaveOneExecution();
      if (when !== 'with the tables full') await everyHotStatement();
      await fillRequests(store, { count: ROWS, state: `case when n % 1000 = 0 then 'pending' else 'approved' end`, endedAt: 'now()' });
      await fillTheRest(store, endpoint.endpointId);
      await store.sql(`insert into revocation select ${ORG}, 1000 + n, now(), 'left', 1, 'x' from generate_series(1, ${ROWS}) n`);
      if (when === 'with the tables full') await store.sql('vacuum analyze');
    });
    afterAll(() => store.drop());
    beforeEach(() => plans());

    /** Of a busy day one request is left that waits for a person: the table is large, and as good as empty. */
    async function leaveOneExecution(): Promise<void> {
      await fillRequests(store, { count: 20_000, state: `'approved'` });
      await fillTheRest(store, endpoint.endpointId);
      await store.sql(`delete from execution where request_id <> (select request_id from execution order by ctid desc limit 1)`);
      await store.sql('vacuum analyze');
    }

    const batch = <T>(make: (index: number) => Promise<T>): Promise<T[]> =>
      Promise.all(Array.from({ length: BATCH }, (_, index) => make(index)));

    async function everyHotStatement(): Promise<void> {
      const { requests, executions, deliveries } = gateway;
      const made = await batch(async (index) => {
        const request = newRequest({ loyaltyKeyHash: randomUUID(), idempotency: { key: randomUUID(), fingerprint: 'f' } });
        await requests.submit(request);
        if (index === 0) await requests.submit({ ...request, requestId: randomUUID() });
        await requests.read(ORG, request.requestId);
        await requests.close(approve(request, { idempotency: { key: randomUUID(), fingerprint: 'f' }, tokenIssuedAt: new Date() }));
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
      await Promise.all((await executions.findDue([TYPE], BATCH)).map((due) => executions.claim(due)));
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
        new Set([
          undefined,
          'request',
          'request_customer',
          'transition',
          'decision',
          'execution',
          'delivery',
          'attempt',
          'webhook_endpoint',
          'policy',
          'database_origin',
          'pause',
          'revocation',
          'revoked_approval',
        ]),
      );
      expect(nodes.filter(({ type }) => type === 'Seq Scan')).toEqual([]);
      expect(nodes.filter(({ rows }) => rows > FEW_ROWS)).toEqual([]);
    });
  },
);
