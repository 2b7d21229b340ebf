import type { GrantName } from '@countersign/engine';
import { REQUESTS } from './requests';
import { redemption } from './requests';

/** What belongs to an org and can be named by a call. */
export interface OrgThings {
  readonly orgId: number;
  /** Requests: one that waits for its checker, one to take back, and others as operators meet them. */
  readonly pending: string;
  readonly withdrawable: string;
  readonly held: string;
  readonly proposed: readonly [confirmed: string, declined: string, withdrawn: string];
  readonly failed: string;
  readonly waiting: string;
  readonly reference: string;
  readonly traceId: string;
  readonly eventId: string;
  readonly webHookId: string;
  readonly deletable: string;
  readonly deliveryId: string;
  /** A type of which this org alone has a policy version: 1, and 2. */
  readonly policyType: string;
  /** A request that was rejected, so that its maker may ask again. */
  readonly rejected: string;
  readonly apiClient: string;
  readonly disposableClient: string;
  /** Changes that wait for a second person. */
  readonly changes: readonly [confirmed: string, declined: string, withdrawn: string];
}

/** Who sends it, where that matters; a stranger to all that there is when not said. */
export type Sender = 'the maker' | 'the proposer';

export interface RouteRule {
  /** Holders of one of these grants; whoever belongs to the org; whoever has a token at all; everybody. */
  readonly open: readonly GrantName[] | 'to the org' | 'to every token' | 'to everybody';
  readonly url: (things: OrgThings) => string;
  readonly body?: (things: OrgThings) => unknown;
  /** What is answered to who names things that are not there, or another org's; absent where nothing can be named. */
  readonly missing?: 'is 404' | 'shows nothing';
  readonly sentBy?: Sender;
  /** Grants that are needed beside one of those. */
  readonly beside?: readonly GrantName[];
}

/** Each of them lets its holder read. */
const READ_GRANTS = ['CanReadRequests', 'CanMakeRequest', 'CanCheckRequest', 'CanOperateWorkflows', 'CanAuditWorkflows'] as const;

type Url = RouteRule['url'];
type More = Omit<RouteRule, 'open' | 'url'>;

const rule =
  (open: RouteRule['open']) =>
  (url: Url, more: More = {}): RouteRule => ({ open, url, ...more });

const everybody = rule('to everybody');
const anyToken = rule('to every token');
const org = rule('to the org');
const make = rule(['CanMakeRequest']);
const check = rule(['CanCheckRequest']);
const read = rule(READ_GRANTS);
const configure = rule(['CanConfigureWorkflows']);
const operate = rule(['CanOperateWorkflows']);

const NOT_FOUND = { missing: 'is 404' } as const;
/** A program reads the whole org, so nobody makes one who does not. */
const WITH_READING = { beside: ['CanReadRequests'] } as const;
const EMPTY = { missing: 'shows nothing' } as const;
const WHY = { reason: 'The loyalty API is being mended.' };
const because = (): unknown => WHY;
const webhook = ({ orgId }: OrgThings): unknown => ({
  name: `made in ${orgId} ${crypto.randomUUID()}`,
  eventNames: ['requestWorkflowEvent'],
  webHookType: 'HTTP',
  methodType: 'POST',
  webHookUrl: 'https://receiver.example.com/hooks',
});
const policy = (): unknown => ({ autoApproval: { mode: 'off' } });
const decision = ({ pending }: OrgThings): unknown => ({
  requestId: pending,
  actionName: 'AdminTask',
  payload: { 'AdminTask-Payload': { actionDecision: 'approved', actionMessage: 'after a look' } },
});
const submission = (): string => redemption(crypto.randomUUID(), { mobile: `9199${String(Date.now()).slice(-8)}` });
const checks = (): string => `{"requests":[${submission()}]}`;
const decisions = ({ pending }: OrgThings): unknown => ({
  decisions: [{ requestId: pending, decision: 'rejected', comment: 'after a look', payloadDigest: 'f'.repeat(64) }],
});
const draft = (): unknown => ({ policy: { autoApproval: { mode: 'off' } } });
const apiClient = ({ orgId }: OrgThings): unknown => ({ name: `made in ${orgId} ${crypto.randomUUID()}` });
const revocation = (): unknown => ({ userId: 1, reason: 'Left the company.' });
const resolution = (): unknown => ({ action: 'not-executed', evidence: 'The ledger shows nothing.' });

/** Every route of the gateway, and who may do what with it. A route that is not here fails the test of the org wall. */
export const ROUTE_RULES: Readonly<Record<string, RouteRule>> = {
  'GET /health/live': everybody(() => '/health/live'),
  'GET /health/ready': everybody(() => '/health/ready'),
  'GET /openapi.json': everybody(() => '/openapi.json'),
  'GET /docs': everybody(() => '/docs'),
  'GET /docs/start.js': everybody(() => '/docs/start.js'),
  'GET /console/settings.json': everybody(() => '/console/settings.json'),
  'GET /v3/me': anyToken(() => '/v3/me'),
  'GET /v3/webHooks/eventMetaData': anyToken(() => '/v3/webHooks/eventMetaData'),
  'GET /v3/webHooks/eventMetaData/:eventName': anyToken(() => '/v3/webHooks/eventMetaData/requestWorkflowEvent'),

  [`POST ${REQUESTS}/:type`]: make(() => `${REQUESTS}/POINTS-REDEMPTION`, { body: submission }),
  [`PUT ${REQUESTS}/:type`]: check(() => `${REQUESTS}/POINTS-REDEMPTION`, { body: decision, ...NOT_FOUND }),
  [`GET ${REQUESTS}/requests`]: read(({ reference }) => `${REQUESTS}/requests?reference=${reference}`, EMPTY),
  [`GET ${REQUESTS}/requests/:requestId`]: read(({ pending }) => `${REQUESTS}/requests/${pending}`, NOT_FOUND),
  [`GET ${REQUESTS}/requests/:requestId/history`]: read(({ pending }) => `${REQUESTS}/requests/${pending}/history`, NOT_FOUND),
  [`POST ${REQUESTS}/requests/:requestId/withdraw`]: rule(['CanMakeRequest', 'CanOperateWorkflows'])(
    ({ withdrawable }) => `${REQUESTS}/requests/${withdrawable}/withdraw`,
    {
      sentBy: 'the maker',
      ...NOT_FOUND,
    },
  ),
  [`POST ${REQUESTS}/requests/:requestId/resubmit`]: make(({ rejected }) => `${REQUESTS}/requests/${rejected}/resubmit`, {
    body: submission,
    sentBy: 'the maker',
    ...NOT_FOUND,
  }),
  // Each decision has an answer of its own: who may not decide, and what is not there, is told inside.
  [`POST ${REQUESTS}/decisions`]: org(() => `${REQUESTS}/decisions`, { body: decisions }),

  'GET /v3/requestTypes': org(() => '/v3/requestTypes'),
  'POST /v3/requestTypes/:type/check': make(() => '/v3/requestTypes/POINTS-REDEMPTION/check', { body: checks }),

  'GET /v3/duplicates': read(({ pending }) => `/v3/duplicates?requestIds=${pending}`, EMPTY),

  'GET /v3/inbox/counts': read(() => '/v3/inbox/counts'),
  'GET /v3/overview': read(() => '/v3/overview'),
  'GET /v3/changes': read(() => '/v3/changes'),

  'GET /policies/:type': configure(({ policyType }) => `/policies/${policyType}`),
  'PUT /policies/:type': configure(() => '/policies/ISSUE-BADGE', { body: policy }),
  'POST /policies/:type/simulate': configure(({ policyType }) => `/policies/${policyType}/simulate`, { body: draft }),
  'POST /policies/:type/:version/approve': configure(({ policyType }) => `/policies/${policyType}/1/approve`, NOT_FOUND),
  'POST /policies/:type/:version/decline': configure(({ policyType }) => `/policies/${policyType}/2/decline`, NOT_FOUND),

  'GET /operations/needs-review': operate(() => '/operations/needs-review'),
  'GET /operations/requests/:requestId': operate(({ held }) => `/operations/requests/${held}`, NOT_FOUND),
  'POST /operations/requests/:requestId/resolution': operate(({ held }) => `/operations/requests/${held}/resolution`, {
    body: resolution,
    ...NOT_FOUND,
  }),
  'POST /operations/requests/:requestId/resolution/:proposal/confirm': operate(
    ({ proposed }) => `/operations/requests/${proposed[0]}/resolution/1/confirm`,
    NOT_FOUND,
  ),
  'POST /operations/requests/:requestId/resolution/:proposal/decline': operate(
    ({ proposed }) => `/operations/requests/${proposed[1]}/resolution/1/decline`,
    NOT_FOUND,
  ),
  'POST /operations/requests/:requestId/resolution/:proposal/withdraw': operate(
    ({ proposed }) => `/operations/requests/${proposed[2]}/resolution/1/withdraw`,
    { sentBy: 'the proposer', ...NOT_FOUND },
  ),
  'POST /operations/requests/:requestId/replay': operate(({ failed }) => `/operations/requests/${failed}/replay`, {
    body: because,
    ...NOT_FOUND,
  }),
  'POST /operations/requests/:requestId/redispatch': operate(({ waiting }) => `/operations/requests/${waiting}/redispatch`, {
    body: because,
    ...NOT_FOUND,
  }),
  'GET /operations/request-types': operate(() => '/operations/request-types'),
  'POST /operations/request-types/:type/pause': operate(() => '/operations/request-types/EARN-BADGE/pause', { body: because }),
  'POST /operations/request-types/:type/resume': operate(() => '/operations/request-types/EARN-BADGE/resume', { body: because }),
  'GET /operations/journal': operate(() => '/operations/journal'),

  'POST /v3/oauth/token/generate': everybody(() => '/v3/oauth/token/generate'),
  'POST /v3/apiClients': configure(() => '/v3/apiClients', { body: apiClient, ...WITH_READING }),
  'GET /v3/apiClients': configure(() => '/v3/apiClients'),
  'PUT /v3/apiClients/:clientId': configure(({ apiClient: id }) => `/v3/apiClients/${id}`, {
    body: () => ({ grants: [] }),
    ...NOT_FOUND,
    ...WITH_READING,
  }),
  'POST /v3/apiClients/:clientId/rotate': configure(({ apiClient: id }) => `/v3/apiClients/${id}/rotate`, {
    ...NOT_FOUND,
    ...WITH_READING,
  }),
  'DELETE /v3/apiClients/:clientId': configure(({ disposableClient }) => `/v3/apiClients/${disposableClient}`, NOT_FOUND),
  'POST /v3/revocations': configure(() => '/v3/revocations', { body: revocation }),
  'GET /v3/revocations': configure(() => '/v3/revocations'),
  'GET /v3/identityJournal': rule(['CanConfigureWorkflows', 'CanAuditWorkflows'])(() => '/v3/identityJournal'),

  'GET /v3/readJournal': rule(['CanAuditWorkflows'])(() => '/v3/readJournal'),

  'GET /v3/configurationChanges': configure(() => '/v3/configurationChanges'),
  'GET /v3/configurationChanges/:changeId': configure(({ changes }) => `/v3/configurationChanges/${changes[0]}`, NOT_FOUND),
  'POST /v3/configurationChanges/:changeId/confirm': configure(
    ({ changes }) => `/v3/configurationChanges/${changes[0]}/confirm`,
    NOT_FOUND,
  ),
  'POST /v3/configurationChanges/:changeId/decline': configure(
    ({ changes }) => `/v3/configurationChanges/${changes[1]}/decline`,
    NOT_FOUND,
  ),
  'POST /v3/configurationChanges/:changeId/withdraw': configure(({ changes }) => `/v3/configurationChanges/${changes[2]}/withdraw`, {
    sentBy: 'the proposer',
    ...NOT_FOUND,
  }),
  'GET /v3/configurationPolicy': configure(() => '/v3/configurationPolicy'),
  'PUT /v3/configurationPolicy': configure(() => '/v3/configurationPolicy', { body: () => ({ actAtOnce: true }) }),
  'POST /v3/configurationPolicy/:version/approve': configure(() => '/v3/configurationPolicy/2/approve'),
  'POST /v3/configurationPolicy/:version/decline': configure(() => '/v3/configurationPolicy/3/decline'),

  'POST /v3/webHooks': configure(() => '/v3/webHooks', { body: webhook }),
  'GET /v3/webHooks': configure(() => '/v3/webHooks'),
  'GET /v3/webHooks/:webHookId': configure(({ webHookId }) => `/v3/webHooks/${webHookId}`, NOT_FOUND),
  'PUT /v3/webHooks/:webHookId': configure(({ webHookId }) => `/v3/webHooks/${webHookId}`, { body: webhook, ...NOT_FOUND }),
  'POST /v3/webHooks/:webHookId/rotateSecret': configure(({ webHookId }) => `/v3/webHooks/${webHookId}/rotateSecret`, NOT_FOUND),
  'GET /operations/journal/entries': rule(['CanAuditWorkflows'])(() => '/operations/journal/entries?kind=read'),
  'GET /operations/journal/checkpoints': rule(['CanAuditWorkflows'])(() => '/operations/journal/checkpoints'),
  'DELETE /v3/webHooks/:webHookId': configure(({ deletable }) => `/v3/webHooks/${deletable}`, NOT_FOUND),
  'GET /v3/webHooks/:webHookId/deliveries': configure(({ webHookId }) => `/v3/webHooks/${webHookId}/deliveries`, NOT_FOUND),
  'POST /v3/webHooks/:webHookId/resend': configure(({ webHookId }) => `/v3/webHooks/${webHookId}/resend`, NOT_FOUND),
  'POST /v3/webHooks/deliveries/:deliveryId/resend': configure(
    ({ deliveryId }) => `/v3/webHooks/deliveries/${deliveryId}/resend`,
    NOT_FOUND,
  ),
  'GET /v3/webHooks/eventLog/:eventId': configure(({ eventId }) => `/v3/webHooks/eventLog/${eventId}`, EMPTY),
  'GET /v3/webHooks/eventLog/requestId/:traceId': configure(({ traceId }) => `/v3/webHooks/eventLog/requestId/${traceId}`, EMPTY),
  'GET /v3/webHooks/eventLog/refId/:refId': configure(({ orgId, pending }) => `/v3/webHooks/eventLog/refId/${orgId}_${pending}`, EMPTY),
};
