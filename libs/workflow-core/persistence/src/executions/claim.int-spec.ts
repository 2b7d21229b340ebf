import { newRequest, ORG } from '../testdata/builders';
import { accepted, claimed, dueAgain, executed, held, refused, TYPE } from '../testdata/executions';
import { type TestGateway, testStore, type TestStore } from '../testdata/test-database';

describe('claiming an execution', () => {
  let store: TestStore;
  let rival: TestGateway;
  beforeAll(async () => {
    store = await testStore();
    rival = store.gateway();
  });
  afterAll(() => store.drop());
  beforeEach(() => store.sql('truncate request, transition, execution, attempt'));

  const due = async (): Promise<string[]> => (await store.executions.findDue([TYPE], 100)).map(({ requestId }) => requestId);

  it('raises the epoch and tells all that the call needs', async () => {
    const request = await accepted(store);
    expect(await store.executions.claim(request)).toEqual({
      orgId: ORG,
      requestId: request.requestId,
      epoch: 1,
      type: TYPE,
      requesterId: request.requester.id,
      entityInfo: request.entityInfo,
      payloadText: request.payloadText,
      payloadSalt: request.payloadSalt,
      payloadDigest: request.payloadDigest,
      whenInDoubt: 'replay',
      attempts: 1,
      inDoubt: false,
      contested: false,
      traceId: request.traceId,
    });
    expect(await due()).toEqual([]);
    expect(await store.requests.read(ORG, request.requestId)).toMatchObject({ execution: { attempts: 1, leased: true } });
  });

  it('gives the lease to one of two workers that hold the same job', async () => {
    for (let round = 0; round < 25; round++) {
      const request = await accepted(store);
      const claims = await Promise.all([store.executions.claim(request), rival.executions.claim(request)]);
      expect(claims.filter((claim) => claim !== undefined)).toHaveLength(1);
    }
  });

  it('gives nothing for the same epoch again, nor for an old one once the execution is due anew', async () => {
    const first = await claimed(store);
    expect(await store.executions.claim({ ...first, epoch: 0 })).toBeUndefined();
    expect(await store.executions.claim(first)).toBeUndefined();
    await store.executions.settle(dueAgain(first, 0));
    expect(await store.executions.claim({ ...first, epoch: 0 })).toBeUndefined();
    expect(await store.executions.claim(first)).toMatchObject({ epoch: 2, attempts: 2 });
  });

  it('gives nothing before the execution is due, after it has ended, and for another org', async () => {
    const later = await claimed(store);
    await store.executions.settle(dueAgain(later, 60_000));
    expect(await store.executions.claim(later)).toBeUndefined();
    const ended = await claimed(store);
    await store.executions.settle(executed(ended));
    expect(await store.executions.claim(ended)).toBeUndefined();
    const other = await accepted(store);
    expect(await store.executions.claim({ ...other, orgId: ORG + 1 })).toBeUndefined();
  });

  it('shares one statement among 64 concurrent callers', async () => {
    const requests = await Promise.all(Array.from({ length: 64 }, () => accepted(store)));
    store.statements();
    const claims = await Promise.all(requests.map((request) => store.executions.claim(request)));
    expect(claims.map((claim) => claim?.requestId)).toEqual(requests.map(({ requestId }) => requestId));
    expect(store.statements()).toEqual(['claim']);
  });

  it('puts the second call of one customer off under a new epoch until the first has ended', async () => {
    const first = await claimed(store, { customer: '919900000102' });
    const second = await accepted(store, { customer: '919900000102' });
    expect(await store.executions.claim(second)).toBeUndefined();
    expect(await store.sql('select epoch, attempts from execution where request_id = $1', [second.requestId])).toEqual([
      { epoch: 1, attempts: 0 },
    ]);
    await store.executions.settle(executed(first));
    await store.sql('update execution set due_at = now()');
    expect(await store.executions.claim({ ...second, epoch: 1 })).toMatchObject({ epoch: 2, attempts: 1 });
  });

  it('claims one of one customer in a batch, and does not mix up customers of two orgs', async () => {
    const requests = await Promise.all([ORG, ORG, ORG + 1].map((orgId) => accepted(store, { orgId, customer: '919900000103' })));
    const claims = await Promise.all(requests.map((request) => store.executions.claim(request)));
    expect(claims.map((claim) => claim !== undefined)).toEqual([true, false, true]);
  });

  it('never makes two calls of one customer at once, however two workers race', async () => {
    for (let round = 0; round < 50; round++) {
      const customer = `customer-${round}`;
      const [one, two] = [await accepted(store, { customer }), await accepted(store, { customer })];
      const claims = await Promise.all([store.executions.claim(one), rival.executions.claim(two)]);
      expect(claims.filter((claim) => claim !== undefined)).toHaveLength(1);
      const [loser] = await store.sql<{ epoch: number }>(
        'select epoch from execution where request_id = any ($1::uuid[]) and lease_until is null',
        [[one.requestId, two.requestId]],
      );
      expect(loser).toEqual({ epoch: 1 });
    }
  });

  it('never makes two calls of one customer at once, however two workers race with whole batches', async () => {
    const customers = Array.from({ length: 32 }, (_, index) => `customer-${index}`);
    const ours = await Promise.all(customers.map((customer) => accepted(store, { customer })));
    const theirs = await Promise.all(customers.toReversed().map((customer) => accepted(store, { customer })));
    const claims = await Promise.all([
      ...ours.map((request) => store.executions.claim(request)),
      ...theirs.map((request) => rival.executions.claim(request)),
    ]);
    expect(claims.filter((claim) => claim !== undefined)).toHaveLength(customers.length);
  });

  describe('whose loyalty key another request has', () => {
    const key = 'loyalty-key';
    const contested = async (): Promise<boolean | undefined> =>
      (await store.executions.claim(await accepted(store, { loyaltyKeyHash: key })))?.contested;

    it.each([
      ['approved', true, executed],
      ['held for review', true, held],
      ['failed', false, refused],
    ])('is told whether that one may have used it: %s', async (_, told, settlement) => {
      await store.executions.settle(settlement(await claimed(store, { loyaltyKeyHash: key })));
      expect(await contested()).toBe(told);
    });

    it('is told while the other call is under way', async () => {
      await claimed(store, { loyaltyKeyHash: key });
      expect(await contested()).toBe(true);
    });

    it('is not contested by a request that only waits, by another key or by another org', async () => {
      await store.requests.submit(newRequest({ loyaltyKeyHash: key }));
      await store.executions.settle(executed(await claimed(store, { loyaltyKeyHash: 'another-key' })));
      await store.executions.settle(executed(await claimed(store, { loyaltyKeyHash: key, orgId: ORG + 1 })));
      expect(await contested()).toBe(false);
    });

    it('waits while the other one is in doubt, so that its effect is not taken for that one’s', async () => {
      const inDoubt = await claimed(store, { loyaltyKeyHash: key });
      await store.executions.settle(dueAgain(inDoubt, 0, true));
      const other = await accepted(store, { loyaltyKeyHash: key });
      expect(await store.executions.claim(other)).toBeUndefined();
      const replay = await store.executions.claim(inDoubt);
      expect(replay).toMatchObject({ inDoubt: true, contested: false });
      await store.executions.settle(executed(replay!));
      await store.sql('update execution set due_at = now()');
      expect(await store.executions.claim({ ...other, epoch: 1 })).toMatchObject({ inDoubt: false, contested: true });
    });
  });
});
