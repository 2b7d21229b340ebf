import type { CapUsage, Outlook, OutlookQuestion, SubmissionOutlook } from '@countersign/engine';
import type { Database } from '../postgres/database';

/** As bind_limits and the unique index of natural keys look at one submission, for many at once and without a lock. */
const LOOK = `
  with asked as (
    select 'maker' as subject, $3::text as subject_key, null::text as customer
    union all select 'org', '', null
    union all select 'customer', k.key, k.customer from unnest($4::text[], $6::text[]) as k (customer, key)
  )
  select 'policy' as kind, null as name, coalesce((
           select p.version from policy p where p.org_id = $1 and p.type = $2 and p.status = 'active'), 0) as requests,
         null::numeric as amount, null::uuid as request_id
  union all
  select a.subject, a.customer, u.requests, u.amount, w.request_id
    from asked a
    left join policy_usage u on u.org_id = $1 and u.type = $2 and u.subject = a.subject and u.subject_key = a.subject_key
                            and u.day >= (clock_timestamp() at time zone 'UTC')::date
    left join lateral (
      select p.request_id
        from ((select r.request_id, r.created_at from request r
                where r.org_id = $1 and r.customer = a.customer and r.type = $2 and r.state = 'pending'
                order by r.created_at desc limit 1)
              union all
              select r.request_id, r.created_at
                from request_customer n join request r on r.org_id = n.org_id and r.request_id = n.request_id
               where n.org_id = $1 and n.customer = a.customer and r.type = $2 and r.state = 'pending') p
       order by p.created_at desc limit 1) w on true
  union all
  select 'open', k, null, null, r.request_id
    from unnest($5::text[]) as k
    join request r on r.org_id = $1 and r.natural_key_hash = k and r.state in ('pending', 'accepted', 'needs_review')`;

interface SeenRow {
  readonly kind: 'policy' | 'maker' | 'org' | 'customer' | 'open';
  /** The customer or the hash of the natural key. */
  readonly name: string | null;
  /** Counted requests; the version of the policy. */
  readonly requests: number | null;
  readonly amount: number | null;
  readonly request_id: string | null;
}

/** What submissions would meet in PostgreSQL. */
export class PgSubmissionOutlook implements SubmissionOutlook {
  constructor(private readonly database: Database) {}

  async look({ orgId, type, makerId, customers, naturalKeyHashes }: OutlookQuestion): Promise<Outlook> {
    const keys = customers.map((customer) => this.database.identifiers.of(orgId, customer));
    const values = [orgId, type, String(makerId), customers, naturalKeyHashes, keys];
    const rows = await this.database.within([orgId]).query<SeenRow>('submission_outlook', LOOK, values);
    const maker = rows.flatMap((row) => (row.kind === 'maker' ? usageOf(row) : []))[0];
    const org = rows.flatMap((row) => (row.kind === 'org' ? usageOf(row) : []))[0];
    return {
      policyVersion: rows.find(({ kind }) => kind === 'policy')?.requests ?? 0,
      ...(maker && { makerUsage: maker }),
      ...(org && { orgUsage: org }),
      customerUsage: new Map(rows.flatMap((row) => (row.kind === 'customer' ? usageOf(row).map((usage) => [row.name ?? '', usage]) : []))),
      pendingByCustomer: idsOf(rows, 'customer'),
      openByNaturalKey: idsOf(rows, 'open'),
    };
  }
}

function usageOf({ requests, amount }: SeenRow): CapUsage[] {
  return requests === null ? [] : [{ requests, amount: amount ?? 0 }];
}

function idsOf(rows: readonly SeenRow[], wanted: SeenRow['kind']): ReadonlyMap<string, string> {
  return new Map(
    rows.flatMap(({ kind, name, request_id }) => (kind === wanted && name !== null && request_id !== null ? [[name, request_id]] : [])),
  );
}
