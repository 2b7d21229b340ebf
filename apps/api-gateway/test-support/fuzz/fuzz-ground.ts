import { type TestGateway, textAt } from '../gateway';
import { decide, decisionOf, execute, goodwill, redemption, REQUESTS, submit, submitted } from '../requests';
import { CONFIGURATOR, MAKER, STRANGER, type TestPerson } from '../tokens';
import type { Ground } from './fuzzed-calls';
import { ALL_ROUNDERS } from './fuzzed-headers';

/** Found in the rows of another org alone. */
export const FOREIGN_MARKS = ['OTHER-ORGS-REFERENCE', '919900000777', 'other-orgs-webhook', 'stranger'];
const DAYS = ['2026-11-01', '2026-11-23T06:00:00Z', '1970-01-01', '9999-12-31T23:59:59.999+05:30'];
const [REFERENCE = '', MOBILE = '', WEBHOOK = ''] = FOREIGN_MARKS;
const STRANGE_CONFIGURATOR: TestPerson = { ...STRANGER, orgs: { '7': ['CanConfigureWorkflows', 'CanMakeRequest'] } };

/** An org with something in every state, beside another one whose ids are known and whose rows are marked. */
export async function prepareGround(gateway: TestGateway): Promise<Ground> {
  const webHookId = await Promise.all(
    Array.from({ length: 12 }, (_, number) => `w-${number}`).map((name) => webhook(gateway, name, CONFIGURATOR)),
  );
  webHookId.push(await webhook(gateway, WEBHOOK, STRANGE_CONFIGURATOR));
  const requestId: string[] = [];
  for (let number = 0; number < 60; number++) requestId.push(await submitted(gateway, `F-${number}`, { as: MAKER }));
  for (const as of ALL_ROUNDERS)
    for (let number = 0; number < 12; number++) requestId.push(await submitted(gateway, `${as.id}-${number}`, { as }));
  for (let number = 0; number < 10; number++)
    requestId.push(textAt(await submit(gateway, goodwill(`G-${number}`, '5'), { type: 'GOODWILL-POINTS' }), 'data', 'requestId'));
  // Much can be done only to these few: they stand here more than once, to be chosen more often.
  const ended = requestId.slice(0, 12);
  for (const [index, id] of ended.entries()) await end(gateway, id, index % 3 > 0);
  for (const [index, id] of ended.entries()) if (index % 3 === 1) await propose(gateway, id);
  requestId.push(...ended, ...ended);
  // After the others have been executed, so that these wait.
  const waiting = requestId.slice(12, 20);
  for (const id of waiting) await decide(gateway, decisionOf(id, 'approved'));
  requestId.push(...waiting, ...waiting);
  const rejected = await Promise.all(
    ALL_ROUNDERS.flatMap((as) => Array.from({ length: 12 }, (_, index) => sentBack(gateway, String(index), as))),
  );
  requestId.push(...rejected);
  const clients = await Promise.all(['one', 'two', 'three'].map((name) => apiClient(gateway, name)));
  requestId.push(
    textAt(await submit(gateway, redemption(REFERENCE, { mobile: MOBILE }), { as: STRANGE_CONFIGURATOR }), 'data', 'requestId'),
  );
  return {
    requestId,
    webHookId,
    deliveryId: webHookId.flatMap((webhookId) => requestId.slice(0, 5).map((id) => `${webhookId}.${id}.1`)),
    refId: requestId.map((id) => `0_${id}`),
    [`${REQUESTS}/requests/{requestId}/resubmit requestId`]: rejected,
    clientId: clients,
    proposal: ['1', '2', '3'],
    version: ['1', '2', '3'],
    eventName: ['requestWorkflowEvent'],
    // What queries take, where the description says it in words alone.
    states: ['AdminTask', 'approved,failed', 'IntouchAPITask,rejected,withdrawn'],
    requestType: ['POINTS-REDEMPTION', 'goodwill_points'],
    startDate: DAYS,
    endDate: DAYS,
    sortBy: ['startDate', 'endDate'],
    sortOrder: ['asc', 'desc'],
    cursor: ['created-desc/0/9999999999999999', 'created-desc/1/-62135596800001', 'created-asc/9/1795345945123', 'ended-desc/0/0'].map(
      (cursor) => Buffer.from(`${cursor}/${requestId[0] ?? ''}`).toString('base64url'),
    ),
  };
}

async function webhook(gateway: TestGateway, name: string, as: TestPerson): Promise<string> {
  const webHookUrl = 'https://hooks.example.com/events';
  const body = { name, eventNames: ['requestWorkflowEvent'], webHookType: 'HTTP', methodType: 'POST', webHookUrl };
  return textAt(await gateway.call({ method: 'POST', url: '/v3/webHooks', as, body }), 'data', 'webHookId');
}

async function apiClient(gateway: TestGateway, name: string): Promise<string> {
  const made = await gateway.call({ method: 'POST', url: '/v3/apiClients', as: CONFIGURATOR, body: { name } });
  return JSON.stringify(made.json['data']?.['clientId']);
}

/** So that its maker may ask again. */
async function sentBack(gateway: TestGateway, number: string, as: TestPerson): Promise<string> {
  const requestId = await submitted(gateway, `R-${as.id}-${number}`, { as });
  await decide(gateway, decisionOf(requestId, 'rejected'));
  return requestId;
}

/** Approved, and then held for operators or failed. */
async function end(gateway: TestGateway, requestId: string, isHeld: boolean): Promise<void> {
  await decide(gateway, decisionOf(requestId, 'approved'));
  const unknown = { kind: 'unknown', code: 'timeout', message: 'No answer after sending.', attempts: 1 } as const;
  const refused = { kind: 'refused', code: '803', message: 'Not enough points.', attempts: 1 } as const;
  await execute(
    gateway,
    isHeld ? ({ next: 'needs_review', inDoubt: true, outcome: unknown } as never) : { next: 'failed', outcome: refused },
  );
}

async function propose(gateway: TestGateway, requestId: string): Promise<void> {
  const body = { action: 'not-executed', evidence: 'The ledger shows nothing.' };
  await gateway.call({ method: 'POST', url: `/operations/requests/${requestId}/resolution`, as: ALL_ROUNDERS[0]!, body });
}
