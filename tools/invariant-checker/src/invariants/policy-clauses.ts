import type { Clause } from './clause';

const OF_POLICY = 'p.org_id = r.org_id and p.type = r.type and p.version = r.policy_version';
const ENDED_IN_NOTHING = "('rejected', 'withdrawn', 'expired', 'failed')";

/** Points of a request: by its own text, or where that was erased by what was noted of it. */
const POINTS = 'case when r.erased_at is null then w.points else r.amount end';

/** How a request's policy says that it is checked: by whom its band is, in the order of its levels. No band: by one checker. */
const WANTED_CHECK = `
  request r
  left join policy p on ${OF_POLICY}
  left join wanted_effect w on w.org_id = r.org_id and w.request_id = r.request_id
  left join lateral (
    select x.place::int as place,
           (select array_agg(l.one ->> 'grant' order by l.turn, g.turn)
              from json_array_elements(x.band -> 'levels') with ordinality as l (one, turn)
             cross join lateral generate_series(1, (l.one ->> 'checkers')::int) as g (turn)) as grants
      from json_array_elements(p.controls -> 'bands') with ordinality as x (band, place)
     where ${POINTS} <= (x.band ->> 'upTo')::numeric or x.band ->> 'upTo' is null
        or ${POINTS} is null and x.place = json_array_length(p.controls -> 'bands')
     order by x.place limit 1) b on true
  cross join lateral (select coalesce(b.grants, array['CanCheckRequest']) as wanted,
                             coalesce(r.level_grants, array_fill('CanCheckRequest'::text, array[r.quorum])) as stored) c`;

const CAPPED = `
  request r
  join policy p on ${OF_POLICY}
 cross join lateral (
   values ('maker', r.requester_id::text), ('customer', r.customer), ('org', '')
   union all
   select 'customer', n.customer from request_customer n where n.org_id = r.org_id and n.request_id = r.request_id) as s (subject, whose)
 cross join lateral (select p.controls -> 'dailyCaps' -> s.subject as cap) c
 where c.cap is not null and r.state not in ${ENDED_IN_NOTHING} and not (s.subject = 'customer' and r.erased_at is not null)`;

/** Whether each request was let in, approved by itself or given to so many checkers as an agreed policy says. */
export const POLICY_CLAUSES: readonly Clause[] = [
  {
    name: 'policies were agreed upon by two people',
    counted: `select count(*) from policy where status in ('active', 'superseded')`,
    broken: `
      select p.org_id, null::uuid as request_id, 'Policy version ' || p.version || ' of ' || p.type || ' was not agreed upon by a second person.' as sentence
        from policy p where p.status in ('active', 'superseded') and (p.decided_by is null or p.decided_by = p.proposed_by)`,
  },
  {
    name: 'the policy that judged a request exists',
    counted: 'select count(*) from request where policy_version > 0',
    broken: `
      select r.org_id, r.request_id, 'The request was judged by policy version ' || r.policy_version || ', which does not exist.' as sentence
        from request r
       where r.policy_version <> 0
         and not exists (select 1 from policy p where p.org_id = r.org_id and p.type = r.type and p.version = r.policy_version)`,
  },
  {
    name: 'what approved itself was allowed to by an agreed policy',
    counted: `select count(*) from request where verdict = 'auto'`,
    broken: `
      select r.org_id, r.request_id,
             'The request approved itself by policy version ' || r.policy_version || ', which '
             || case when p.version is null then 'does not exist.' when p.status not in ('active', 'superseded') then 'was never agreed upon.'
                     when p.auto_approval ->> 'mode' = 'off' then 'wants a checker.'
                     else 'does not allow it for this amount.' end as sentence
        from request r
        left join policy p on p.org_id = r.org_id and p.type = r.type and p.version = r.policy_version
        left join wanted_effect w on w.org_id = r.org_id and w.request_id = r.request_id
       where r.verdict = 'auto'
         and (p.version is null or p.status not in ('active', 'superseded') or p.auto_approval ->> 'mode' = 'off'
              or p.auto_approval ->> 'mode' = 'up-to' and (w.points is null or w.points > (p.auto_approval ->> 'amount')::numeric))`,
  },
  {
    name: 'nothing approved itself by a policy of its own maker',
    counted: `select count(*) from request where verdict = 'auto'`,
    broken: `
      select r.org_id, r.request_id, 'The request approved itself by policy version ' || r.policy_version || ', in which its maker has a part.' as sentence
        from request r join policy p on ${OF_POLICY}
       where r.verdict = 'auto' and array[p.proposed_by, p.decided_by] && (array[r.requester_id] || coalesce(r.earlier_maker_ids, '{}'))`,
  },
  {
    name: 'what waits for a checker because of its own policy would else have been approved',
    counted: `select count(*) from request where limits ->> 'ownPolicy' = 'true'`,
    broken: `
      select r.org_id, r.request_id, 'The request says that its maker has a part in policy version ' || r.policy_version || ', who has none.' as sentence
        from request r left join policy p on ${OF_POLICY}
       where r.limits ->> 'ownPolicy' = 'true'
         and not coalesce(array[p.proposed_by, p.decided_by] && (array[r.requester_id] || coalesce(r.earlier_maker_ids, '{}')), false)`,
  },
  {
    name: 'band, quorum and level grants are those of the policy that judged the request',
    counted: `select count(*) from request where verdict = 'checker'`,
    broken: `
      select r.org_id, r.request_id,
             'The request is stored with band ' || coalesce(r.band::text, 'none') || ' and ' || r.quorum || ' approvals by ' || array_to_string(c.stored, ', ')
             || '; its policy wants band ' || coalesce(b.place::text, 'none') || ' and ' || cardinality(c.wanted) || ' by ' || array_to_string(c.wanted, ', ')
             || '.' as sentence
        from ${WANTED_CHECK}
       where r.verdict = 'checker'
         and (r.band is distinct from b.place or r.quorum <> cardinality(c.wanted) or c.stored <> c.wanted)`,
  },
  {
    name: 'a request counts with the points that it asks for',
    counted: 'select count(*) from request where amount is not null',
    broken: `
      select r.org_id, r.request_id,
             'The request counts with ' || coalesce(r.amount::text, 'no') || ' points and asks for ' || coalesce(w.points::text, 'none') || '.' as sentence
        from request r join wanted_effect w on w.org_id = r.org_id and w.request_id = r.request_id
       where r.erased_at is null and round(r.amount, 6) is distinct from round(w.points, 6)`,
  },
  {
    name: 'the limits that held for a request are those of its policy',
    counted: 'select count(*) from request where limits is not null',
    broken: `
      select r.org_id, r.request_id, 'The request was held to ' || coalesce(r.limits::text, 'no limits') || ', which is not what its policy says.' as sentence
        from request r left join policy p on ${OF_POLICY}
       cross join lateral (select coalesce(p.controls #>> '{duplicates,sameCustomerPending}', 'allow') as rule) d
       where coalesce(r.limits -> 'caps', '{}')::jsonb <> coalesce(p.controls -> 'dailyCaps', '{}')::jsonb
          or (r.limits -> 'sameCustomerPending' is not null) <> (d.rule <> 'allow')
          or r.limits ->> 'sameCustomerPending' = 'true' and (d.rule = 'refuse' or r.verdict = 'auto')
          or r.limits is not null and r.limits -> 'caps' is null`,
  },
  {
    name: 'no more was let in on one day than daily caps allow',
    counted: `select count(*) from ${CAPPED}`,
    broken: `
      select x.org_id, x.request_id,
             x.requests || ' requests of ' || x.amount || ' points were let in on ' || x.day || ', beyond the cap ' || x.cap || ' of a ' || x.subject || '.' as sentence
        from (select r.org_id, (array_agg(r.request_id order by r.created_at desc))[1] as request_id, s.subject, c.cap::text as cap,
                     (r.created_at at time zone 'UTC')::date as day, count(*) as requests, coalesce(sum(round(r.amount, 6)), 0) as amount
                from ${CAPPED}
               group by r.org_id, r.type, r.policy_version, s.subject, s.whose, c.cap::text, day) x
       where x.requests > (x.cap::json ->> 'requests')::int or x.amount > round((x.cap::json ->> 'amount')::numeric, 6)`,
  },
];
