import type { NewRequest, SubmitResult } from '@countersign/engine';
import { approve, CHECKER, newRequest, ORG, reject } from '../testdata/builders';
import { testStore, type TestStore } from '../testdata/test-database';

describe('submitting what was submitted before', () => {
  let store: TestStore;
  beforeAll(async () => {
    store = await testStore();
  });
  afterAll(() => store.drop());
  beforeEach(async () => {
    await store.sql('truncate request, transition, decision, execution');
    store.statements();
  });

  const count = async (table: string): Promise<number> =>
    (await store.sql<{ count: number }>(`select count(*)::int as count from ${table}`))[0]!.count;

  it('gives the same request again for the same key and body', async () => {
    const idempotency = { key: 'k1', fingerprint: 'f1' };
    const first = newRequest({ idempotency });
    await store.requests.submit(first);
    const again = await store.requests.submit(newRequest({ idempotency }));
    expect(again).toMatchObject({ kind: 'replayed', request: { requestId: first.requestId, payloadText: first.payloadText } });
    expect(await count('request')).toBe(1);
  });

  it('refuses a key that was used with another body', async () => {
    await store.requests.submit(newRequest({ idempotency: { key: 'k1', fingerprint: 'f1' } }));
    const other = newRequest({ idempotency: { key: 'k1', fingerprint: 'f2' } });
    expect(await store.requests.submit(other)).toEqual({ kind: 'key-reused' });
  });

  it('knows a key of one maker and one org only', async () => {
    const idempotency = { key: 'k1', fingerprint: 'f1' };
    await store.requests.submit(newRequest({ idempotency }));
    const ofAnother = newRequest({ idempotency, requester: { id: 42, name: 'Other Maker' } });
    expect(await store.requests.submit(ofAnother)).toMatchObject({ kind: 'created' });
    expect(await store.requests.submit(newRequest({ idempotency, orgId: ORG + 1 }))).toMatchObject({ kind: 'created' });
  });

  it('names the open request that already asks for the same', async () => {
    const open = newRequest({ naturalKeyHash: 'n1' });
    await store.requests.submit(open);
    const duplicate = { kind: 'duplicate', openRequestId: open.requestId };
    expect(await store.requests.submit(newRequest({ naturalKeyHash: 'n1' }))).toEqual(duplicate);
    await store.requests.close(approve(open));
    expect(await store.requests.submit(newRequest({ naturalKeyHash: 'n1' }))).toEqual(duplicate);
    expect(await store.requests.submit(newRequest({ naturalKeyHash: 'n1', orgId: ORG + 1 }))).toMatchObject({ kind: 'created' });
  });

  it('takes the same again once the earlier request has ended', async () => {
    const first = newRequest({ naturalKeyHash: 'n1' });
    await store.requests.submit(first);
    await store.requests.close(reject(first));
    expect(await store.requests.submit(newRequest({ naturalKeyHash: 'n1' }))).toMatchObject({ kind: 'created' });
  });

  it.each([
    ['one process', 1],
    ['two processes', 2],
  ])('makes one request of two concurrent calls with one key in %s', async (_, processes) => {
    const gateways = [store, processes === 1 ? store : store.gateway()];
    for (let round = 0; round < 25; round++) {
      const idempotency = { key: `round-${round}`, fingerprint: 'f' };
      const requests = gateways.map(() => newRequest({ idempotency }));
      const results = await Promise.all(requests.map((request, index) => gateways[index]!.requests.submit(request)));
      expect(results.map(({ kind }) => kind).sort()).toEqual(['created', 'replayed']);
      const created = requests[results.findIndex(({ kind }) => kind === 'created')];
      const replayed = results.find((result) => result.kind === 'replayed');
      expect(replayed?.request.requestId).toBe(created?.requestId);
    }
    expect(await count('request')).toBe(25);
  });

  it('makes one request of two concurrent calls of two processes with one natural key', async () => {
    const gateways = [store, store.gateway()];
    for (let round = 0; round < 25; round++) {
      const requests = gateways.map(() => newRequest({ naturalKeyHash: `round-${round}` }));
      const results = await Promise.all(requests.map((request, index) => gateways[index]!.requests.submit(request)));
      expect(results.map(({ kind }) => kind).sort()).toEqual(['created', 'duplicate']);
    }
    expect(await count('request')).toBe(25);
  });

  it('costs losers exactly one more read per batch, replays included', async () => {
    const keys = Array.from({ length: 32 }, (_, index) => ({ key: `k${index}`, fingerprint: 'f' }));
    const submitAll = (requests: NewRequest[]): Promise<SubmitResult[]> =>
      Promise.all(requests.map((request) => store.requests.submit(request)));
    await submitAll(keys.map((idempotency) => newRequest({ idempotency })));
    store.statements();
    const again = await submitAll([...keys.map((idempotency) => newRequest({ idempotency })), ...keys.map(() => newRequest())]);
    expect(again.filter(({ kind }) => kind === 'replayed')).toHaveLength(32);
    expect(store.statements()).toEqual(['submit_requests', 'explain_submits']);
  });

  it('gives a replayed request as it now stands', async () => {
    const idempotency = { key: 'k1', fingerprint: 'f1' };
    const first = newRequest({ idempotency });
    await store.requests.submit(first);
    await store.requests.close(approve(first));
    const again = await store.requests.submit(newRequest({ idempotency }));
    expect(again).toMatchObject({ kind: 'replayed', request: { state: 'accepted', decisions: [{ checker: CHECKER }] } });
  });
});
