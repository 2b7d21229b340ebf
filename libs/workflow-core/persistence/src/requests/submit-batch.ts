import { type NewRequest, type PolicyFacts, revoked, StoreUnavailableError, type SubmitResult } from '@countersign/engine';
import { Batcher, type JobEnd } from '../batching/batcher';
import { recordset } from '../batching/recordset';
import { withRowFallback } from '../batching/row-by-row';
import type { Database } from '../postgres/database';
import { isLockTimeout, isShutOut, passedLimits } from '../postgres/store-errors';
import { REQUEST_COLUMNS, type RequestRow, requestOf, WITH_EXECUTION } from './request-rows';

/**
 * Why submissions were not stored: the caller's earlier request with the same key, the open request with the same natural key.
 * Neither: the policy version is no longer current, or what was in the way has just ended.
 */
const EXPLAIN = `
  select w.ordinal, r.fingerprint, o.request_id as open_request_id, ${REQUEST_COLUMNS}
    from rows_of($1) as one cross join lateral json_to_record(one) as w (ordinal int, org_id bigint, requester_id bigint, idempotency_key text, natural_key_hash text)
    left join request r on r.org_id = w.org_id and r.requester_id = w.requester_id and r.idempotency_key = w.idempotency_key
    ${WITH_EXECUTION}
    left join request o on o.org_id = w.org_id and o.natural_key_hash = w.natural_key_hash
                       and o.state in ('pending', 'accepted', 'needs_review')`;

export type NotStored = Exclude<SubmitResult, { kind: 'created' }>;

type Explanation = {
  readonly ordinal: number;
  readonly fingerprint: string | null;
  readonly open_request_id: string | null;
} & (RequestRow | { readonly request_id: null });

/** New requests, stored by one statement for all who come together. Only a batch that has losers reads again, once. */
export function submitBatch(database: Database): Batcher<NewRequest, SubmitResult> {
  return new Batcher({
    maxSize: 64,
    keysOf: lockKeys,
    room: database.room,
    run: async (requests) => {
      const ends = await withRowFallback(requests, (some) => submitTogether(database, some));
      const locked = requests.filter((_, index) => isLockedOut(ends[index]));
      return locked.length === 0 ? ends : withReasons(requests, ends, await whyLocked(database, locked));
    },
  });
}

/**
 * A submission whose verdict depends on others waits for their counters, and holds up nobody else: it is sent alone.
 * It comes to the same ends as one in a batch, or to the facts that speak against its verdict.
 */
export function submitAlone(database: Database, request: NewRequest): Promise<SubmitResult> {
  return storeAlone(database, request, async () => {
    const [result] = await submitTogether(database, [request]);
    return result ?? { kind: 'policy-changed' };
  });
}

/** Whatever way one request is stored alone: a limit or a lock in its way is told as what it means to the caller. */
export async function storeAlone(database: Database, request: NewRequest, store: () => Promise<SubmitResult>): Promise<SubmitResult> {
  try {
    return await store();
  } catch (error) {
    const end = endOf(error);
    if (end) return end;
    const reason = isLockTimeout(error) ? (await whyLocked(database, [request])).get(request) : undefined;
    if (reason) return reason;
    throw error;
  }
}

/** What the database said of the request itself; undefined where it said nothing. @throws WorkflowError for a program that was shut out */
export function endOf(error: unknown): SubmitResult | undefined {
  if (isShutOut(error)) throw revoked();
  const facts = passedLimits(error);
  return facts === undefined ? undefined : { kind: 'limits-differ', facts: JSON.parse(facts) as PolicyFacts };
}

function isLockedOut(end: JobEnd<SubmitResult> | undefined): boolean {
  return end !== undefined && 'error' in end && isLockTimeout(end.error);
}

function withReasons(
  requests: readonly NewRequest[],
  ends: readonly JobEnd<SubmitResult>[],
  reasons: ReadonlyMap<NewRequest, SubmitResult>,
): JobEnd<SubmitResult>[] {
  return requests.map((request, index): JobEnd<SubmitResult> => {
    const reason = reasons.get(request);
    return reason ? { result: reason } : (ends[index] ?? { error: new Error('A submission came to no end.') });
  });
}

/**
 * Somebody held what the insert needed. When it was the key of a call under way, its row may be there by now, or is not to be seen yet.
 * When it was the whole table this read does not get through either, and the submissions stay unavailable.
 */
async function whyLocked(database: Database, locked: readonly NewRequest[]): Promise<ReadonlyMap<NewRequest, SubmitResult>> {
  try {
    const reasons = await explain(database, locked);
    return new Map(
      locked.map((request) => {
        const reason = reasons.get(request);
        return [request, reason && reason.kind !== 'policy-changed' ? reason : { kind: 'key-in-progress' }];
      }),
    );
  } catch (error) {
    if (!(error instanceof StoreUnavailableError)) throw error;
    return new Map();
  }
}

/** What two submissions must not share in one batch, since only one of them can be stored. */
function lockKeys({ orgId, requester, idempotency, naturalKeyHash }: NewRequest): readonly string[] {
  const keys: string[] = [];
  if (idempotency) keys.push(`key/${orgId}/${requester.id}/${idempotency.key}`);
  if (naturalKeyHash) keys.push(`natural/${orgId}/${naturalKeyHash}`);
  return keys;
}

async function submitTogether(database: Database, requests: readonly NewRequest[]): Promise<SubmitResult[]> {
  const stored = await database
    .within(requests.map(({ orgId }) => orgId))
    .query<{ ordinal: number; created_at: Date }>('submit_requests', 'select * from submit_requests($1)', [
      recordset(requests.map((request) => submissionRow(request, database))),
    ]);
  const createdAt = new Map(stored.map((row) => [row.ordinal, row.created_at]));
  const losers = requests.filter((_, ordinal) => !createdAt.has(ordinal));
  const reasons = losers.length === 0 ? new Map<NewRequest, NotStored>() : await explain(database, losers);
  return requests.map((request, ordinal) => {
    const at = createdAt.get(ordinal);
    return at ? { kind: 'created', createdAt: at } : (reasons.get(request) ?? { kind: 'policy-changed' });
  });
}

/** Why these were not stored. */
export async function explain(database: Database, losers: readonly NewRequest[]): Promise<Map<NewRequest, NotStored>> {
  const rows = await database
    .within(losers.map(({ orgId }) => orgId))
    .query<Explanation>('explain_submits', EXPLAIN, [recordset(losers.map(keyRow))]);
  return new Map(
    rows.flatMap((row) => {
      const loser = losers[row.ordinal];
      return loser ? [[loser, reasonOf(row, loser)] as const] : [];
    }),
  );
}

function reasonOf(row: Explanation, loser: NewRequest): NotStored {
  if (row.request_id !== null)
    return row.fingerprint === loser.idempotency?.fingerprint ? { kind: 'replayed', request: requestOf(row) } : { kind: 'key-reused' };
  return row.open_request_id === null ? { kind: 'policy-changed' } : { kind: 'duplicate', openRequestId: row.open_request_id };
}

function keyRow(request: NewRequest): object {
  return {
    org_id: request.orgId,
    requester_id: request.requester.id,
    idempotency_key: request.idempotency?.key,
    natural_key_hash: request.naturalKeyHash,
  };
}

export function submissionRow(request: NewRequest, keyed: Pick<Database, 'identifiers'>): object {
  return {
    ...keyRow(request),
    request_id: request.requestId,
    type: request.type,
    type_version: request.typeVersion,
    requester_name: request.requester.name,
    till_id: request.entityInfo.tillId,
    store_id: request.entityInfo.storeId,
    zone_id: request.entityInfo.zoneId,
    concept_id: request.entityInfo.conceptId,
    payload: request.payloadText,
    payload_salt: request.payloadSalt,
    payload_digest: request.payloadDigest,
    customer: request.customer,
    other_customers: request.otherCustomers,
    reference: request.reference,
    amount: request.amount,
    line: request.line,
    loyalty_key_hash: request.loyaltyKeyHash,
    fingerprint: request.idempotency?.fingerprint,
    policy_version: request.policyVersion,
    verdict: request.verdict,
    quorum: request.quorum,
    when_in_doubt: request.whenInDoubt,
    expires_after_hours: request.expiresAfterHours,
    trace_id: request.traceId,
    event_id: request.eventId,
    band: request.band,
    level_grants: request.levelGrants,
    limits: request.limits && { ...request.limits, ...customerKeysOf(request, keyed) },
    knows_controls: true,
  };
}

/** What caps count the customers by, where they do; the request's own customer first. */
function customerKeysOf({ orgId, customer, otherCustomers = [], limits }: NewRequest, keyed: Pick<Database, 'identifiers'>): object {
  const isCounted = limits?.caps.customer !== undefined || limits?.sameCustomerPending !== undefined;
  return isCounted ? { customerKeys: [customer, ...otherCustomers].map((one) => keyed.identifiers.of(orgId, one)) } : {};
}
