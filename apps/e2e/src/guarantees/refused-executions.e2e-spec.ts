import { customer, goodwill, newReference, redemption } from '../support/submissions';
import { TestStack } from '../support/test-stack';

describe('a definite answer of the loyalty API', () => {
  let on: TestStack;
  beforeAll(async () => {
    on = await TestStack.start();
  });
  afterAll(() => on.stop());

  it('with HTTP 200 and item 744 for a used reference fails the request, and its event says so', async () => {
    const org = on.org();
    const subscriber = await org.subscribe({ payload: 'extended' });
    const reference = newReference();
    const first = await org.approved(redemption(customer(1), { external_reference_number: reference }));
    await org.settled(first);
    const second = await org.approved(redemption(customer(2), { external_reference_number: reference }));
    const request = await org.settled(second);
    expect(request).toMatchObject({
      state: 'failed',
      details: {
        AdminTask_Output: 'approved',
        outcome: { kind: 'refused', code: '744', attempts: 1 },
        IntouchAPITask_Output: { status: 200, body: { response: { responses: { points: { item_status: { code: 744 } } } } } },
      },
    });
    expect(await org.effectsOf(second)).toEqual([]);
    expect((await on.loyalty.customer(org.id, customer(2).id)).balance).toBe(100_000);
    const [, event] = await subscriber.eventsOf(second, 2);
    expect(event?.data).toMatchObject({ currentRequestState: 'failed', outcome: { kind: 'refused', code: '744' } });
  });

  it('that says "not enough points" fails the request', async () => {
    const org = on.org();
    const requestId = await org.approved(redemption(customer(91)));
    expect(await org.settled(requestId)).toMatchObject({ state: 'failed', details: { outcome: { kind: 'refused', code: '803' } } });
    expect(await org.effectsOf(requestId)).toEqual([]);
  });

  it.each([
    ['the customer lock as item code 521', { fault: 'locked' }],
    ['the customer lock as HTTP status 521', { fault: 'locked', as: 'http-status' }],
    ['item code 815', { fault: 'item-code', code: 815 }],
    ['HTTP status 429', { fault: 'status-before-effect', status: 429, retryAfterSeconds: 1 }],
  ])('that says "later" by %s is asked again until it is done, once', async (_, fault) => {
    const org = on.org();
    await org.spoil({ ...fault, times: 2 });
    const requestId = await org.approved(redemption(customer(1)));
    const request = await org.settled(requestId);
    expect(request).toMatchObject({ state: 'approved', details: { outcome: { kind: 'executed', attempts: 3 } } });
    expect(await org.effectsOf(requestId)).toHaveLength(1);
  });

  it('that says "later" to goodwill is asked again: nothing was granted', async () => {
    const org = on.org();
    await org.spoil({ fault: 'locked', as: 'http-status' });
    const requestId = await org.approved(goodwill(customer(1)));
    expect((await org.settled(requestId)).state).toBe('approved');
    expect(await org.effectsOf(requestId)).toHaveLength(1);
  });

  it('that only a person can help, as a programme without expiry strategy, holds the request and tells no failure', async () => {
    const org = on.org();
    const requestId = await org.approved(goodwill(customer(1), { programId: 7002 }));
    expect(await org.settled(requestId)).toMatchObject({
      state: 'IntouchAPITask',
      details: { executionState: 'needs-review', outcome: { kind: 'held', code: '3002' } },
    });
    expect(await org.effectsOf(requestId)).toEqual([]);
  });

  it('is never "the customer is locked" because of a call of our own: one customer is called for one at a time', async () => {
    const org = on.org();
    await on.loyalty.set({ customerLockMs: 200 });
    const ids = await Promise.all([1, 2, 3, 4, 5].map(() => org.approved(redemption(customer(1)))));
    const requests = await Promise.all(ids.map((id) => org.settled(id)));
    await on.loyalty.set({ customerLockMs: 0 });
    expect(requests.map(({ state, details }) => [state, details.outcome?.attempts])).toEqual(ids.map(() => ['approved', 1]));
  });
});
