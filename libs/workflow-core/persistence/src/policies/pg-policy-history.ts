import type { CheckerGrant, PastSubmission, PastSubmissions, PolicyFacts, PolicyHistory, RefusalReason } from '@countersign/engine';
import type { Database } from '../postgres/database';

/** What is judged anew at once. */
const MOST_SUBMISSIONS = 20_000;
/** Requests that are looked at for it: those of other types lie between them. */
const MOST_SCANNED = 100_000;
const PAGE = 1_000;

const WINDOW = `select date_trunc('day', now() at time zone 'UTC') at time zone 'UTC' - make_interval(days => $1::int - 1) as "from", now() as "to"`;

/** Whose personal data was erased counts as a customer of its own. Newest first, of all types: the index knows no types. What is wanted of a request is read for those of the type alone. */
const REQUESTS = `
  select r.request_id as id, r.created_at as at, r.type = $2 as of_type, r.requester_id as maker_id,
         case when r.erased_at is null then customer_hash(r.customer) else r.request_id end as customer_key,
         r.amount, r.policy_version, r.verdict, r.band, r.quorum, r.level_grants,
         r.limits ->> 'sameCustomerPending' = 'true' as customer_had_pending, r.limits ->> 'ownPolicy' = 'true' as own_policy,
         r.earlier_maker_ids as other_maker_ids, r.state, r.ended_at, f.facts,
         case when r.verdict = 'checker' and r.state not in ('pending', 'withdrawn', 'expired') and r.type = $2 then (
           select max(d.decided_at) from decision d where d.org_id = r.org_id and d.request_id = r.request_id) end as decided_at
    from (select * from request q
           where q.org_id = $1 and q.created_at >= $3 and (q.created_at, q.request_id) < ($4::timestamptz, $5::uuid)
           order by q.created_at desc, q.request_id desc
           limit ${PAGE}) r
    left join verdict_facts f on r.type = $2 and f.org_id = r.org_id and f.request_id = r.request_id
   order by r.created_at desc, r.request_id desc`;

const REFUSALS = `
  select s.refusal_id as id, s.refused_at as at, s.type = $2 as of_type, s.requester_id as maker_id,
         case s.customer when 'erased' then s.refusal_id else customer_hash(s.customer) end as customer_key,
         s.amount, s.policy_version, s.reason, s.facts
    from refused_submission s
   where s.org_id = $1 and s.refused_at >= $3 and (s.refused_at, s.refusal_id) < ($4::timestamptz, $5::uuid)
   order by s.refused_at desc, s.refusal_id desc
   limit ${PAGE}`;

const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

interface Row {
  readonly id: string;
  readonly at: Date;
  readonly of_type: boolean;
  readonly maker_id: number;
  readonly customer_key: string;
  readonly amount: number | null;
  readonly policy_version: number;
  readonly facts: PolicyFacts | null;
}

interface RequestRow extends Row {
  readonly verdict: 'auto' | 'checker';
  readonly band: number | null;
  readonly quorum: number;
  readonly level_grants: readonly CheckerGrant[] | null;
  readonly customer_had_pending: boolean | null;
  readonly own_policy: boolean | null;
  readonly other_maker_ids: readonly string[] | null;
  readonly state: string;
  readonly ended_at: Date | null;
  readonly decided_at: Date | null;
}

interface RefusalRow extends Row {
  readonly reason: RefusalReason;
}

interface Window {
  readonly from: Date;
  readonly to: Date;
}

interface Found<R extends Row> {
  readonly rows: readonly R[];
  /** There is more than was read. */
  readonly truncated: boolean;
}

/** Past submissions in PostgreSQL, one page after the other, so that none holds a connection for long. */
export class PgPolicyHistory implements PolicyHistory {
  /** @param lists where lists are read, so that this takes no connection from a decision */
  constructor(private readonly lists: Database) {}

  async read(orgId: number, type: string, days: number): Promise<PastSubmissions> {
    const [window] = await this.lists.query<Window>('policy_window', WINDOW, [days]);
    if (!window) throw new Error('PostgreSQL did not tell the time.');
    const requests = await this.pages<RequestRow>('past_requests', REQUESTS, [orgId, type], window);
    const refusals = await this.pages<RefusalRow>('past_refusals', REFUSALS, [orgId, type], window);
    // Before the oldest of a list that was cut off, the other one says only half of what was.
    const since = Math.max(firstOf(requests), firstOf(refusals));
    const all = [...requests.rows.map(storedSubmission), ...refusals.rows.map(refusedSubmission)]
      .filter(({ at }) => at.getTime() >= since)
      .sort((one, other) => one.at.getTime() - other.at.getTime());
    const submissions = all.slice(-MOST_SUBMISSIONS);
    return { submissions, ...window, truncated: requests.truncated || refusals.truncated || submissions.length < all.length };
  }

  private async pages<R extends Row>(
    name: string,
    text: string,
    whose: readonly [orgId: number, type: string],
    { from, to }: Window,
  ): Promise<Found<R>> {
    const rows: R[] = [];
    let place: readonly [Date, string] = [to, LAST_ID];
    for (let scanned = 0; scanned < MOST_SCANNED; scanned += PAGE) {
      const page = await this.lists.within([whose[0]]).query<R>(name, text, [...whose, from, ...place]);
      rows.push(...page.filter((row) => row.of_type));
      const last = page.at(-1);
      if (!last || page.length < PAGE) return { rows, truncated: false };
      if (rows.length > MOST_SUBMISSIONS) break;
      place = [last.at, last.id];
    }
    return { rows, truncated: true };
  }
}

function firstOf<R extends Row>({ rows, truncated }: Found<R>): number {
  return (truncated && rows.at(-1)?.at.getTime()) || Number.NEGATIVE_INFINITY;
}

function storedSubmission(row: RequestRow): PastSubmission {
  const waitedUntil = row.verdict === 'checker' && row.state !== 'pending' ? (row.decided_at ?? row.ended_at) : null;
  const cameToNothing = ['rejected', 'withdrawn', 'expired', 'failed'].includes(row.state) ? row.ended_at : null;
  const { facts, ...rest } = base(row);
  return {
    ...rest,
    facts: { ...facts, ...(row.own_policy && { ownPolicy: true }) },
    ...(row.other_maker_ids && { otherMakerIds: row.other_maker_ids.map(Number) }),
    verdict: row.verdict === 'auto' ? { kind: 'auto' } : checkersOf(row),
    ...(waitedUntil && { waitedUntil }),
    ...(cameToNothing && { cameToNothingAt: cameToNothing }),
  };
}

function checkersOf(row: RequestRow): PastSubmission['verdict'] {
  return {
    kind: 'checkers',
    quorum: row.quorum,
    grants: row.level_grants ?? Array.from({ length: row.quorum }, () => 'CanCheckRequest' as const),
    ...(row.band !== null && { band: row.band }),
    ...(row.customer_had_pending && { warning: 'same-customer-pending' }),
    ...(row.own_policy && { ownPolicy: true }),
  };
}

function refusedSubmission(row: RefusalRow): PastSubmission {
  return { ...base(row), verdict: { kind: 'refused', reason: row.reason } };
}

function base(row: Row): Omit<PastSubmission, 'verdict'> {
  return {
    id: row.id,
    at: row.at,
    makerId: row.maker_id,
    customerKey: row.customer_key,
    policyVersion: row.policy_version,
    facts: { ...row.facts, ...(row.amount !== null && { amount: row.amount }) },
  };
}
