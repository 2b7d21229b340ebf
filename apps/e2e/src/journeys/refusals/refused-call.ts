import type { Answer } from '../../support/http';
import { customer, redemption, type Submission } from '../../support/submissions';
import { CHECKER, CONFIGURATOR, type Person, type TestOrg, WORKFLOW } from '../../support/test-org';
import type { TestStack } from '../../support/test-stack';

export const BOTH: Person = { id: 4001, name: 'maker.and.checker', grants: ['CanMakeRequest', 'CanCheckRequest'] };
const ELSEWHERE = { ids: ['900199'] };
export const MAKER_ELSEWHERE: Person = { id: 4002, name: 'maker.elsewhere', grants: [{ grant: 'CanMakeRequest', ...ELSEWHERE }] };
export const CHECKER_ELSEWHERE: Person = { id: 4003, name: 'checker.elsewhere', grants: [{ grant: 'CanCheckRequest', ...ELSEWHERE }] };
export const UNKNOWN_ID = '0199d3a4-5b6c-7d8e-9f01-23456789abcd';
export const TYPE = 'POINTS-REDEMPTION';
export const CREATE = `${WORKFLOW}/${TYPE}`;
export const FIELD = '/payload/IntouchAPITask-Payload/body/root/redeem';

/** What stands in an org before the call that is refused. */
export interface Ground {
  readonly on: TestStack;
  readonly org: TestOrg;
  /** Waits for a checker; its maker is `BOTH`. */
  readonly pending: string;
  readonly pendingSubmission: Submission;
  /** Has been rejected. */
  readonly ended: string;
  /** Waits for a checker in another org. */
  readonly foreign: string;
}

export interface Refused {
  readonly name: string;
  readonly status: number;
  readonly code: number;
  readonly reference?: string | ((ground: Ground) => string);
  readonly call: (ground: Ground) => Promise<Answer>;
}

export const withHeaders =
  (headers: (ground: Ground) => Record<string, string> | Promise<Record<string, string>>) =>
  async (ground: Ground): Promise<Answer> =>
    ground.org.submit(redemption(customer(9)), { headers: await headers(ground) });

export const webhook =
  (webHookUrl: string) =>
  ({ org }: Ground): Promise<Answer> => {
    const body = { name: 'unsafe', eventNames: ['requestWorkflowEvent'], webHookType: 'HTTP', methodType: 'POST', webHookUrl };
    return org.call({ method: 'POST', path: '/v3/webHooks', body, as: CONFIGURATOR });
  };

export const decideOn =
  (choose: (ground: Ground) => string, as: Person = CHECKER, type = TYPE) =>
  (ground: Ground): Promise<Answer> =>
    ground.org.decide(type, choose(ground), 'approved', { as });

export const decideWith =
  (change: object) =>
  ({ org, pending }: Ground): Promise<Answer> => {
    const payload = { 'AdminTask-Payload': { actionDecision: 'approved', actionMessage: 'fine' } };
    return org.call({
      method: 'PUT',
      path: CREATE,
      body: { requestId: pending, actionName: 'AdminTask', payload, ...change },
      as: CHECKER,
    });
  };
