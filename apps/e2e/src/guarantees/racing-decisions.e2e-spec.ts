import { jsonOf } from '../support/http';
import type { Refusal } from '../support/request-view';
import { customer, redemption } from '../support/submissions';
import { CHECKER, MAKER, OTHER_CHECKER, WORKFLOW } from '../support/test-org';
import { TestStack } from '../support/test-stack';

const RACES = 1_000;
const AT_ONCE = 50;

describe('decisions at the same moment', () => {
  let on: TestStack;
  beforeAll(async () => {
    on = await TestStack.start();
  });
  afterAll(() => on.stop());

  it(`of two checkers, one for and one against, have one winner in each of ${RACES} races`, async () => {
    const org = on.org();
    const subscriber = await org.subscribe();
    const race = async (index: number) => {
      const submission = redemption(customer(1 + (index % 50)), { points_redeemed: '1' });
      const requestId = await org.submitted(submission);
      const inReverse = index % 2 === 1;
      const approve = () => org.decide(submission.type, requestId, 'approved', { as: CHECKER, headers: { prefer: 'wait=20' } });
      const reject = () => org.decide(submission.type, requestId, 'rejected', { as: OTHER_CHECKER });
      const answers = await Promise.all(inReverse ? [reject(), approve()] : [approve(), reject()]);
      return { requestId, answers, approval: answers[inReverse ? 1 : 0] };
    };
    const races: Awaited<ReturnType<typeof race>>[] = [];
    for (let first = 0; first < RACES; first += AT_ONCE)
      races.push(...(await Promise.all(Array.from({ length: AT_ONCE }, (_, index) => race(first + index)))));
    for (const { requestId, answers, approval } of races) {
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
      const loser = answers.find(({ status }) => status === 409)!;
      expect((jsonOf(loser) as Refusal).errors.map(({ code }) => code)).toEqual([2002]);
      const state = approval.status === 200 ? 'approved' : 'rejected';
      expect((await org.read(requestId)).details.decisions.map(({ decision }) => decision)).toEqual([state]);
      expect(await org.effectsOf(requestId)).toHaveLength(state === 'approved' ? 1 : 0);
      await subscriber.eventsOf(requestId, 2);
      expect(subscriber.statesOf(requestId)).toEqual(['AdminTask', state]);
    }
  });

  it('of a maker who withdraws and a checker who approves have one winner', async () => {
    const org = on.org();
    for (const number of [1, 2, 3, 4, 5, 6, 7, 8]) {
      const submission = redemption(customer(number));
      const requestId = await org.submitted(submission);
      const answers = await Promise.all([
        org.call({ method: 'POST', path: `${WORKFLOW}/requests/${requestId}/withdraw`, as: MAKER }),
        org.decide(submission.type, requestId, 'approved', { headers: { prefer: 'wait=20' } }),
      ]);
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
      const withdrawn = answers[0].status === 200;
      expect((await org.read(requestId)).state).toBe(withdrawn ? 'withdrawn' : 'approved');
      expect(await org.effectsOf(requestId)).toHaveLength(withdrawn ? 0 : 1);
    }
  });

  it('of one checker who presses twice count once', async () => {
    const org = on.org();
    const submission = redemption(customer(1));
    const requestId = await org.submitted(submission);
    const press = () => org.decide(submission.type, requestId, 'approved', { headers: { prefer: 'wait=20' } });
    const answers = await Promise.all([press(), press(), press()]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
    expect(await org.effectsOf(requestId)).toHaveLength(1);
  });

  it('of a maker who sends the same request many times at once leave one request', async () => {
    const org = on.org();
    const submission = redemption(customer(1));
    const headers = { 'idempotency-key': 'sent-often' };
    const answers = await Promise.all(Array.from({ length: 10 }, () => org.submit(submission, { headers })));
    const done = answers.filter(({ status }) => status === 200);
    expect(done.length).toBeGreaterThan(0);
    expect(answers.every(({ status }) => status === 200 || status === 409)).toBe(true);
    expect((await org.list('')).pagination.totalElements).toBe(1);
  });
});
