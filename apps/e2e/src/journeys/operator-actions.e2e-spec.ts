import { jsonOf } from '../support/http';
import { OPERATOR, Operators } from '../support/operators';
import type { Refusal } from '../support/request-view';
import { customer, redemption } from '../support/submissions';
import { CHECKER, type Person } from '../support/test-org';
import { TestStack } from '../support/test-stack';

const CHECKING_OPERATOR: Person = { ...OPERATOR, grants: ['CanOperateWorkflows', 'CanCheckRequest'] };
const POOR = customer(91);

describe('an operator', () => {
  let on: TestStack;
  beforeAll(async () => {
    on = await TestStack.start({ env: { worker: { LOYALTY_TIMEOUT_MS: '1000' } } });
  });
  afterAll(() => on.stop());

  it('asks once more for what has failed; another checker approves, and it takes effect once with the same reference', async () => {
    const org = on.org();
    const operators = new Operators(org);
    const subscriber = await org.subscribe();
    const submission = redemption(POOR);
    const failed = await org.approved(submission);
    expect((await org.settled(failed)).state).toBe('failed');
    await on.loyalty.setCustomer(org.id, POOR.id, { balance: 500 });

    const { request } = await operators.replay(failed);
    expect(request).toMatchObject({ state: 'AdminTask', userId: OPERATOR.id, details: { replayOf: failed } });
    const own = await org.decide(submission.type, request.requestId, 'approved', { as: CHECKING_OPERATOR });
    expect([own.status, (jsonOf(own) as Refusal).errors.map(({ code }) => code)]).toEqual([403, [9051]]);
    await org.decide(submission.type, request.requestId, 'approved', { as: CHECKER });
    expect((await org.settled(request.requestId)).state).toBe('approved');
    expect(await org.effectsOf(failed)).toEqual([]);
    expect(await org.effectsOf(request.requestId)).toHaveLength(1);
    expect((await on.loyalty.customer(org.id, POOR.id)).balance).toBe(400);
    expect((await org.read(failed)).details['replays']).toEqual([{ requestId: request.requestId, state: 'approved' }]);
    await subscriber.eventsOf(request.requestId, 2);
    expect(subscriber.statesOf(request.requestId)).toEqual(['AdminTask', 'approved']);
    expect(subscriber.statesOf(failed)).toEqual(['AdminTask', 'failed']);
  });

  it('has what waits for a late attempt executed now', async () => {
    const org = on.org();
    const operators = new Operators(org);
    await org.spoil({ fault: 'status-before-effect', status: 429, retryAfterSeconds: 60 });
    const requestId = await org.approved(redemption(customer(1)));
    await org.when(requestId, ({ details }) => details.executionState === 'retrying');
    await operators.redispatch(requestId);
    expect((await org.settled(requestId, 20_000)).state).toBe('approved');
    expect(await org.callsOf(requestId)).toHaveLength(2);
    expect(await org.effectsOf(requestId)).toHaveLength(1);
  });

  it('finds in the journal who did what and why', async () => {
    const org = on.org();
    const operators = new Operators(org);
    await operators.pause('EARN-BADGE');
    await operators.resume('EARN-BADGE');
    expect(await operators.journal()).toMatchObject([
      { action: 'resume', requestType: 'earn-badge', by: { id: OPERATOR.id, name: OPERATOR.name } },
      { action: 'pause', requestType: 'earn-badge', reason: 'The loyalty API is being mended.' },
    ]);
  });
});
