import { randomUUID } from 'node:crypto';
import { approve, CHECKER, newEndpoint, newRequest, ORG } from './testdata/builders';
import { testStore, type TestStore } from './testdata/test-database';

describe('one request from its maker to its subscribers', () => {
  let store: TestStore;
  beforeAll(async () => {
    store = await testStore();
  });
  afterAll(() => store.drop());

  it('is stored, approved, executed, told and delivered', async () => {
    await store.endpoints.create(newEndpoint());
    const request = newRequest();
    expect(await store.requests.submit(request)).toMatchObject({ kind: 'created' });
    expect(await store.requests.close(approve(request))).toMatchObject({ kind: 'done', state: 'accepted', version: 2 });
    const [due] = await store.executions.findDue([request.type], 10);
    const claimed = await store.executions.claim(due!);
    expect(claimed).toMatchObject({ requestId: request.requestId, epoch: 1, attempts: 1, payloadText: request.payloadText });
    expect(await store.executions.fence(claimed!)).toBe(true);
    const outcome = { kind: 'executed', message: 'Executed.', attempts: 1 } as const;
    const eventId = randomUUID();
    const attempt = { class: 'executed', httpStatus: 200, durationMs: 12 } as const;
    const lease = { orgId: ORG, requestId: request.requestId, epoch: 1 };
    expect(await store.executions.settle({ ...lease, next: 'approved', outcome, eventId, attempt })).toBe(true);
    const ended = await store.requests.read(ORG, request.requestId);
    expect(ended).toMatchObject({ state: 'approved', version: 3, outcome, decisions: [{ checker: CHECKER, verdict: 'approved' }] });

    const [pending, ...none] = await store.deliveries.claim(10, 30_000, new Map());
    expect(none).toEqual([]);
    expect(pending).toMatchObject({ attempts: 1, event: { seq: 1, to: 'pending', eventId: request.eventId } });
    const delivered = { attempt: { class: 'delivered', httpStatus: 200, durationMs: 3 }, next: { state: 'delivered' } } as const;
    await store.deliveries.settle([{ orgId: ORG, deliveryId: pending!.deliveryId, epoch: 1, ...delivered }]);
    const [terminal] = await store.deliveries.claim(10, 30_000, new Map());
    expect(terminal).toMatchObject({
      event: { seq: 3, to: 'approved', eventId, checkerId: CHECKER.id, comment: 'as agreed', outcomeText: JSON.stringify(outcome) },
    });
  });
});
