import { ORG } from './builders';
import type { TestStore } from './test-database';

export interface Filling {
  readonly orgId?: number;
  readonly count: number;
  /** SQL over the row's number `n`. */
  readonly state?: string;
  readonly createdAt?: string;
  readonly endedAt?: string;
}

/** Requests by one insert, numbered by `n`; maker 41 has every tenth, customer c0 every hundredth. */
export async function fillRequests(store: TestStore, { orgId = ORG, count, ...own }: Filling): Promise<void> {
  const { state = `'pending'`, createdAt = `timestamptz '2026-01-01Z' + n * interval '1 second'`, endedAt = 'null' } = own;
  await store.sql(
    `insert into request (org_id, request_id, type, type_version, state, requester_id, requester_name, till_id, store_id, zone_id, concept_id,
                          payload, payload_salt, payload_digest, customer, reference, line, policy_version, verdict, quorum,
                          natural_key_hash, loyalty_key_hash, idempotency_key, fingerprint, created_at, updated_at, ended_at)
     select $1, md5(random()::text)::uuid, case n % 2 when 0 then 'EVEN_TYPE' else 'ODD_TYPE' end, 1, ${state},
            41 + n % 10, 'Mira Maker', (n % 7)::text, (n % 5)::text, (n % 3)::text, (n % 2)::text,
            '{"body":{}}', '00', 'd', 'c' || n % 100, 'r' || n, 'line ' || n, 0, 'checker', 1,
            md5(random()::text), md5(random()::text), md5(random()::text), 'f', ${createdAt}, ${createdAt}, ${endedAt}
       from generate_series(1, $2::int) n`,
    [orgId, count],
  );
}

/** What belongs to the filled requests: a first transition, a delivery that is over, a decision and, for some, an execution. */
export async function fillTheRest(store: TestStore, endpointId: string): Promise<void> {
  await store.sql(
    `insert into transition (org_id, request_id, seq, to_state, cause, trace_id, event_id, at)
     select org_id, request_id, 1, 'pending', 'maker', md5(request_id::text), request_id, created_at from request on conflict do nothing`,
  );
  await store.sql(
    `insert into delivery (org_id, endpoint_id, request_id, seq, payload_format, state, due_at, created_at)
     select org_id, $1, request_id, 1, 'documented', 'delivered', created_at, created_at from request on conflict do nothing`,
    [endpointId],
  );
  await store.sql(
    `insert into decision (org_id, request_id, checker_id, checker_name, verdict, comment, idempotency_key, decided_at)
     select org_id, request_id, 52, 'Chen Checker', 'approved', '', request_id, created_at from request on conflict do nothing`,
  );
  await store.sql(
    `insert into execution (org_id, request_id, type, customer_hash, when_in_doubt, trace_id, due_at)
     select org_id, request_id, type, gen_random_uuid(), 'replay', 't', now() + interval '1 hour' from request where random() < 0.5 on conflict do nothing`,
  );
}
