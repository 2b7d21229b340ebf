import type { RequestRef, RequestState, StoredOutcome } from '@countersign/engine';
import {
  describeDeliveryStore,
  describeExecutionStore,
  describeNotificationStore,
  describePolicyStore,
  describeRequestStore,
  type JournaledTransition,
  type NotedAttempt,
  type StoreFixture,
  type Stores,
} from '@countersign/engine/testing';
import { PgPolicyStore } from './policies/pg-policy-store';
import { optional } from './postgres/optional';
import { caller } from './testdata/reviews';
import { LEASE, type TestGateway, testStore, type TestStore } from './testdata/test-database';

/** Whatever waits for a time has waited `$1` milliseconds longer. */
const PASS_TIME = [
  `update execution set due_at = due_at - make_interval(secs => $1 / 1000.0), lease_until = lease_until - make_interval(secs => $1 / 1000.0)`,
  `update delivery set due_at = due_at - make_interval(secs => $1 / 1000.0)`,
  `update request set expires_at = expires_at - make_interval(secs => $1 / 1000.0), created_at = created_at - make_interval(secs => $1 / 1000.0)`,
  `update policy_usage set day = day - floor($1 / 86400000.0)::int`,
  `update notification set due_at = due_at - make_interval(secs => $1 / 1000.0), created_at = created_at - make_interval(secs => $1 / 1000.0),
          ended_at = ended_at - make_interval(secs => $1 / 1000.0)`,
  `update reminder set due_at = due_at - make_interval(secs => $1 / 1000.0)`,
];

interface TransitionRow {
  readonly seq: number;
  readonly from_state: RequestState | null;
  readonly to_state: RequestState;
  readonly cause: JournaledTransition['cause'];
  readonly actor_id: number | null;
  readonly checker_id: number | null;
  readonly comment: string | null;
  readonly outcome: StoredOutcome | null;
  readonly trace_id: string;
  readonly event_id: string | null;
  readonly at: Date;
}

function transitionOf(row: TransitionRow): JournaledTransition {
  return {
    seq: row.seq,
    to: row.to_state,
    cause: row.cause,
    traceId: row.trace_id,
    at: row.at,
    ...optional('from', row.from_state),
    ...optional('actorId', row.actor_id),
    ...optional('checkerId', row.checker_id),
    ...optional('comment', row.comment),
    ...optional('outcome', row.outcome),
    ...optional('eventId', row.event_id),
  };
}

function storesOf({ requests, executions, endpoints, deliveries, notifications, database }: TestGateway): Stores {
  return { requests, executions, endpoints, deliveries, notifications, policies: new PgPolicyStore(database) };
}

function rowsOf<Row extends object>(store: TestStore, table: string, order: string, { orgId, requestId }: RequestRef): Promise<Row[]> {
  return store.sql<Row>(`select * from ${table} where org_id = $1 and request_id = $2 order by ${order}`, [orgId, requestId]);
}

async function postgresFixture(): Promise<StoreFixture> {
  const store = await testStore();
  return {
    here: storesOf(store),
    there: storesOf(store.gateway()),
    ...LEASE,
    pause: async (orgId, type) => {
      await store.pauses.pause(caller(orgId), type, 'the loyalty API is being mended');
    },
    resume: async (orgId, type) => {
      await store.pauses.resume(caller(orgId), type);
    },
    revoke: async (orgId, personId, person) => {
      await store.revocations.revoke({ orgId, person }, personId, 'left the company');
    },
    passTime: async (ms) => {
      for (const text of PASS_TIME) await store.sql(text, [ms]);
    },
    journal: async (request) => (await rowsOf<TransitionRow>(store, 'transition', 'seq', request)).map(transitionOf),
    attempts: async (request) => {
      const rows = await rowsOf<NotedAttempt>(store, 'attempt', 'attempt_id', request);
      return rows.map((row) => ({ epoch: row.epoch, class: row.class, fenced: row.fenced }));
    },
    empty: async () => {
      await store.sql(`truncate request, transition, decision, execution, attempt, policy, webhook_endpoint, delivery, pause,
                       policy_usage, verdict_facts, refused_submission, revocation, notification, reminder, notification_sender`);
    },
    close: () => store.drop(),
  };
}

describe('in PostgreSQL', () => {
  describeRequestStore(postgresFixture);
  describeExecutionStore(postgresFixture);
  describeDeliveryStore(postgresFixture);
  describeNotificationStore(postgresFixture);
  describePolicyStore(postgresFixture);
});
