import { customer, redemption } from '../../support/submissions';
import { CHECKER, MAKER, OTHER_MAKER, WORKFLOW } from '../../support/test-org';
import { BOTH, CHECKER_ELSEWHERE, decideOn, MAKER_ELSEWHERE, type Refused, withHeaders } from './refused-call';

export const TOKEN_REFUSALS: readonly Refused[] = [
  { name: 'no token', status: 401, code: 2013, call: withHeaders(() => ({ 'x-cap-ui-auth-token': '' })) },
  {
    name: 'a token that has expired',
    status: 401,
    code: 2013,
    call: withHeaders(async ({ on, org }) => ({ 'x-cap-ui-auth-token': await on.stack.token(MAKER.id, org.id, MAKER.grants, '-1h') })),
  },
  {
    name: 'a token that somebody else has signed',
    status: 401,
    code: 2013,
    call: withHeaders(async ({ org }) => ({ 'x-cap-ui-auth-token': otherSignature(await org.token(MAKER)) })),
  },
  {
    name: 'a token that nobody has signed',
    status: 401,
    code: 2013,
    call: withHeaders(async ({ org }) => ({ 'x-cap-ui-auth-token': unsigned(await org.token(MAKER)) })),
  },
  { name: 'no org', status: 400, code: 2005, call: withHeaders(() => ({ 'x-cap-api-auth-org-id': '' })) },
  {
    name: 'an org that is none of the caller’s',
    status: 403,
    code: 2001,
    call: withHeaders(({ org }) => ({ 'x-cap-api-auth-org-id': String(org.id + 1) })),
  },
];

export const GRANT_REFUSALS: readonly Refused[] = [
  { name: 'a maker who approves the own request', status: 403, code: 9051, call: decideOn(({ pending }) => pending, BOTH) },
  { name: 'a maker who decides', status: 403, code: 2001, call: decideOn(({ pending }) => pending, OTHER_MAKER) },
  { name: 'a checker of another till who decides', status: 404, code: 2007, call: decideOn(({ pending }) => pending, CHECKER_ELSEWHERE) },
  { name: 'a checker who submits', status: 403, code: 2001, call: ({ org }) => org.submit(redemption(customer(9)), { as: CHECKER }) },
  {
    name: 'a maker of another till who submits',
    status: 403,
    code: 2001,
    call: ({ org }) => org.submit(redemption(customer(9)), { as: MAKER_ELSEWHERE }),
  },
  {
    name: 'a maker who withdraws the request of another one',
    status: 403,
    code: 2001,
    call: ({ org, pending }) => org.call({ method: 'POST', path: `${WORKFLOW}/requests/${pending}/withdraw` }),
  },
  {
    name: 'a webhook without the grant for it',
    status: 403,
    code: 2001,
    call: ({ org }) => org.call({ method: 'GET', path: '/v3/webHooks' }),
  },
];

/** The same claims under a signature of the same length that is not the issuer's. */
function otherSignature(token: string): string {
  const [header = '', claims = '', signature = ''] = token.split('.');
  return [header, claims, Buffer.alloc(Buffer.from(signature, 'base64url').length, 7).toString('base64url')].join('.');
}

function unsigned(token: string): string {
  const header = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url');
  return `${header}.${token.split('.')[1] ?? ''}.`;
}
