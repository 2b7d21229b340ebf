import { jsonOf } from '../../support/http';
import type { Refusal } from '../../support/request-view';
import { storedOf } from '../../support/stored-rows';
import { customer, redemption } from '../../support/submissions';
import { CHECKER, WORKFLOW } from '../../support/test-org';
import { TestStack } from '../../support/test-stack';
import { BOTH, type Ground, TYPE, UNKNOWN_ID } from './refused-call';
import { GRANT_REFUSALS, TOKEN_REFUSALS } from './refused-callers';
import { DECISION_REFUSALS, OTHER_REFUSALS, SUBMISSION_REFUSALS } from './refused-contents';

describe('is refused, and changes nothing:', () => {
  let ground: Ground;
  beforeAll(async () => {
    const on = await TestStack.start();
    const org = on.org();
    const other = on.org();
    const pendingSubmission = redemption(customer(1));
    const pending = await org.submitted(pendingSubmission, { as: BOTH, headers: { 'idempotency-key': 'used' } });
    const ended = await org.submitted(redemption(customer(2)));
    await org.decide(TYPE, ended, 'rejected');
    const foreign = await other.submitted(redemption(customer(1)));
    ground = { on, org, pending, pendingSubmission, ended, foreign };
  });
  afterAll(() => ground.on.stop());

  it.each([...TOKEN_REFUSALS, ...GRANT_REFUSALS, ...DECISION_REFUSALS, ...SUBMISSION_REFUSALS, ...OTHER_REFUSALS])(
    '$name ($status, $code)',
    async ({ status, code, reference, call }) => {
      const { on, org } = ground;
      const [before, foreignBefore] = [await storedOf(on, org.id), await storedOf(on, org.id + 1)];
      const answer = await call(ground);
      const { data, errors } = jsonOf(answer) as Refusal;
      expect([answer.status, data, errors.map((error) => error.code)]).toEqual([status, null, [code]]);
      expect(errors[0]?.message).toMatch(/\S.*\.$/);
      if (reference !== undefined) expect(errors[0]?.reference).toBe(typeof reference === 'string' ? reference : reference(ground));
      expect(answer.headers['x-cap-request-id']).toMatch(/^[0-9a-f]{32}$/);
      expect([await storedOf(on, org.id), await storedOf(on, org.id + 1)]).toEqual([before, foreignBefore]);
    },
  );

  it('a request of another org, in the very words of one that never was', async () => {
    const { org, foreign } = ground;
    const read = (requestId: string) => org.call({ method: 'GET', path: `${WORKFLOW}/requests/${requestId}`, as: CHECKER });
    const [theirs, none] = [await read(foreign), await read(UNKNOWN_ID)];
    expect([theirs.status, theirs.text]).toEqual([404, none.text]);
    const withdraw = (requestId: string) => org.call({ method: 'POST', path: `${WORKFLOW}/requests/${requestId}/withdraw` });
    expect((await withdraw(foreign)).text).toBe((await withdraw(UNKNOWN_ID)).text);
    expect((await org.decide(TYPE, foreign, 'approved')).text).toBe((await org.decide(TYPE, UNKNOWN_ID, 'approved')).text);
  });
});
