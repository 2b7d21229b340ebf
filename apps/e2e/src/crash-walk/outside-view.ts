import type { TestOrg } from '../support/test-org';
import type { TestStack } from '../support/test-stack';

interface TransitionRow {
  readonly from_state: string | null;
  readonly to_state: string;
  readonly event_id: string | null;
}

interface AttemptRow {
  readonly class: string;
  readonly fenced: boolean;
}

/** What a request and all that belongs to it look like to somebody who is not the engine. */
export interface OutsideView {
  readonly state: string;
  readonly openExecutions: number;
  readonly openDeliveries: number;
  readonly transitions: readonly TransitionRow[];
  readonly attempts: readonly AttemptRow[];
  readonly requestsOfOrg: number;
  readonly endpointsOfOrg: number;
  readonly effects: number;
}

interface Standing {
  readonly state: string;
  readonly executions: number;
  readonly deliveries: number;
}

const STANDING = `
  select r.state,
         (select count(*)::int from execution e where e.org_id = r.org_id and e.request_id = r.request_id) as executions,
         (select count(*)::int from delivery d where d.org_id = r.org_id and d.request_id = r.request_id and d.state <> 'delivered') as deliveries
    from request r where r.org_id = $1 and r.request_id = $2`;
const TRANSITIONS = 'select from_state, to_state, event_id from transition where org_id = $1 and request_id = $2 order by seq';
const ATTEMPTS = 'select class, fenced from attempt where org_id = $1 and request_id = $2 and endpoint_id is null order by attempt_id';
const COUNTS = `
  select (select count(*)::int from request where org_id = $1) as requests,
         (select count(*)::int from webhook_endpoint where org_id = $1 and deleted_at is null) as endpoints`;

/** Nothing is under way or due any more. */
export async function hasEnded(on: TestStack, orgId: number, requestId: string): Promise<boolean> {
  const [standing] = await on.sql<Standing & { [column: string]: unknown }>(STANDING, [orgId, requestId]);
  if (standing?.deliveries !== 0) return false;
  return standing.state === 'needs_review' || (standing.executions === 0 && standing.state !== 'pending');
}

export async function hasFencedAttempt(on: TestStack, orgId: number, requestId: string): Promise<boolean> {
  return (await on.sql<AttemptRow & { [column: string]: unknown }>(ATTEMPTS, [orgId, requestId])).some(({ fenced }) => fenced);
}

export async function outsideView(on: TestStack, org: TestOrg, requestId: string): Promise<OutsideView> {
  const [[standing], transitions, attempts, [counts], effects] = await Promise.all([
    on.sql<Standing & { [column: string]: unknown }>(STANDING, [org.id, requestId]),
    on.sql<TransitionRow & { [column: string]: unknown }>(TRANSITIONS, [org.id, requestId]),
    on.sql<AttemptRow & { [column: string]: unknown }>(ATTEMPTS, [org.id, requestId]),
    on.sql<{ requests: number; endpoints: number }>(COUNTS, [org.id]),
    org.effectsOf(requestId),
  ]);
  return {
    state: standing?.state ?? 'absent',
    openExecutions: standing?.executions ?? 0,
    openDeliveries: standing?.deliveries ?? 0,
    transitions,
    attempts,
    requestsOfOrg: counts?.requests ?? 0,
    endpointsOfOrg: counts?.endpoints ?? 0,
    effects: effects.length,
  };
}
