import type { NewRequest, ReplayResult, StoredRequest } from '@countersign/engine';
import { approve, CHECKER, MAKER, newEndpoint, newRequest, ORG, reject } from '../testdata/builders';
import { claimed, executed, refused } from '../testdata/executions';
import { caller, OPERATOR, propose, SECOND_OPERATOR } from '../testdata/reviews';
import { held } from '../testdata/executions';
import { type TestGateway, testStore, type TestStore } from '../testdata/test-database';

type Failed = NewRequest;

describe('the replay of a failed request', () => {
  let store: TestStore;
  let rival: TestGateway;
  beforeAll(async () => {
    store = await testStore();
    rival = store.gateway();
    await store.endpoints.create(newEndpoint());
  });
  afterAll(() => store.drop());

  const failed = async (own: Partial<NewRequest> = {}): Promise<Failed> => {
    const request = await claimed(store, own);
    await store.executions.settle(refused(request));
    return request;
  };
  const again = ({ orgId }: { readonly orgId: number }, own: Partial<NewRequest> = {}) =>
    newRequest({ orgId, requester: OPERATOR, ...own });
  const replay = ({ orgId, requestId }: NewRequest, request: NewRequest, by: TestGateway = store): Promise<ReplayResult> =>
    by.operations.replay(caller(orgId, request.requester), requestId, request, 'the card is unlocked');
  const read = async ({ requestId }: { readonly requestId: string }): Promise<StoredRequest> =>
    (await store.requests.read(ORG, requestId))!;
  const rowsOf = async ({ requestId }: { readonly requestId: string }): Promise<number> => {
    const tables = ['request', 'transition', 'delivery', 'execution'];
    const counts = tables.map((table) => `(select count(*) from ${table} where request_id = $1)`);
    const [row] = await store.sql<{ rows: number }>(`select (${counts.join(' + ')})::int as rows`, [requestId]);
    return row!.rows;
  };

  it('is a request of its own with journal and event, linked both ways', async () => {
    const origin = await failed();
    const request = again(origin);
    expect((await replay(origin, request)).kind).toBe('created');
    expect(await read(request)).toMatchObject({
      state: 'pending',
      requester: OPERATOR,
      replayOf: { requestId: origin.requestId, makerIds: [MAKER.id] },
    });
    expect((await read(origin)).replays).toEqual([{ requestId: request.requestId, state: 'pending' }]);
    expect(await rowsOf(request)).toBe(3);
    expect((await store.journal.list(ORG, 1)).actions).toMatchObject([
      { action: 'replay', requestId: origin.requestId, newRequestId: request.requestId, by: OPERATOR, reason: 'the card is unlocked' },
    ]);
  });

  it('is executed at once when the policy asks no checker', async () => {
    const origin = await failed();
    const request = again(origin, { verdict: 'auto' });
    await replay(origin, request);
    expect(await read(request)).toMatchObject({ state: 'accepted', verdict: 'auto' });
    expect(await store.executions.claim({ ...request, epoch: 0 })).toMatchObject({ contested: false });
  });

  it('is not contested for using the loyalty key of what failed: that used nothing up', async () => {
    const origin = await failed({ loyaltyKeyHash: 'reference-1' });
    const request = again(origin, { verdict: 'auto', loyaltyKeyHash: 'reference-1' });
    await replay(origin, request);
    expect(await store.executions.claim({ ...request, epoch: 0 })).toMatchObject({ contested: false, inDoubt: false });
  });

  it('cannot be checked by the operator who asked, nor by whoever asked before: not even past the rules', async () => {
    const first = await failed();
    const second = again(first);
    await replay(first, second);
    await store.requests.close(approve(second, { checker: CHECKER }));
    const claim = await store.executions.claim({ ...second, epoch: 0 });
    await store.executions.settle(refused(claim!));
    const third = again(first, { requester: SECOND_OPERATOR });
    expect((await replay(second, third)).kind).toBe('created');
    expect((await read(third)).replayOf).toEqual({ requestId: second.requestId, makerIds: [MAKER.id, OPERATOR.id] });
    expect(await store.requests.close(approve(third, { checker: SECOND_OPERATOR }))).toMatchObject({ kind: 'own-request' });
    for (const checker of [MAKER, OPERATOR])
      await expect(store.requests.close(approve(third, { checker }))).rejects.toThrow('request_checker_never_asked');
    expect(await read(third)).toMatchObject({ state: 'pending', decisions: [] });
    expect(await store.requests.close(approve(third, { checker: CHECKER }))).toMatchObject({ kind: 'done' });
  });

  it('is not resolved by whoever asked before', async () => {
    const origin = await failed({ requester: SECOND_OPERATOR });
    const request = again(origin, { requester: MAKER, verdict: 'auto', whenInDoubt: 'hold' });
    await replay(origin, request);
    await store.executions.settle(held((await store.executions.claim({ ...request, epoch: 0 }))!));
    for (const person of [MAKER, SECOND_OPERATOR]) expect(await propose(store, request, 'executed', person)).toBeUndefined();
    expect(await propose(store, request, 'executed', OPERATOR)).toBeDefined();
  });

  it('is refused, and writes nothing, unless the request has failed', async () => {
    const approved = await claimed(store);
    const request = again(approved);
    expect((await replay(approved, request)).kind).toBe('not-replayable');
    await store.executions.settle(executed(approved));
    expect((await replay(approved, request)).kind).toBe('not-replayable');
    const elsewhere = await failed({ orgId: ORG + 1 });
    expect((await replay({ ...elsewhere, orgId: ORG }, request)).kind).toBe('not-replayable');
    expect(await rowsOf(request)).toBe(0);
  });

  it('is refused, and writes nothing, while an open request has its natural key', async () => {
    const origin = await failed({ naturalKeyHash: 'the-same' });
    const open = newRequest({ naturalKeyHash: 'the-same' });
    await store.requests.submit(open);
    const request = again(origin, { naturalKeyHash: 'the-same' });
    const before = await store.journal.list(ORG, 1);
    expect(await replay(origin, request)).toEqual({ kind: 'duplicate', openRequestId: open.requestId });
    expect(await rowsOf(request)).toBe(0);
    expect(await store.journal.list(ORG, 1)).toEqual(before);
  });

  it('is refused when it was judged by a policy that is no longer current', async () => {
    const origin = await failed();
    expect((await replay(origin, again(origin, { policyVersion: 7 }))).kind).toBe('policy-changed');
  });

  it('is made once, however many operators ask at the same time', async () => {
    for (let round = 0; round < 10; round++) {
      const origin = await failed();
      const results = await Promise.all([
        replay(origin, again(origin)),
        replay(origin, again(origin, { requester: SECOND_OPERATOR }), rival),
        replay(origin, again(origin)),
      ]);
      expect(results.map(({ kind }) => kind).toSorted()).toEqual(['created', 'not-replayable', 'not-replayable']);
    }
  });

  it('is made anew once a checker has sent the first one back, but not beside one that was executed', async () => {
    const origin = await failed();
    const first = again(origin);
    await replay(origin, first);
    await store.requests.close(reject(first));
    const second = again(origin, { verdict: 'auto' });
    expect((await replay(origin, second)).kind).toBe('created');
    await store.executions.settle(executed((await store.executions.claim({ ...second, epoch: 0 }))!));
    expect((await replay(origin, again(origin))).kind).toBe('not-replayable');
    expect((await read(origin)).replays?.map(({ state }) => state)).toEqual(['rejected', 'approved']);
  });
});
