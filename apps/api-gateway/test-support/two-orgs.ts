import { randomUUID } from 'node:crypto';
import { GRANTS, type GrantName } from '@countersign/engine';
import { Client } from 'pg';
import { type Answer, type Call, type TestGateway, textAt } from './gateway';
import { decide, decisionOf, execute, redemption, submit } from './requests';
import type { OrgThings, RouteRule } from './route-rules';
import type { TestPerson } from './tokens';

/** One of them is 0, an org like any other. */
export const ORGS = [0, 7] as const;

/** In every text that an org's people wrote; never to be seen by the other. */
export function marker(orgId: number): string {
  return `marked-${orgId === 0 ? 'zero' : 'seven'}`;
}

/** People of the org; the maker and the proposer did what is there. */
const PEOPLE = { 'a stranger': 1, 'the maker': 2, 'the checker': 3, 'the proposer': 4, 'the configurator': 5 } as const;

export function personOf(orgId: number, who: keyof typeof PEOPLE, grants: readonly GrantName[] = GRANTS): TestPerson {
  return { id: 10_000 + 100 * orgId + PEOPLE[who], name: `${who} ${marker(orgId)}`, orgs: { [orgId]: grants } };
}

/** A call of the rule as this person. */
export function callOf(route: string, rule: RouteRule, things: OrgThings, as: TestPerson): Call {
  const method = route.split(' ')[0] as NonNullable<Call['method']>;
  const body = rule.body?.(things);
  return { method, url: rule.url(things), as, headers: { prefer: 'respond-async' }, ...(body !== undefined && { body }) };
}

/** What belongs to no org. */
export function nowhere(orgId: number): OrgThings {
  return {
    orgId,
    pending: randomUUID(),
    withdrawable: randomUUID(),
    held: randomUUID(),
    proposed: [randomUUID(), randomUUID(), randomUUID()],
    failed: randomUUID(),
    waiting: randomUUID(),
    reference: 'no-such-reference',
    traceId: randomUUID().replaceAll('-', ''),
    eventId: randomUUID(),
    webHookId: randomUUID(),
    deletable: randomUUID(),
    deliveryId: `${randomUUID()}.${randomUUID()}.1`,
    policyType: 'EARN-BADGE',
    rejected: randomUUID(),
    apiClient: '1000000000999998',
    disposableClient: '1000000000999999',
    changes: [randomUUID(), randomUUID(), randomUUID()],
  };
}

const HELD = {
  next: 'needs_review',
  inDoubt: true,
  outcome: { kind: 'unknown', code: 'timeout', message: 'No answer in time.', attempts: 1 },
  attempt: { class: 'in-doubt', code: 'timeout', durationMs: 30_000 },
} as const;
const REFUSED = {
  next: 'failed',
  outcome: { kind: 'refused', code: '803', message: 'Not enough points.', attempts: 1 },
  attempt: { class: 'refused', code: '803', httpStatus: 200, durationMs: 7 },
} as const;

async function well(answer: Promise<Answer>): Promise<Answer> {
  const { status, text } = await answer;
  if (status >= 300) throw new Error(`The orgs could not be furnished: ${status} ${text}`);
  return answer;
}

let number = 0;

async function submitted(gateway: TestGateway, orgId: number, reference = `${marker(orgId)}-${randomUUID()}`): Promise<string> {
  number += 1;
  const body = redemption(reference, { mobile: `91990000${String(number).padStart(4, '0')}` });
  return textAt(await well(submit(gateway, body, { as: personOf(orgId, 'the maker') })), 'data', 'requestId');
}

async function approved(gateway: TestGateway, orgId: number): Promise<string> {
  const requestId = await submitted(gateway, orgId);
  await well(decide(gateway, decisionOf(requestId, 'approved'), { as: personOf(orgId, 'the checker') }));
  return requestId;
}

/** Gives each org one of everything that a call can name, with its marker. */
export async function furnish(gateway: TestGateway): Promise<ReadonlyMap<number, OrgThings>> {
  const things = new Map<number, OrgThings>();
  for (const orgId of ORGS) things.set(orgId, await furnishOne(gateway, orgId));
  // Last: whatever is due would be executed in the place of another.
  for (const [orgId, some] of things) things.set(orgId, { ...some, waiting: await approved(gateway, orgId) });
  return things;
}

/** Changes that wait although the org lets others act at once: they were proposed before two people agreed to that. */
async function pendingChanges(gateway: TestGateway, orgId: number): Promise<OrgThings['changes']> {
  const owner = new Client({ connectionString: gateway.databaseUrl });
  await owner.connect();
  const { id, name } = personOf(orgId, 'the proposer');
  const change = async (): Promise<string> => {
    const changeId = randomUUID();
    const client = { key: `${orgId}.${changeId.slice(0, 16)}`, name: `${marker(orgId)} ${changeId}`, grants: [] };
    await owner.query(
      `insert into configuration_change (org_id, change_id, subject, action, after, parcel, state, proposed_by, proposed_by_name, proposed_at, expires_at)
       values ($1, $2, 'api-client', 'create', $3, $4, 'pending', $5, $6, now(), now() + interval '7 days')`,
      [orgId, changeId, JSON.stringify(client), JSON.stringify({ ...client, secretHash: 'of nothing' }), id, name],
    );
    return changeId;
  };
  const changes = [await change(), await change(), await change()] as const;
  await owner.end();
  return changes;
}

async function furnishOne(gateway: TestGateway, orgId: number): Promise<OrgThings> {
  const configurator = personOf(orgId, 'the configurator');
  const mark = marker(orgId);
  const request = () => submitted(gateway, orgId);
  const ended = async (end: typeof HELD | typeof REFUSED): Promise<string> => {
    const requestId = await approved(gateway, orgId);
    await execute(gateway, end);
    return requestId;
  };
  const proposed = async (): Promise<string> => {
    const requestId = await ended(HELD);
    const body = { action: 'not-executed', evidence: `Seen by ${mark}.` };
    const as = personOf(orgId, 'the proposer');
    await well(gateway.call({ method: 'POST', url: `/operations/requests/${requestId}/resolution`, as, body }));
    return requestId;
  };
  const webhook = async (name: string): Promise<string> => {
    const body = {
      name: `${mark} ${name}`,
      eventNames: ['requestWorkflowEvent'],
      webHookType: 'HTTP',
      methodType: 'POST',
      webHookUrl: `https://${mark}.example.com/hooks`,
      webHookHeaders: { [`x-${mark}`]: 'a secret' },
    };
    return textAt(await well(gateway.call({ method: 'POST', url: '/v3/webHooks', as: configurator, body })), 'data', 'webHookId');
  };
  const apiClient = async (name: string): Promise<string> => {
    const body = { name: `${mark} ${name}` };
    const made = await well(gateway.call({ method: 'POST', url: '/v3/apiClients', as: configurator, body }));
    return JSON.stringify(made.json['data']?.['clientId']);
  };
  const rejected = async (): Promise<string> => {
    const requestId = await request();
    await well(decide(gateway, decisionOf(requestId, 'rejected'), { as: personOf(orgId, 'the checker') }));
    return requestId;
  };
  const webHookId = await webhook('first');
  const reference = `${mark}-pending`;
  const pending = await submitted(gateway, orgId, reference);
  const log = await well(gateway.call({ url: `/v3/webHooks/eventLog/refId/${orgId}_${pending}`, as: configurator }));
  const deletable = await webhook('second');
  const [delivery] = log.json['data'] as unknown as readonly Record<'deliveryId' | 'eventId' | 'requestId', string>[];
  if (!delivery) throw new Error('The submission made no delivery.');
  const policyType = orgId === 0 ? 'GOODWILL-POINTS' : 'CUSTOMER-STATUS-CHANGE';
  for (const expiresAfterHours of [24, 48]) {
    const body = { autoApproval: { mode: 'off' }, expiresAfterHours };
    await well(gateway.call({ method: 'PUT', url: `/policies/${policyType}`, as: configurator, body }));
  }
  for (const actAtOnce of [true, false])
    await well(gateway.call({ method: 'PUT', url: '/v3/configurationPolicy', as: configurator, body: { actAtOnce } }));
  const body = { reason: `Said by ${mark}.` };
  await well(gateway.call({ method: 'POST', url: '/operations/request-types/ISSUE-BADGE/pause', as: configurator, body }));
  return {
    orgId,
    pending,
    withdrawable: await request(),
    held: await ended(HELD),
    proposed: [await proposed(), await proposed(), await proposed()],
    failed: await ended(REFUSED),
    waiting: '',
    reference,
    traceId: delivery.requestId,
    eventId: delivery.eventId,
    webHookId,
    deletable,
    deliveryId: delivery.deliveryId,
    policyType,
    rejected: await rejected(),
    apiClient: await apiClient('client'),
    disposableClient: await apiClient('other client'),
    changes: await pendingChanges(gateway, orgId),
  };
}
