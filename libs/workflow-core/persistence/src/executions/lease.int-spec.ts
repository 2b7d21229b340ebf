import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { ORG } from '../testdata/builders';
import { accepted, claimed, dueAgain, TYPE } from '../testdata/executions';
import { LEASE, type TestGateway, testStore, type TestStore } from '../testdata/test-database';

describe('a lease', () => {
  let store: TestStore;
  let rival: TestGateway;
  beforeAll(async () => {
    store = await testStore();
    rival = store.gateway();
  });
  afterAll(() => store.drop());
  beforeEach(() => store.sql('truncate request, transition, execution, attempt'));

  const leaseEndsIn = (requestId: string, ms: number): Promise<object[]> =>
    store.sql(`update execution set lease_until = clock_timestamp() + make_interval(secs => $2 / 1000.0) where request_id = $1`, [
      requestId,
      ms,
    ]);
  const leftMs = async (requestId: string): Promise<number> => {
    const text = 'select extract(epoch from lease_until - clock_timestamp()) * 1000 as left from execution where request_id = $1';
    return (await store.sql<{ left: number }>(text, [requestId]))[0]!.left;
  };

  describe('at the fence', () => {
    it('passes once, and not a second time', async () => {
      const claim = await claimed(store);
      expect(await store.executions.fence(claim)).toBe(true);
      expect(await store.executions.fence(claim)).toBe(false);
    });

    it('is refused with less left than a call may take', async () => {
      const claim = await claimed(store);
      await leaseEndsIn(claim.requestId, LEASE.leastLeftMs - 100);
      expect(await store.executions.fence(claim)).toBe(false);
      await leaseEndsIn(claim.requestId, LEASE.leastLeftMs + 1_000);
      expect(await store.executions.fence(claim)).toBe(true);
    });

    it('is refused when another worker took it over', async () => {
      const claim = await claimed(store);
      await leaseEndsIn(claim.requestId, -1);
      const [taken] = await rival.executions.takeOverLost([TYPE], 10);
      expect(await store.executions.fence(claim)).toBe(false);
      expect(taken).toMatchObject({ epoch: 2 });
    });

    it('is refused after it was given back or settled, and for what was never claimed', async () => {
      const released = await claimed(store);
      await store.executions.release([released]);
      expect(await store.executions.fence(released)).toBe(false);
      const settled = await claimed(store);
      await store.executions.settle(dueAgain(settled, 0));
      expect(await store.executions.fence(settled)).toBe(false);
      expect(await store.executions.fence({ orgId: ORG, requestId: randomUUID(), epoch: 1 })).toBe(false);
      expect(await store.executions.fence(await accepted(store))).toBe(false);
    });

    it('shares one statement among 64 concurrent callers', async () => {
      const claims = await Promise.all(Array.from({ length: 64 }, () => claimed(store)));
      store.statements();
      const passed = await Promise.all(claims.map((claim) => store.executions.fence(claim)));
      expect(passed.every(Boolean)).toBe(true);
      expect(store.statements()).toEqual(['fence']);
    });
  });

  describe('that ran out', () => {
    it('tells its taker whether the call may have left', async () => {
      const [sent, unsent, held] = [await claimed(store), await claimed(store, { whenInDoubt: 'hold' }), await claimed(store)];
      await store.executions.fence(sent);
      await Promise.all([sent, unsent].map(({ requestId }) => leaseEndsIn(requestId, -1)));
      const lost = await store.executions.takeOverLost([TYPE], 10);
      expect(lost).toHaveLength(2);
      const common = { orgId: ORG, type: TYPE, epoch: 2, attempts: 1, losses: 1, inDoubt: false, contested: false };
      expect(lost).toContainEqual({ ...common, requestId: sent.requestId, whenInDoubt: 'replay', sent: true });
      expect(lost).toContainEqual({ ...common, requestId: unsent.requestId, whenInDoubt: 'hold', sent: false });
      expect(await leftMs(held.requestId)).toBeGreaterThan(0);
    });

    it('is taken by one of two that look at the same time', async () => {
      const claims = await Promise.all(Array.from({ length: 20 }, () => claimed(store)));
      await Promise.all(claims.map(({ requestId }) => leaseEndsIn(requestId, -1)));
      const taken = await Promise.all([store.executions.takeOverLost([TYPE], 64), rival.executions.takeOverLost([TYPE], 64)]);
      const ids = taken.flat().map(({ requestId }) => requestId);
      expect(ids.sort()).toEqual(claims.map(({ requestId }) => requestId).sort());
    });

    it('comes back when its taker dies as well, and still says that the call may have left', async () => {
      const claim = await claimed(store);
      await store.executions.fence(claim);
      await leaseEndsIn(claim.requestId, -1);
      await rival.executions.takeOverLost([TYPE], 10);
      expect(await store.executions.takeOverLost([TYPE], 10)).toEqual([]);
      await leaseEndsIn(claim.requestId, -1);
      expect(await store.executions.takeOverLost([TYPE], 10)).toMatchObject([{ epoch: 3, sent: true }]);
    });

    it('of a type that this worker does not know is left alone', async () => {
      const claim = await claimed(store);
      await leaseEndsIn(claim.requestId, -1);
      expect(await store.executions.takeOverLost(['ANOTHER_TYPE'], 10)).toEqual([]);
    });
  });

  describe('that is given back', () => {
    it('is due at once, as if it had never been claimed, under its new epoch', async () => {
      const claim = await claimed(store);
      await store.executions.release([claim]);
      expect(await store.executions.findDue([TYPE], 10)).toEqual([{ orgId: ORG, requestId: claim.requestId, type: TYPE, epoch: 1 }]);
      expect(await store.executions.claim(claim)).toMatchObject({ epoch: 2, attempts: 1 });
    });

    it('is kept when the call may have left', async () => {
      const claim = await claimed(store);
      await store.executions.fence(claim);
      await store.executions.release([claim]);
      expect(await store.executions.findDue([TYPE], 10)).toEqual([]);
    });
  });

  describe('that is renewed', () => {
    it('has its whole length again', async () => {
      const claims = [await claimed(store), await claimed(store)];
      await Promise.all(claims.map(({ requestId }) => leaseEndsIn(requestId, 50)));
      store.statements();
      await store.executions.renew(claims);
      expect(store.statements()).toEqual(['renew']);
      for (const { requestId } of claims) expect(await leftMs(requestId)).toBeGreaterThan(LEASE.leaseMs - 1_000);
    });

    it('changes nothing once another worker holds it or it was given back', async () => {
      const [lost, released] = [await claimed(store), await claimed(store)];
      await leaseEndsIn(lost.requestId, -1);
      await rival.executions.takeOverLost([TYPE], 10);
      await leaseEndsIn(lost.requestId, 500);
      await store.executions.release([released]);
      await store.executions.renew([lost, released]);
      expect(await leftMs(lost.requestId)).toBeLessThan(1_000);
      expect(await store.executions.findDue([TYPE], 10)).toMatchObject([{ requestId: released.requestId }]);
    });

    it('does not wait for a row that is being settled, which could end in a deadlock', async () => {
      const [locked, free] = [await claimed(store), await claimed(store)];
      const session = new Client({ connectionString: store.url });
      await session.connect();
      await session.query('begin');
      await session.query('select 1 from execution where request_id = $1 for update', [locked.requestId]);
      await leaseEndsIn(free.requestId, 50);
      await store.executions.renew([locked, free]);
      await session.query('rollback');
      await session.end();
      expect(await leftMs(free.requestId)).toBeGreaterThan(LEASE.leaseMs - 1_000);
    });
  });
});
