import { randomUUID } from 'node:crypto';
import { type Close, type NewEndpoint, type NewRequest, type Person, RandomIdentifiers, type RequestRef } from '@countersign/engine';

export const ORG = 7001;
export const MAKER = { id: 41, name: 'Mira Maker' };
export const CHECKER = { id: 52, name: 'Chen Checker' };
export const SECOND_CHECKER = { id: 53, name: 'Sol Second' };

const identifiers = new RandomIdentifiers();

export function traceId(): string {
  return randomUUID().replaceAll('-', '');
}

/** A request for a checker, of a customer of its own. */
export function newRequest(own: Partial<NewRequest> = {}): NewRequest {
  const requestId = identifiers.requestId();
  return {
    orgId: ORG,
    requestId,
    type: 'GOODWILL_POINTS',
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
    eventId: randomUUID(),
    ...own,
  };
}

type CheckerClose = Extract<Close, { checker: Person }>;

function decision(action: CheckerClose['action'], { orgId, requestId }: RequestRef, own: Partial<CheckerClose>): CheckerClose {
  return {
    action,
    orgId,
    requestId,
    checker: CHECKER,
    comment: 'as agreed',
    whenInDoubt: 'replay',
    traceId: traceId(),
    eventId: randomUUID(),
    ...own,
  };
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
  return { action: 'withdraw', orgId, requestId, maker, traceId: traceId(), eventId: randomUUID() };
}

export function expire({ orgId, requestId }: RequestRef): Close {
  return { action: 'expire', orgId, requestId, traceId: traceId(), eventId: randomUUID() };
}

/** An active endpoint that hears of every request of the org. */
export function newEndpoint(own: Partial<NewEndpoint> = {}): NewEndpoint {
  const endpointId = randomUUID();
  return {
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
  };
}
