import { type NewRequest, type SubmitResult } from '@countersign/engine';
import { newEndpoint, newRequest, ORG } from '../testdata/builders';
import { type TestGateway, testStore, type TestStore } from '../testdata/test-database';

function times<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

function submitAll(gateway: TestGateway, requests: readonly NewRequest[]): Promise<SubmitResult[]> {
  return Promise.all(requests.map((request) => gateway.requests.submit(request)));
}

describe('submitting', () => {
  let store: TestStore;
  beforeAll(async () => {
    store = await testStore();
  });
  afterAll(() => store.drop());
  beforeEach(async () => {
    await store.sql('truncate request, transition, decision, execution, delivery, webhook_endpoint, policy');
    store.statements();
  });

  const count = async (table: string): Promise<number> =>
    (await store.sql<{ count: number }>(`select count(*)::int as count from ${table}`))[0]!.count;

  it('writes request, transition and deliveries in one statement', async () => {
    await store.endpoints.create(newEndpoint());
    await store.endpoints.create(newEndpoint({ active: false, payload: 'extended' }));
    await store.endpoints.create(newEndpoint({ eventNames: ['anotherEvent'] }));
    await store.endpoints.create(newEndpoint({ orgId: ORG + 1 }));
    store.statements();
    const request = newRequest({ expiresAfterHours: 2 });
    const result = await store.requests.submit(request);
    expect(store.statements()).toEqual(['submit_requests']);
    const stored = await store.requests.read(ORG, request.requestId);
    expect(result).toEqual({ kind: 'created', createdAt: stored?.createdAt });
    const { payloadText, entityInfo, requester } = request;
    expect(stored).toMatchObject({ state: 'pending', version: 1, payloadText, entityInfo, requester, updatedAt: stored?.createdAt });
    expect(stored!.expiresAt!.getTime() - stored!.createdAt.getTime()).toBe(2 * 3_600_000);
    expect(await store.sql('select seq, from_state, to_state, cause, actor_id, event_id, trace_id, at from transition')).toEqual([
      {
        seq: 1,
        from_state: null,
        to_state: 'pending',
        cause: 'maker',
        actor_id: request.requester.id,
        event_id: request.eventId,
        trace_id: request.traceId,
        at: stored?.createdAt,
      },
    ]);
    const deliveries = await store.sql('select payload_format, state, seq from delivery order by payload_format');
    expect(deliveries).toEqual([
      { payload_format: 'documented', state: 'due', seq: 1 },
      { payload_format: 'extended', state: 'due', seq: 1 },
    ]);
    expect(await count('execution')).toBe(0);
  });

  it('writes the execution of an auto-approved request in the same statement, and tells nobody yet', async () => {
    await store.endpoints.create(newEndpoint());
    store.statements();
    const request = newRequest({ verdict: 'auto', whenInDoubt: 'hold', expiresAfterHours: 2 });
    expect(await store.requests.submit(request)).toMatchObject({ kind: 'created' });
    expect(store.statements()).toEqual(['submit_requests']);
    expect(await store.requests.read(ORG, request.requestId)).toMatchObject({
      state: 'accepted',
      execution: { attempts: 0, leased: false },
    });
    expect(await store.sql('select to_state, cause, event_id from transition')).toEqual([
      { to_state: 'accepted', cause: 'policy', event_id: null },
    ]);
    expect(await store.sql('select when_in_doubt, trace_id, epoch from execution')).toEqual([
      { when_in_doubt: 'hold', trace_id: request.traceId, epoch: 0 },
    ]);
    expect(await count('delivery')).toBe(0);
  });

  it('shares one statement among 64 concurrent callers', async () => {
    const results = await submitAll(
      store,
      times(64, () => newRequest()),
    );
    expect(results.every(({ kind }) => kind === 'created')).toBe(true);
    expect(store.statements()).toEqual(['submit_requests']);
    expect(await count('request')).toBe(64);
  });

  it('lets one bad row of a batch fail alone', async () => {
    const requests = times(64, () => newRequest());
    requests[7] = newRequest({ line: 'a NUL \u0000 slipped through' });
    const results = await Promise.allSettled(requests.map((request) => store.requests.submit(request)));
    expect(results.flatMap(({ status }, index) => (status === 'rejected' ? [index] : []))).toEqual([7]);
    expect(await count('request')).toBe(63);
    expect(await count('transition')).toBe(63);
  });

  it('refuses a request that was judged by a policy version which is no longer current', async () => {
    expect(await store.requests.submit(newRequest({ policyVersion: 1 }))).toEqual({ kind: 'policy-changed' });
    await store.sql(
      `insert into policy (org_id, type, version, status, auto_approval, proposed_by, proposed_by_name, proposed_at)
       values ($1, 'GOODWILL_POINTS', 1, 'active', '{"mode":"on"}', 1, 'P', now())`,
      [ORG],
    );
    expect(await store.requests.submit(newRequest())).toEqual({ kind: 'policy-changed' });
    expect(await store.requests.submit(newRequest({ policyVersion: 1, verdict: 'auto' }))).toMatchObject({ kind: 'created' });
  });

  it('keeps the payload as it was sent, byte for byte', async () => {
    const payloadText = '{ "body" : {"b":1.0,"a":1e2,  "b2":"\\u0000é","a":"twice"}}';
    const request = newRequest({ payloadText, amount: 0.1, reference: 'R-1' });
    await store.requests.submit(request);
    expect(await store.requests.read(ORG, request.requestId)).toMatchObject({ payloadText, amount: 0.1, reference: 'R-1' });
  });

  it('does not show a request to another org', async () => {
    const request = newRequest();
    await store.requests.submit(request);
    expect(await store.requests.read(ORG + 1, request.requestId)).toBeUndefined();
  });
});
