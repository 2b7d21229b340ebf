import { jsonOf } from '../support/http';
import { OPERATOR, Operators } from '../support/operators';
import type { Refusal } from '../support/request-view';
import { customer, goodwill } from '../support/submissions';
import type { TestOrg } from '../support/test-org';
import { TestStack } from '../support/test-stack';

describe('a request whose answer was lost, on hold', () => {
  let on: TestStack;
  beforeAll(async () => {
    on = await TestStack.start({ env: { worker: { LOYALTY_TIMEOUT_MS: '1000' } } });
  });
  afterAll(() => on.stop());

  const heldAfter = async (org: TestOrg, fault: string): Promise<string> => {
    await org.spoil({ fault });
    const requestId = await org.approved(goodwill(customer(1)));
    expect(await org.settled(requestId)).toMatchObject({ details: { executionState: 'needs-review', outcome: { kind: 'unknown' } } });
    return requestId;
  };

  it('ends as approved, with its event and one effect, when two operators find that it took effect', async () => {
    const org = on.org();
    const operators = new Operators(org);
    const subscriber = await org.subscribe({ payload: 'extended' });
    const requestId = await heldAfter(org, 'drop-after-effect');
    expect(await operators.held()).toMatchObject([{ request: { requestId }, attempts: [{ class: 'in-doubt' }], reviews: [] }]);

    const resolved = await operators.resolve(requestId, { action: 'executed', evidence: 'The customer shows 20 points of that minute.' });
    expect(resolved.request).toMatchObject({ state: 'approved', details: { outcome: { kind: 'executed', code: 'resolved-by-operator' } } });
    expect(await operators.held()).toEqual([]);
    const [pending, approved] = await subscriber.eventsOf(requestId, 2);
    expect(pending?.data.currentRequestState).toBe('AdminTask');
    expect(approved?.data).toMatchObject({ currentRequestState: 'approved', checkerId: 2001, comment: 'looked at it' });
    expect(approved?.data).toMatchObject({ outcome: { kind: 'executed', code: 'resolved-by-operator' } });
    await on.rounds('find_due_executions', 3);
    expect(await org.callsOf(requestId)).toHaveLength(1);
    expect(await org.effectsOf(requestId)).toHaveLength(1);
  });

  it('ends as failed, without any effect, when two operators find that it did not take effect', async () => {
    const org = on.org();
    const subscriber = await org.subscribe();
    const requestId = await heldAfter(org, 'drop-before-effect');
    await new Operators(org).resolve(requestId, { action: 'not-executed', evidence: 'The customer shows nothing.' });
    await subscriber.eventsOf(requestId, 2);
    expect(subscriber.statesOf(requestId)).toEqual(['AdminTask', 'failed']);
    await on.rounds('find_due_executions', 3);
    expect(await org.effectsOf(requestId)).toEqual([]);
  });

  it('is sent once more, to one effect and one event, when two operators find that it did not take effect and want that', async () => {
    const org = on.org();
    const operators = new Operators(org);
    const subscriber = await org.subscribe();
    const requestId = await heldAfter(org, 'drop-before-effect');
    await operators.resolve(requestId, { action: 'retry', evidence: 'The customer shows nothing; the goodwill is still owed.' });
    expect((await org.settled(requestId)).state).toBe('approved');
    expect(await org.callsOf(requestId)).toHaveLength(2);
    expect(await org.effectsOf(requestId)).toHaveLength(1);
    await subscriber.eventsOf(requestId, 2);
    expect(subscriber.statesOf(requestId)).toEqual(['AdminTask', 'approved']);
    expect((await operators.read(requestId)).attempts.map(({ class: ended }) => ended)).toEqual(['in-doubt', 'executed']);
  });

  it('stays on hold, whatever one operator says alone', async () => {
    const org = on.org();
    const operators = new Operators(org);
    const requestId = await heldAfter(org, 'drop-after-effect');
    await operators.propose(requestId, { action: 'retry', evidence: 'I think that it failed.' });
    const own = await operators.confirm(requestId, 1, OPERATOR);
    expect([own.status, (jsonOf(own) as Refusal).errors.map(({ code }) => code)]).toEqual([403, [9051]]);
    await on.rounds('find_due_executions', 3);
    expect((await org.read(requestId)).details.executionState).toBe('needs-review');
    expect(await org.callsOf(requestId)).toHaveLength(1);
  });
});
