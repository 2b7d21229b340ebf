import { setTimeout as sleep } from 'node:timers/promises';
import { type Close, closeOutcome, type CloseResult, type Person, type RequestState } from '@countersign/engine';
import { Batcher } from '../batching/batcher';
import { recordset } from '../batching/recordset';
import { withRowFallback } from '../batching/row-by-row';
import type { Database } from '../postgres/database';
import { isLockTimeout } from '../postgres/store-errors';

type CheckerClose = Extract<Close, { checker: Person }>;

interface Moved {
  readonly ordinal: number;
  readonly state: RequestState;
  readonly version: number;
  readonly approvals: number;
  readonly at: Date;
}

const REVOKED = {
  column: 'v.user_id is not null',
  join: 'left join revocation v on v.org_id = c.org_id and v.user_id = c.actor_id and v.not_before >= c.token_issued_at',
};

/** Time has no token, and whoever ends by it no right to look for revocations. */
const NEVER_REVOKED = { column: 'false', join: '' };

/** What a close ran into: the request as it stands and this caller's own earlier decisions. */
const explaining = (revoked: typeof REVOKED): string => `
  select c.ordinal, r.state, r.requester_id, r.payload_digest, coalesce(r.expires_at <= clock_timestamp(), false) as past_expiry,
         r.level_grants, next_position(r) as position, d.checker_id is not null as decided, ${revoked.column} as revoked,
         k.request_id as key_request_id, k.fingerprint as key_fingerprint
    from rows_of($1) as one cross join lateral json_to_record(one) as c (
         ordinal int, org_id bigint, request_id uuid, actor_id bigint, idempotency_key text, token_issued_at timestamptz)
    left join request r on r.org_id = c.org_id and r.request_id = c.request_id
    left join decision d on d.org_id = c.org_id and d.request_id = c.request_id and d.checker_id = c.actor_id
    left join decision k on k.org_id = c.org_id and k.checker_id = c.actor_id and k.idempotency_key = c.idempotency_key
    ${revoked.join}`;

interface Explanation {
  readonly ordinal: number;
  readonly state: RequestState | null;
  readonly requester_id: number | null;
  readonly payload_digest: string | null;
  readonly past_expiry: boolean;
  readonly level_grants: readonly string[] | null;
  readonly position: number | null;
  readonly decided: boolean;
  readonly revoked: boolean;
  readonly key_request_id: string | null;
  readonly key_fingerprint: string | null;
}

/** Still pending and nothing speaks against it: somebody else had the row locked. */
const BUSY = Symbol('busy');

/** Deciding is a right that a worker does not have, so that what it does about time is a function of its own. */
const CLOSING = {
  close_requests: { write: 'select * from close_requests(not_revoked($1))', explain: explaining(REVOKED) },
  expire_requests: { write: 'select * from expire_requests($1)', explain: explaining(NEVER_REVOKED) },
} as const;
type ClosingFunction = keyof typeof CLOSING;

const FIRST_PAUSE_MS = 5;
const LONGEST_PAUSE_MS = 100;
const GIVE_UP_AFTER_MS = 1_000;

/**
 * Decisions, withdrawals and expiries: one guarded statement for all who come together, one read when some of them lost.
 * Whoever met a locked row tries again with later batches, so that it holds up neither its neighbours nor a connection.
 */
export function closer(database: Database): (close: Close) => Promise<CloseResult> {
  const batcherOf = (name: ClosingFunction): Batcher<Close, CloseResult | typeof BUSY> =>
    new Batcher({
      maxSize: 64,
      keysOf: lockKeys,
      room: database.room,
      run: (closes) => withRowFallback(closes, (some) => closeTogether(database, name, some)),
    });
  const byPeople = batcherOf('close_requests');
  const byClock = batcherOf('expire_requests');
  return async (close) => {
    const batcher = close.action === 'expire' ? byClock : byPeople;
    const giveUpAt = performance.now() + GIVE_UP_AFTER_MS;
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      const result = await batcher.add(close).catch(busyWhenLocked);
      if (result !== BUSY) return result;
      if (performance.now() + pause > giveUpAt) return { kind: 'key-in-progress' };
      await sleep(pause);
    }
  };
}

function busyWhenLocked(error: unknown): typeof BUSY {
  if (isLockTimeout(error)) return BUSY;
  throw error;
}

function lockKeys(close: Close): readonly string[] {
  const keys = [`request/${close.orgId}/${close.requestId}`];
  if ('checker' in close && close.idempotency) keys.push(`key/${close.orgId}/${close.checker.id}/${close.idempotency.key}`);
  return keys;
}

async function closeTogether(database: Database, name: ClosingFunction, closes: readonly Close[]): Promise<(CloseResult | typeof BUSY)[]> {
  const rows = recordset(closes.map(closeRow));
  const moved = await database.within(closes.map(({ orgId }) => orgId)).query<Moved>(name, CLOSING[name].write, [rows]);
  const byOrdinal = new Map(moved.map((row) => [row.ordinal, row]));
  const losers = closes.filter((_, ordinal) => !byOrdinal.has(ordinal));
  const reasons = losers.length === 0 ? new Map<Close, CloseResult | typeof BUSY>() : await explain(database, name, losers);
  return closes.map((close, ordinal) => {
    const done = byOrdinal.get(ordinal);
    return done
      ? { kind: 'done', state: done.state, version: done.version, approvals: done.approvals, at: done.at }
      : (reasons.get(close) ?? BUSY);
  });
}

async function explain(
  database: Database,
  name: ClosingFunction,
  losers: readonly Close[],
): Promise<Map<Close, CloseResult | typeof BUSY>> {
  const rows = await database
    .within(losers.map(({ orgId }) => orgId))
    .query<Explanation>(name === 'close_requests' ? 'explain_closes' : 'explain_expiries', CLOSING[name].explain, [
      recordset(losers.map(closeRow)),
    ]);
  return new Map(
    rows.flatMap((row) => {
      const loser = losers[row.ordinal];
      return loser ? [[loser, reasonOf(row, loser)] as const] : [];
    }),
  );
}

/** The first thing that speaks against it, in the order in which a caller would want to hear of it. */
function reasonOf(row: Explanation, close: Close): CloseResult | typeof BUSY {
  if (row.revoked) return { kind: 'revoked' };
  if (row.state === null) return { kind: 'unknown' };
  if (close.action === 'withdraw') {
    if (row.requester_id !== close.maker.id) return { kind: 'not-maker' };
    return row.state === 'pending' ? BUSY : { kind: 'not-pending', state: row.state };
  }
  if (close.action === 'expire') return row.state === 'pending' ? BUSY : { kind: 'not-pending', state: row.state };
  if (row.key_request_id !== null)
    return row.key_fingerprint === close.idempotency?.fingerprint ? { kind: 'replayed' } : { kind: 'key-reused' };
  if (row.requester_id === close.checker.id) return { kind: 'own-request' };
  if (row.state !== 'pending') return { kind: 'not-pending', state: row.state };
  if (row.decided) return { kind: 'already-decided-by-caller' };
  if (row.past_expiry) return { kind: 'expired' };
  if (close.digest !== undefined && close.digest !== row.payload_digest) return { kind: 'digest-differs' };
  return missingGrant(row, close) ?? BUSY;
}

function missingGrant(row: Explanation, { action, grants = ['CanCheckRequest'] }: CheckerClose): CloseResult | undefined {
  if (row.level_grants === null) return undefined;
  const next = row.level_grants[(row.position ?? 1) - 1] ?? 'CanCheckRequest';
  const asked = action === 'approve' ? [next] : row.level_grants;
  return asked.some((grant) => (grants as readonly string[]).includes(grant)) ? undefined : { kind: 'level-grant-missing', grant: next };
}

function closeRow(close: Close): object {
  const base = { org_id: close.orgId, request_id: close.requestId, action: close.action, trace_id: close.traceId, event_id: close.eventId };
  switch (close.action) {
    case 'expire':
      return base;
    case 'withdraw':
      return {
        ...base,
        actor_id: close.maker.id,
        actor_name: close.maker.name,
        outcome: closeOutcome(close),
        token_issued_at: close.tokenIssuedAt,
      };
    default:
      return {
        ...base,
        // Sent back is rejected, with an outcome that says so.
        action: close.action === 'approve' ? 'approve' : 'reject',
        outcome: closeOutcome(close),
        actor_id: close.checker.id,
        actor_name: close.checker.name,
        comment: close.comment,
        digest: close.digest,
        idempotency_key: close.idempotency?.key,
        fingerprint: close.idempotency?.fingerprint,
        when_in_doubt: close.whenInDoubt,
        token_issued_at: close.tokenIssuedAt,
        grants: close.grants,
      };
  }
}
