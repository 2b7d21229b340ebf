import type { Pool } from 'pg';
import type { Stack } from '../stack/stack';

const MAKER = { id: 700_001, name: 'load maker' };
const CUSTOMERS = 50;
const BATCH_OF_EACH = 40;

/** What a maker wrote for each of the sandbox's customers; copies of these are what a backlog is made of. */
export async function submitTemplates(stack: Stack, orgId: number): Promise<void> {
  const client = stack.client(orgId);
  const token = await stack.token(MAKER, orgId, ['CanMakeRequest']);
  await Promise.all(Array.from({ length: CUSTOMERS }, (_, index) => client.submit(token, goodwill(index + 1, `LOAD-${orgId}-${index}`))));
}

export function goodwill(customer: number, referenceId: string) {
  const body = {
    referenceId,
    reason: 'Late delivery',
    baseType: 'POINTS',
    programId: 7001,
    awardingTillId: 900_104,
    earningEntityType: 'CUSTOMER',
    earningEntityId: 5_001_000 + customer,
    points: 20,
    source: 'API',
  };
  const entityInfo = { tillId: '900104', storeId: '900103', zoneId: '900102', conceptId: '900101' };
  return { type: 'GOODWILL-POINTS', entityInfo, payload: { path: '/internal/goodwill/', method: 'POST', pathParams: {}, body } };
}

const COPY = `
  select count(*)::int as stored from submit_requests((
    select json_agg(json_build_object(
             'ordinal', n, 'org_id', r.org_id, 'request_id', gen_random_uuid(), 'type', r.type, 'type_version', r.type_version,
             'requester_id', r.requester_id, 'requester_name', r.requester_name, 'payload', r.payload::text,
             'payload_salt', r.payload_salt, 'payload_digest', r.payload_digest, 'customer', r.customer, 'reference', r.reference,
             'amount', r.amount, 'line', r.line, 'natural_key_hash', gen_random_uuid()::text, 'idempotency_key', gen_random_uuid()::text,
             'fingerprint', 'load', 'policy_version', 0, 'verdict', $3::text, 'quorum', 1, 'when_in_doubt', 'hold',
             'trace_id', md5(gen_random_uuid()::text), 'event_id', gen_random_uuid()) order by n)
      from request r cross join generate_series(1, $2) n
     where r.org_id = $1 and r.state = 'pending' and r.requester_id = ${MAKER.id} and r.fingerprint is distinct from 'load'))`;

/** Accepted requests, so many of the org, stored by the product's own function as if a policy had approved them. */
export function acceptAtOnce(database: Pool, orgId: number, count: number): Promise<void> {
  return storeAtOnce(database, orgId, count, 'auto');
}

/** Requests that wait for a checker, so many of the org. */
export function askAtOnce(database: Pool, orgId: number, count: number): Promise<void> {
  return storeAtOnce(database, orgId, count, 'checker');
}

async function storeAtOnce(database: Pool, orgId: number, count: number, verdict: 'auto' | 'checker'): Promise<void> {
  for (let stored = 0; stored < count;) {
    const each = Math.min(BATCH_OF_EACH, Math.ceil((count - stored) / CUSTOMERS));
    const { rows } = await database.query<{ stored: number }>(COPY, [orgId, each, verdict]);
    stored += rows[0]?.stored ?? 0;
  }
}

export async function backlogOf(database: Pool): Promise<number> {
  const { rows } = await database.query<{ left: number }>(`select count(*)::int as left from execution where due_at < 'infinity'`);
  return rows[0]?.left ?? 0;
}
