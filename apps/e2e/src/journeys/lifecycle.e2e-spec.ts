import { jsonOf } from '../support/http';
import type { Refusal } from '../support/request-view';
import { customer, ENTITY, goodwill, newReference, redemption, statusChange } from '../support/submissions';
import { CHECKER, dataOf, MAKER, OTHER_MAKER, type Person, WORKFLOW } from '../support/test-org';
import { TestStack } from '../support/test-stack';

const TODAY = new Date().toISOString().slice(0, 10);

describe('a request', () => {
  let on: TestStack;
  beforeAll(async () => {
    on = await TestStack.start();
  });
  afterAll(() => on.stop());
  afterEach(() => on.loyalty.behave());

  it('that is rejected changes nothing in the loyalty system', async () => {
    const org = on.org();
    const submission = redemption(customer(1));
    const requestId = await org.submitted(submission);
    const answer = await org.decide(submission.type, requestId, 'rejected', { comment: 'not this one' });
    expect([answer.status, dataOf(answer)]).toMatchObject([200, { state: 'rejected', details: { AdminTask_Output: 'rejected' } }]);
    expect(dataOf(answer).endTime).not.toBeNull();
    expect(await org.callsOf(requestId)).toEqual([]);
  });

  it('is withdrawn by its maker, which its last event says without a checker', async () => {
    const org = on.org();
    const subscriber = await org.subscribe();
    const requestId = await org.submitted(redemption(customer(1)));
    const answer = await org.call({ method: 'POST', path: `${WORKFLOW}/requests/${requestId}/withdraw` });
    expect(dataOf(answer).state).toBe('withdrawn');
    const [, event] = await subscriber.eventsOf(requestId, 2);
    expect(event?.data).toMatchObject({ currentRequestState: 'withdrawn', previousRequestState: 'AdminTask' });
    expect(Object.keys(event?.data ?? {})).not.toContain('checkerId');
    expect(Object.keys(event?.data ?? {})).not.toContain('comment');
  });

  it('expires when nobody decides in time, and can then not be approved', async () => {
    const org = on.org();
    const subscriber = await org.subscribe();
    await org.agreeOnPolicy('POINTS-REDEMPTION', { autoApproval: { mode: 'off' }, expiresAfterHours: 1 });
    const submission = redemption(customer(1));
    const requestId = await org.submitted(submission);
    await on.sql(`update request set expires_at = clock_timestamp() where org_id = $1`, [org.id]);
    await org.when(requestId, ({ state }) => state === 'expired');
    const late = await org.decide(submission.type, requestId, 'approved');
    expect([late.status, (jsonOf(late) as Refusal).errors[0]?.code]).toEqual([409, 2002]);
    const events = await subscriber.eventsOf(requestId, 2);
    expect(events.map(({ data }) => data.currentRequestState)).toEqual(['AdminTask', 'expired']);
    expect(await org.callsOf(requestId)).toEqual([]);
  });

  it('needs no checker once two persons have agreed on that, and then has one event', async () => {
    const org = on.org();
    const subscriber = await org.subscribe();
    await org.agreeOnPolicy('POINTS-REDEMPTION', { autoApproval: { mode: 'up-to', amount: 100 }, uncapped: true });
    const small = await org.submit(redemption(customer(1)), { headers: { prefer: 'wait=20' } });
    expect(dataOf(small)).toMatchObject({ state: 'approved', details: { autoApproved: true, decisions: [] } });
    const { requestId } = dataOf(small);
    expect(await org.effectsOf(requestId)).toHaveLength(1);
    await subscriber.eventsOf(requestId, 1);
    const large = dataOf(await org.submit(redemption(customer(2), { points_redeemed: '101' })));
    expect(large.state).toBe('AdminTask');
    await subscriber.eventsOf(large.requestId, 1);
    expect(subscriber.statesOf(requestId)).toEqual(['approved']);
    const [event] = subscriber.receiver.eventsOf(requestId);
    const names = Object.keys(event?.data ?? {});
    expect(names).not.toEqual(expect.arrayContaining(['checkerId']));
    expect(names.filter((name) => ['checkerId', 'comment', 'previousRequestState'].includes(name))).toEqual([]);
  });

  it('of a large amount takes a checker and then a senior, and takes effect once, under the name of the last', async () => {
    const org = on.org();
    const senior: Person = { id: 2090, name: 'senior.one', grants: ['CanCheckRequestSenior'] };
    const subscriber = await org.subscribe();
    const levels = [
      { grant: 'CanCheckRequest', checkers: 1 },
      { grant: 'CanCheckRequestSenior', checkers: 1 },
    ];
    await org.agreeOnPolicy('POINTS-REDEMPTION', { autoApproval: { mode: 'up-to', amount: 10 }, uncapped: true, bands: [{ levels }] });
    const { type, ...submission } = redemption(customer(1), { points_redeemed: '100' });
    const requestId = await org.submitted({ type, ...submission });
    expect((await org.decide(type, requestId, 'approved', { as: senior })).status).toBe(403);
    const first = dataOf(await org.decide(type, requestId, 'approved'));
    expect(first).toMatchObject({ state: 'AdminTask', details: { approval: { given: 1, quorum: 2, next: 'CanCheckRequestSenior' } } });
    expect(await org.callsOf(requestId)).toEqual([]);
    await org.decide(type, requestId, 'approved', { as: senior });
    expect(await org.settled(requestId)).toMatchObject({ state: 'approved', details: { approval: { given: 2 } } });
    expect(await org.effectsOf(requestId)).toHaveLength(1);
    const events = await subscriber.eventsOf(requestId, 2);
    expect(events.map(({ data }) => data.currentRequestState)).toEqual(['AdminTask', 'approved']);
    expect(events[1]?.data).toMatchObject({ checkerId: senior.id });
  });

  it('beyond a daily cap is refused, and one that failed leaves its room again', async () => {
    const org = on.org();
    await org.agreeOnPolicy('POINTS-REDEMPTION', { autoApproval: { mode: 'on' }, dailyCaps: { customer: { amount: 150 } } });
    const ask = () => org.submit(redemption(customer(1), { points_redeemed: '100' }), { headers: { prefer: 'wait=20' } });
    await org.spoil({ fault: 'item-code', code: 803, times: 1 });
    expect(dataOf(await ask()).state).toBe('failed');
    const { requestId, state } = dataOf(await ask());
    expect(state).toBe('approved');
    const beyond = await ask();
    expect([beyond.status, (jsonOf(beyond) as Refusal).errors]).toMatchObject([409, [{ code: 2111, reference: '/dailyCaps/customer' }]]);
    expect(await org.effectsOf(requestId)).toHaveLength(1);
  });

  it('is never freed from its checker by one person alone', async () => {
    const org = on.org();
    const loner = { id: 3003, name: 'loner', grants: ['CanConfigureWorkflows'] } as const;
    const policy = { autoApproval: { mode: 'on' }, uncapped: true };
    const proposed = await org.call({ method: 'PUT', path: '/policies/POINTS-REDEMPTION', body: policy, as: loner });
    const { version } = (jsonOf(proposed) as { data: { version: number } }).data;
    const own = await org.call({ method: 'POST', path: `/policies/POINTS-REDEMPTION/${version}/approve`, as: loner });
    expect([own.status, (jsonOf(own) as Refusal).errors[0]?.code]).toEqual([403, 9051]);
    expect(dataOf(await org.submit(redemption(customer(1)))).state).toBe('AdminTask');
  });

  it('for goodwill above the cap of the org is refused', async () => {
    const org = on.org();
    await org.agreeOnPolicy('GOODWILL-POINTS', { autoApproval: { mode: 'off' }, config: { upperCap: 50 } });
    const above = await org.submit(goodwill(customer(1), { points: 50.5 }));
    expect([above.status, (jsonOf(above) as Refusal).errors]).toMatchObject([
      400,
      [{ code: 2015, reference: '/payload/IntouchAPITask-Payload/body/points' }],
    ]);
    expect((await org.submit(goodwill(customer(1), { points: 50 }))).status).toBe(200);
  });

  it('that is approved answers 202 at once where the checker does not want to wait, and is approved later', async () => {
    const org = on.org();
    const submission = redemption(customer(1));
    const requestId = await org.submitted(submission);
    await org.spoil({ fault: 'delay', ms: 800 });
    const answer = await org.decide(submission.type, requestId, 'approved', { headers: { prefer: 'respond-async' } });
    expect([answer.status, answer.headers['preference-applied'], dataOf(answer).state]).toEqual([202, 'respond-async', 'IntouchAPITask']);
    expect((await org.settled(requestId)).state).toBe('approved');
  });

  it('that takes longer than the checker waits answers 202 after that time', async () => {
    const org = on.org();
    const submission = redemption(customer(1));
    const requestId = await org.submitted(submission);
    await org.spoil({ fault: 'delay', ms: 2_500 });
    const answer = await org.decide(submission.type, requestId, 'approved', { headers: { prefer: 'wait=1' } });
    expect([answer.status, answer.headers['preference-applied']]).toEqual([202, 'wait=1']);
    expect((await org.settled(requestId)).state).toBe('approved');
  });

  it('sent twice under one key is one request, answered as the first time also after its end', async () => {
    const org = on.org();
    const submission = redemption(customer(1));
    const headers = { 'idempotency-key': 'same-key' };
    const first = await org.submit(submission, { headers });
    const { requestId } = dataOf(first);
    const decide = () => org.decide(submission.type, requestId, 'approved', { headers: { ...headers, prefer: 'wait=20' } });
    const decided = await decide();
    const [again, decidedAgain] = [await org.submit(submission, { headers }), await decide()];
    expect([first.headers['idempotent-replayed'], again.headers['idempotent-replayed']]).toEqual([undefined, 'true']);
    expect(again.text).toBe(first.text);
    expect([decided.headers['idempotent-replayed'], decidedAgain.headers['idempotent-replayed']]).toEqual([undefined, 'true']);
    expect(dataOf(decidedAgain)).toEqual(dataOf(decided));
    expect((await org.list('')).pagination.totalElements).toBe(1);
    expect(await org.effectsOf(requestId)).toHaveLength(1);
  });

  it('is found in the list by each filter, and page by page', async () => {
    const org = on.org();
    const reference = newReference();
    const wanted = redemption(customer(7), { external_reference_number: reference });
    const requestId = await org.submitted(wanted, { as: OTHER_MAKER });
    for (const number of [1, 2, 3, 4]) await org.submitted(redemption(customer(number)));
    const labelled = await org.submitted(statusChange(customer(5)));
    await org.decide(wanted.type, requestId, 'rejected');
    const range = `startDate=${TODAY}&endDate=${TODAY}`;
    const filters = [
      `userId=${OTHER_MAKER.id}`,
      'states=rejected',
      `reference=${reference}`,
      `customer=${customer(7).mobile}`,
      `checkerId=${CHECKER.id}&${range}`,
      `states=approved,rejected&requestType=POINTS-REDEMPTION&${range}`,
    ];
    for (const filter of filters)
      expect([filter, (await org.list(filter)).data.map((found) => found.requestId)]).toEqual([filter, [requestId]]);
    expect((await org.list('requestType=customer-status-change')).data.map((found) => found.requestId)).toEqual([labelled]);
    expect((await org.list(`tillId=${ENTITY.tillId}&${range}`)).pagination.totalElements).toBe(6);
    const seen: string[] = [];
    let cursor: string | undefined = '';
    while (cursor !== undefined) {
      const page = await org.list(`userId=${MAKER.id}&limit=2&cursor=${cursor}`);
      seen.push(...page.data.map((found) => found.requestId));
      cursor = page.pagination.nextCursor;
    }
    expect([seen.length, new Set(seen).size]).toEqual([5, 5]);
  });

  it('shows its checker, its outcome and the answer of the loyalty API', async () => {
    const org = on.org();
    const requestId = await org.approved(redemption(customer(1)));
    const request = await org.settled(requestId);
    expect(request).toMatchObject({
      userId: MAKER.id,
      requestType: 'points-redemption',
      state: 'approved',
      details: {
        AdminTask_Output: 'approved',
        ValidateCheckerAccess_Output: true,
        IntouchAPITask_Output: { status: 200 },
        decisions: [{ checkerId: CHECKER.id, decision: 'approved' }],
        outcome: { kind: 'executed', attempts: 1 },
      },
    });
  });
});
