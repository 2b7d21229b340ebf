import type { ClaimedExecution } from '../ports/execution-store';
import type { PolicySettings } from '../ports/policy-store';
import type { Person } from '../ports/request-records';
import type { Close, NewRequest, RequestRef } from '../ports/request-store';
import type { Endpoint, NewEndpoint } from '../ports/webhook-store';
import { RandomIdentifiers } from '../system/random-identifiers';
import type { Stores } from './store-fixture';

export const ORG = 7001;
export const TYPE = 'SAMPLE_GRANT';
export const MAKER = { id: 41, name: 'Mira Maker' };
export const CHECKER = { id: 52, name: 'Chen Checker' };
export const SECOND_CHECKER = { id: 53, name: 'Sol Second' };
/** They agree on policies and ask for nothing. */
export const AUTHORS = [
  { id: 91, name: 'Ada Author' },
  { id: 92, name: 'Abe Author' },
] as const;

const identifiers = new RandomIdentifiers();

export function eventId(): string {
  return identifiers.eventId();
}

function traceId(): string {
  return eventId().replaceAll('-', '');
}

/** A request for a checker, of a customer of its own. */
export function newRequest(own: Partial<NewRequest> = {}): NewRequest {
  const requestId = identifiers.requestId();
  return {
    orgId: ORG,
    requestId,
    type: TYPE,
    typeVersion: 1,
    requester: MAKER,
    entityInfo: { tillId: '50034', storeId: '301' },
    payloadText: '{"body":{ "points":1.50,"mobile":"919900000101" }}',
    payloadSalt: '00ff',
    payloadDigest: 'digest-of-the-payload',
    customer: `customer-${requestId}`,
    line: 'Grant 1.5 points',
    policyVersion: 0,
    verdict: 'checker',
    quorum: 1,
    whenInDoubt: 'replay',
    traceId: traceId(),
    eventId: eventId(),
    ...own,
  };
}

type CheckerClose = Extract<Close, { checker: Person }>;

function decision(action: CheckerClose['action'], { orgId, requestId }: RequestRef, own: Partial<CheckerClose>): CheckerClose {
  const written = { orgId, requestId, traceId: traceId(), eventId: eventId() };
  return { action, ...written, checker: CHECKER, comment: 'as agreed', whenInDoubt: 'replay', ...own };
}

export function approve(request: RequestRef, own: Partial<CheckerClose> = {}): CheckerClose {
  return decision('approve', request, own);
}

export function reject(request: RequestRef, own: Partial<CheckerClose> = {}): CheckerClose {
  return decision('reject', request, own);
}

export function sendBack(request: RequestRef, own: Partial<CheckerClose> = {}): CheckerClose {
  return decision('send-back', request, own);
}

export function withdraw({ orgId, requestId }: RequestRef, maker = MAKER): Close {
  return { action: 'withdraw', orgId, requestId, maker, traceId: traceId(), eventId: eventId() };
}

export function expire({ orgId, requestId }: RequestRef): Close {
  return { action: 'expire', orgId, requestId, traceId: traceId(), eventId: eventId() };
}

export function refOf({ orgId, requestId }: RequestRef): RequestRef {
  return { orgId, requestId };
}

export async function submitted(stores: Stores, own: Partial<NewRequest> = {}): Promise<NewRequest> {
  const request = newRequest(own);
  const result = await stores.requests.submit(request);
  if (result.kind !== 'created') throw new Error(`The request was not created: ${result.kind}.`);
  return request;
}

/** The number of a policy that two people agreed on. */
export async function agreedPolicy({ policies }: Stores, settings: PolicySettings = { autoApproval: { mode: 'on' } }): Promise<number> {
  const proposal = await policies.propose({ orgId: ORG, type: TYPE, settings, proposer: AUTHORS[0] });
  if (!proposal) throw new Error('The policy was not proposed.');
  const { version } = proposal;
  await policies.decide({ orgId: ORG, type: TYPE, version, verdict: 'active', decider: AUTHORS[1] });
  return version;
}

/** An auto-approved request: due at once. */
export async function accepted(stores: Stores, own: Partial<NewRequest> = {}): Promise<NewRequest & { readonly epoch: number }> {
  return { ...(await submitted(stores, { verdict: 'auto', ...own })), epoch: 0 };
}

/** An accepted request whose lease these stores' process holds. */
export async function claimed(stores: Stores, own: Partial<NewRequest> = {}): Promise<NewRequest & ClaimedExecution> {
  const request = await accepted(stores, own);
  const claim = await stores.executions.claim(request);
  if (!claim) throw new Error('The execution was not claimed.');
  return { ...request, ...claim };
}

/** An active endpoint that hears of every request of the org. */
export async function endpoint(stores: Stores, own: Partial<NewEndpoint> = {}): Promise<Endpoint> {
  const endpointId = eventId();
  const created = await stores.endpoints.create({
    orgId: ORG,
    endpointId,
    name: `endpoint-${endpointId}`,
    url: 'https://receiver.example/events',
    active: true,
    eventNames: ['requestWorkflowEvent'],
    payload: 'documented',
    headers: { 'x-key': 'k' },
    maxConnections: 5,
    slaSeconds: 10,
    secret: 'whsec_c2VjcmV0',
    createdBy: 99,
    ...own,
  });
  if (created === 'name-taken') throw new Error('The name of the endpoint was taken.');
  return created;
}

/** The only one of them. */
export function only<Found>(found: readonly Found[]): Found {
  const [first, ...others] = found;
  if (first === undefined || others.length > 0) throw new Error(`Expected one, found ${found.length}.`);
  return first;
}
