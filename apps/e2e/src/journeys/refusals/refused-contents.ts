import { customer, redemption, type Submission } from '../../support/submissions';
import { CHECKER, WORKFLOW } from '../../support/test-org';
import { BOTH, CREATE, decideOn, decideWith, FIELD, type Refused, UNKNOWN_ID, webhook } from './refused-call';

export const DECISION_REFUSALS: readonly Refused[] = [
  { name: 'a second decision', status: 409, code: 2002, call: decideOn(({ ended }) => ended) },
  { name: 'a decision on a request of another org', status: 404, code: 2007, call: decideOn(({ foreign }) => foreign) },
  { name: 'a decision on a request that never was', status: 404, code: 2007, call: decideOn(() => UNKNOWN_ID) },
  {
    name: 'a decision under the URL of another type',
    status: 404,
    code: 2007,
    call: decideOn(({ pending }) => pending, CHECKER, 'EARN-BADGE'),
  },
  {
    name: 'another action than AdminTask',
    status: 400,
    code: 2007,
    reference: '/actionName',
    call: decideWith({ actionName: 'IntouchAPITask' }),
  },
  {
    name: 'a decision without a comment',
    status: 400,
    code: 2008,
    call: decideWith({ payload: { 'AdminTask-Payload': { actionDecision: 'approved' } } }),
  },
  { name: 'a decision on something else than was seen', status: 409, code: 2103, call: decideWith({ payloadDigest: 'f'.repeat(64) }) },
];

export const SUBMISSION_REFUSALS: readonly Refused[] = [
  {
    name: 'an unknown field',
    status: 400,
    code: 2008,
    reference: `${FIELD}/colour`,
    call: ({ org }) => org.submit(redemption(customer(9), { colour: 'red' })),
  },
  {
    name: 'no points',
    status: 400,
    code: 2008,
    reference: `${FIELD}/points_redeemed`,
    call: ({ org }) => org.submit(redemption(customer(9), { points_redeemed: '0' })),
  },
  { name: 'an unknown type', status: 404, code: 2009, call: ({ org }) => org.submit({ ...redemption(customer(9)), type: 'GIFT' }) },
  {
    name: 'JSON that is none',
    status: 400,
    code: 2008,
    call: ({ org }) => org.call({ method: 'POST', path: CREATE, body: '{"entityInfo":' }),
  },
  {
    name: 'a name given twice',
    status: 400,
    code: 2008,
    call: ({ org }) => org.call({ method: 'POST', path: CREATE, body: '{"entityInfo":{},"entityInfo":{}}' }),
  },
  {
    name: 'a body of one megabyte',
    status: 413,
    code: 2104,
    call: ({ org }) => org.call({ method: 'POST', path: CREATE, body: { fill: 'x'.repeat(1_000_000) } }),
  },
  {
    name: 'another media type',
    status: 415,
    code: 2107,
    call: ({ org }) => org.call({ method: 'POST', path: CREATE, body: '<root/>', headers: { 'content-type': 'application/xml' } }),
  },
  {
    name: 'what an open request asks for already',
    status: 409,
    code: 9028,
    reference: ({ pending }) => pending,
    call: ({ org, pendingSubmission }) => org.submit(pendingSubmission),
  },
  {
    name: 'a path that is not the type’s',
    status: 400,
    code: 2008,
    call: ({ org }) => {
      const { type, call } = redemption(customer(9));
      return org.submit({ type, call: { ...call, path: '/v1.1/coupon/redeem' } as Submission['call'] });
    },
  },
  {
    name: 'a key that was used for something else',
    status: 422,
    code: 2101,
    call: ({ org }) => org.submit(redemption(customer(9)), { as: BOTH, headers: { 'idempotency-key': 'used' } }),
  },
];

export const OTHER_REFUSALS: readonly Refused[] = [
  {
    name: 'a route that does not exist',
    status: 404,
    code: 2108,
    call: ({ org }) => org.call({ method: 'GET', path: '/api_gateway/v2/no-such-route' }),
  },
  {
    name: 'a webhook to this machine’s metadata',
    status: 400,
    code: 2008,
    reference: '/webHookUrl',
    call: webhook('https://169.254.169.254/latest/meta-data'),
  },
  { name: 'a webhook into a private network', status: 400, code: 2008, reference: '/webHookUrl', call: webhook('https://10.0.0.7/hook') },
  { name: 'a webhook to a file', status: 400, code: 2008, reference: '/webHookUrl', call: webhook('file:///etc/passwd') },
  {
    name: 'a list sorted by the customer',
    status: 400,
    code: 2011,
    call: ({ org }) => org.call({ method: 'GET', path: `${WORKFLOW}/requests?sortBy=customer` }),
  },
];
