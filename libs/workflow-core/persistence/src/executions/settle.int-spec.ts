import { randomUUID } from 'node:crypto';
import { approve, CHECKER, newEndpoint, newRequest, ORG } from '../testdata/builders';
import { accepted, claimed, dueAgain, EXECUTED, executed, held, REFUSED, refused, UNKNOWN } from '../testdata/executions';
import { testStore, type TestStore } from '../testdata/test-database';

describe('an attempt', () => {
  let store: TestStore;
  beforeAll(async () => {
    store = await testStore();
    await store.endpoints.create(newEndpoint());
  });
  afterAll(() => store.drop());

  const transitions = (requestId: string): Promise<object[]> =>
    store.sql('select seq, from_state, to_state, cause, event_id, checker_id, comment from transition where request_id = $1 order by seq', [
      requestId,
    ]);
  const deliveries = async (requestId: string): Promise<number[]> =>
    (await store.sql<{ seq: number }>('select seq from delivery where request_id = $1 order by seq', [requestId])).map(({ seq }) => seq);
  const attempts = (requestId: string): Promise<object[]> =>
    store.sql('select epoch, class, fenced, http_status, code from attempt where request_id = $1 order by attempt_id', [requestId]);
  const execution = async (requestId: string): Promise<object | undefined> =>
    (await store.sql('select epoch, lease_until, sent_at, in_doubt, attempts from execution where request_id = $1', [requestId]))[0];

  it('that succeeded ends the request with its event, the checker and the comment', async () => {
    const request = newRequest();
    await store.requests.submit(request);
    await store.requests.close(approve(request, { comment: 'for the delay' }));
    const claim = await store.executions.claim({ ...request, epoch: 0 });
    const settlement = executed(claim!);
    expect(await store.executions.settle(settlement)).toBe(true);
    const stored = await store.requests.read(ORG, request.requestId);
    expect(stored).toMatchObject({
      state: 'approved',
      version: 3,
      outcome: EXECUTED,
      loyaltyAnswerText: '{"status":200,"headers":{},"body":{"createdId": 7.0}}',
      endedAt: stored?.updatedAt,
    });
    expect(stored?.execution).toBeUndefined();
    expect((await transitions(request.requestId))[2]).toEqual({
      seq: 3,
      from_state: 'accepted',
      to_state: 'approved',
      cause: 'worker',
      event_id: settlement.eventId,
      checker_id: CHECKER.id,
      comment: 'for the delay',
    });
    expect(await deliveries(request.requestId)).toEqual([1, 3]);
    expect(await attempts(request.requestId)).toEqual([{ epoch: 1, class: 'executed', fenced: false, http_status: 200, code: null }]);
  });

  it('that was refused fails the request; auto-approved, it names no checker', async () => {
    const claim = await claimed(store);
    const settlement = refused(claim);
    expect(await store.executions.settle(settlement)).toBe(true);
    expect(await store.requests.read(ORG, claim.requestId)).toMatchObject({ state: 'failed', version: 2, outcome: REFUSED });
    expect((await transitions(claim.requestId))[1]).toMatchObject({
      to_state: 'failed',
      event_id: settlement.eventId,
      checker_id: null,
      comment: null,
    });
    expect(await deliveries(claim.requestId)).toEqual([2]);
    expect(await execution(claim.requestId)).toBeUndefined();
  });

  it('that is to be repeated changes the execution alone', async () => {
    const claim = await claimed(store);
    await store.executions.fence(claim);
    await store.executions.settle(dueAgain(claim, 60_000, true));
    expect(await execution(claim.requestId)).toEqual({ epoch: 1, lease_until: null, sent_at: null, in_doubt: true, attempts: 1 });
    const stored = await store.requests.read(ORG, claim.requestId);
    expect(stored).toMatchObject({ state: 'accepted', version: 1, execution: { inDoubt: true, leased: false } });
    const waitMs = stored!.execution!.dueAt!.getTime() - Date.now();
    expect(waitMs).toBeGreaterThan(50_000);
    expect(waitMs).toBeLessThanOrEqual(60_000);
    expect(await transitions(claim.requestId)).toHaveLength(1);
    expect(await deliveries(claim.requestId)).toEqual([]);
  });

  it('that needs a person holds the request without telling subscribers, and never comes back by itself', async () => {
    const claim = await claimed(store);
    await store.executions.settle(held(claim));
    const stored = await store.requests.read(ORG, claim.requestId);
    expect(stored).toMatchObject({ state: 'needs_review', version: 2, outcome: UNKNOWN, execution: { inDoubt: true } });
    expect(stored?.endedAt).toBeUndefined();
    expect(stored?.execution?.dueAt).toBeUndefined();
    expect((await transitions(claim.requestId))[1]).toMatchObject({ to_state: 'needs_review', event_id: null });
    expect(await deliveries(claim.requestId)).toEqual([]);
    expect(await store.executions.claim(claim)).toBeUndefined();
    expect(await store.requests.findSettled([claim])).toEqual([{ orgId: ORG, requestId: claim.requestId }]);
  });

  it('of a zombie changes nothing and leaves a note that it was fenced off', async () => {
    const zombie = await claimed(store);
    await store.sql(`update execution set lease_until = now() - interval '1 second' where request_id = $1`, [zombie.requestId]);
    const [taken] = await store.executions.takeOverLost([zombie.type], 10);
    expect(await store.executions.settle(executed(zombie))).toBe(false);
    expect(await store.requests.read(ORG, zombie.requestId)).toMatchObject({ state: 'accepted', version: 1 });
    expect(await transitions(zombie.requestId)).toHaveLength(1);
    expect(await attempts(zombie.requestId)).toMatchObject([{ epoch: 1, class: 'executed', fenced: true }]);
    expect(await store.executions.settle(dueAgain(taken!, 0, true))).toBe(true);
    expect(await attempts(zombie.requestId)).toMatchObject([{ fenced: true }, { epoch: 2, fenced: false }]);
  });

  it('that is settled a second time changes nothing', async () => {
    const claim = await claimed(store);
    expect(await store.executions.settle(executed(claim))).toBe(true);
    expect(await store.executions.settle(refused(claim))).toBe(false);
    expect(await store.requests.read(ORG, claim.requestId)).toMatchObject({ state: 'approved', version: 2 });
    expect(await attempts(claim.requestId)).toMatchObject([{ fenced: false }, { fenced: true }]);
  });

  it('shares its statement with 64 others, each with its own end', async () => {
    const claims = await Promise.all(Array.from({ length: 64 }, () => claimed(store)));
    store.statements();
    const ends = [executed, refused, held, (claim: (typeof claims)[0]) => dueAgain(claim, 60_000)];
    const settled = await Promise.all(claims.map((claim, index) => store.executions.settle(ends[index % 4]!(claim))));
    expect(settled.every(Boolean)).toBe(true);
    expect(store.statements()).toEqual(['settle']);
    const stored = await Promise.all(claims.map(({ requestId }) => store.requests.read(ORG, requestId)));
    const expected = ['approved', 'failed', 'needs_review', 'accepted'];
    expect(stored.map((request) => request?.state)).toEqual(claims.map((_, index) => expected[index % 4]));
  });

  it('does not fail because a neighbour in the batch is broken', async () => {
    const [good, broken] = [await claimed(store), await claimed(store)];
    const ends = await Promise.allSettled([
      store.executions.settle(executed(good)),
      store.executions.settle({ ...executed(broken), eventId: 'not a uuid' }),
    ]);
    expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(await store.requests.read(ORG, good.requestId)).toMatchObject({ state: 'approved' });
    expect(await store.requests.read(ORG, broken.requestId)).toMatchObject({ state: 'accepted', execution: { leased: true } });
  });

  it('is noted for a request that is not known at all, and changes nothing', async () => {
    const nobody = { orgId: ORG, requestId: randomUUID(), epoch: 1 };
    expect(await store.executions.settle(executed(nobody))).toBe(false);
    expect(await transitions(nobody.requestId)).toEqual([]);
  });

  it('of another org’s request of the same id changes nothing', async () => {
    const claim = await claimed(store);
    expect(await store.executions.settle(executed({ ...claim, orgId: ORG + 1 }))).toBe(false);
    expect(await accepted(store)).toBeDefined();
    expect(await store.requests.read(ORG, claim.requestId)).toMatchObject({ state: 'accepted' });
  });
});
