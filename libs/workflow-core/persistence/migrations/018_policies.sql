-- Bands with levels of checkers, daily caps, duplicates, and what is needed to reach each verdict again.

select lock_served_tables();

alter table policy
  -- What older versions do not know: bands, daily caps, duplicates. Null where the policy has none of them.
  add column controls json,
  -- The active version when this one was proposed; null where that was not kept.
  add column based_on int;

alter table request
  -- Which band of the policy, from 1.
  add column band         int,
  -- The grant that each approval takes, in order; null: CanCheckRequest for all.
  add column level_grants text[],
  -- The daily caps and assumptions that the verdict rests on; null where it rests on the request alone. Held by bind_limits.
  add column limits       json;
alter table request add constraint request_level_for_each_approval check (cardinality(level_grants) = quorum) not valid;

-- What caps count: one row per subject, of the day (UTC) on which it was last used.
create table policy_usage (
  org_id      bigint  not null,
  type        text    not null,
  subject     text    not null check (subject in ('maker', 'customer', 'org')),
  -- The maker's id, the hash of the customer, or nothing.
  subject_key text    not null,
  day         date    not null,
  requests    int     not null,
  amount      numeric not null,
  primary key (org_id, type, subject, subject_key)
) with (fillfactor = 50);

-- What a verdict rested on beside policy and request: the counters before it, and whether the customer had another request pending.
create table verdict_facts (
  org_id     bigint not null,
  request_id uuid   not null,
  facts      json   not null,
  primary key (org_id, request_id)
);

-- What a policy refused. Without the payload: nothing was asked of anybody.
create table refused_submission (
  org_id          bigint      not null,
  refusal_id      uuid        not null,
  type            text        not null,
  requester_id    bigint      not null,
  requester_name  text        not null,
  till_id         text,
  store_id        text,
  zone_id         text,
  concept_id      text,
  customer        text        not null,
  amount          numeric,
  policy_version  int         not null,
  reason          text        not null,
  facts           json        not null,
  idempotency_key text,
  trace_id        text        not null,
  refused_at      timestamptz not null,
  primary key (org_id, refusal_id)
);
-- Repeating a refused call tells nothing new.
create unique index refused_submission_key on refused_submission (org_id, requester_id, idempotency_key, policy_version)
  where idempotency_key is not null;
create index refused_submission_by_time on refused_submission (org_id, refused_at desc, refusal_id desc);

-- Holds a new request to its limits, whatever way it came: counts it, and breaks off with the facts when a cap is passed or when it was
-- judged by something else than there is. Comes after the request's unique keys and locks maker, customer, org, like every other writer.
create function bind_limits() returns trigger
language plpgsql as $$
declare
  caps        json := new.limits -> 'caps';
  assumed     boolean := (new.limits ->> 'sameCustomerPending')::boolean;
  today       date := (new.created_at at time zone 'UTC')::date;
  points      numeric := coalesce(round(new.amount, 6), 0);
  whom        text;
  cap         record;
  used        record;
  usage       jsonb := '{}';
  pending     uuid;
  passed      boolean := false;
begin
  foreach whom in array array['maker', 'customer', 'org'] loop
    continue when caps -> whom is null and not (whom = 'customer' and assumed is not null);
    insert into policy_usage as u (org_id, type, subject, subject_key, day, requests, amount)
    values (new.org_id, new.type, whom,
            case whom when 'maker' then new.requester_id::text when 'customer' then customer_hash(new.customer)::text else '' end,
            today, 1, points)
    on conflict (org_id, type, subject, subject_key) do update
       set day = greatest(u.day, excluded.day),
           requests = case when u.day >= excluded.day then u.requests + 1 else 1 end,
           amount = case when u.day >= excluded.day then u.amount + excluded.amount else excluded.amount end
    returning u.requests, u.amount into used;
    select c.* into cap from json_to_record(coalesce(caps -> whom, '{}')) as c (requests int, amount numeric);
    passed := passed or coalesce(used.requests > cap.requests, false) or coalesce(used.amount > round(cap.amount, 6), false);
    usage := usage || jsonb_build_object(whom, jsonb_build_object('requests', used.requests - 1, 'amount', used.amount - points));
  end loop;
  if assumed is not null then
    -- Whoever submitted for this customer before held the customer's counter until its request could be seen.
    select r.request_id into pending
      from request r
     where r.org_id = new.org_id and r.customer = new.customer and r.type = new.type and r.state = 'pending' and r.request_id <> new.request_id
     order by r.created_at desc
     limit 1;
    passed := passed or assumed <> (pending is not null);
  end if;
  usage := jsonb_strip_nulls(jsonb_build_object('usage', usage, 'pendingRequestId', pending));
  if passed then
    raise exception using errcode = 'CS001', message = 'The request is beyond the limits by which it was judged.', detail = usage::text;
  end if;
  insert into verdict_facts (org_id, request_id, facts) values (new.org_id, new.request_id, usage::json);
  return null;
end
$$;
create trigger request_limits_bind after insert on request
  for each row when (new.limits is not null) execute function bind_limits();

-- What came to nothing leaves room on the day on which it was asked for.
create function give_back_limits() returns trigger
language plpgsql as $$
declare
  whom text;
begin
  foreach whom in array array['maker', 'customer', 'org'] loop
    update policy_usage u
       set requests = u.requests - 1, amount = u.amount - coalesce(round(new.amount, 6), 0)
     where u.org_id = new.org_id and u.type = new.type and u.subject = whom
       and u.subject_key = case whom when 'maker' then new.requester_id::text when 'customer' then customer_hash(new.customer)::text else '' end
       and u.day = (new.created_at at time zone 'UTC')::date
       and (new.limits -> 'caps' -> whom is not null or whom = 'customer' and new.limits ->> 'sameCustomerPending' is not null);
  end loop;
  return null;
end
$$;
create trigger request_limits_given_back after update of state on request
  for each row when (new.limits is not null and new.state in ('rejected', 'withdrawn', 'expired', 'failed') and old.state <> new.state)
  execute function give_back_limits();

-- As 004, and with band, level grants and limits. A gateway of the version before knows none of them: where the policy has controls it
-- is told that the policy has changed, and stores nothing that they would not bind.
create or replace function submit_requests(submissions json) returns table (ordinal int, created_at timestamptz)
language plpgsql volatile as $$
#variable_conflict use_column
begin
  return query
  with wanted as materialized (
    select s.*, now_ms() as at
      from rows_of(submissions) as one cross join lateral json_to_record(one) as s (
        ordinal int, org_id bigint, request_id uuid, type text, type_version int, requester_id bigint, requester_name text,
        till_id text, store_id text, zone_id text, concept_id text, payload text, payload_salt text, payload_digest text,
        customer text, reference text, amount numeric, line text, natural_key_hash text, loyalty_key_hash text,
        idempotency_key text, fingerprint text, policy_version int, verdict text, quorum int, when_in_doubt text,
        expires_after_hours int, trace_id text, event_id uuid,
        band int, level_grants text[], limits json, knows_controls boolean)
  ), stored as (
    insert into request (
      org_id, request_id, type, type_version, state, requester_id, requester_name, till_id, store_id, zone_id, concept_id,
      payload, payload_salt, payload_digest, customer, reference, amount, line, natural_key_hash, loyalty_key_hash,
      idempotency_key, fingerprint, policy_version, verdict, quorum, created_at, updated_at, expires_at, band, level_grants, limits)
    select
      w.org_id, w.request_id, w.type, w.type_version, case w.verdict when 'auto' then 'accepted' else 'pending' end,
      w.requester_id, w.requester_name, w.till_id, w.store_id, w.zone_id, w.concept_id,
      w.payload::json, w.payload_salt, w.payload_digest, w.customer, w.reference, w.amount, w.line, w.natural_key_hash, w.loyalty_key_hash,
      w.idempotency_key, w.fingerprint, w.policy_version, w.verdict, w.quorum, w.at, w.at,
      case w.verdict when 'checker' then w.at + make_interval(hours => w.expires_after_hours) end,
      w.band, w.level_grants, w.limits
      from wanted w
     where w.policy_version = coalesce(
             (select case when w.knows_controls or p.controls is null then p.version else -1 end
                from policy p where p.org_id = w.org_id and p.type = w.type and p.status = 'active'), 0)
     -- Everybody takes the unique keys in the same order.
     order by w.org_id, w.natural_key_hash, w.requester_id, w.idempotency_key
    on conflict do nothing
    returning request.org_id, request.request_id
  ), winners as (
    select w.* from stored s join wanted w on w.org_id = s.org_id and w.request_id = s.request_id
  ), journaled as (
    insert into transition (org_id, request_id, seq, to_state, cause, actor_id, actor_name, trace_id, event_id, at)
    select w.org_id, w.request_id, 1,
           case w.verdict when 'auto' then 'accepted' else 'pending' end,
           case w.verdict when 'auto' then 'policy' else 'maker' end,
           w.requester_id, w.requester_name, w.trace_id,
           case w.verdict when 'checker' then w.event_id end, w.at
      from winners w
  ), started as (
    insert into execution (org_id, request_id, type, customer_hash, when_in_doubt, trace_id, due_at)
    select w.org_id, w.request_id, w.type, customer_hash(w.customer), w.when_in_doubt, w.trace_id, w.at
      from winners w where w.verdict = 'auto'
  ), announced as (
    insert into delivery (org_id, endpoint_id, request_id, seq, payload_format, state, due_at, created_at)
    select w.org_id, e.endpoint_id, w.request_id, 1, e.payload_format, 'due', w.at, w.at
      from winners w
      join subscriber e on e.org_id = w.org_id
     where w.verdict = 'checker'
  )
  select w.ordinal, w.at from winners w;
end
$$;

-- As 014, and a checker has to have the grant of the level.
create or replace function close_requests(closes json)
returns table (ordinal int, state text, version int, approvals int, at timestamptz)
language plpgsql volatile as $$
#variable_conflict use_column
begin
  return query
  with wanted as materialized (
    select c.*
      from rows_of(closes) as one cross join lateral json_to_record(one) as c (
        ordinal int, org_id bigint, request_id uuid, action text, actor_id bigint, actor_name text, comment text, digest text,
        idempotency_key text, fingerprint text, when_in_doubt text, trace_id text, event_id uuid, grants text[])
  ), locked as materialized (
    select w.*, r.type, r.customer, r.quorum, r.approvals, r.version, r.created_at, greatest(now_ms(), r.updated_at) as at
      from wanted w
      join request r on r.org_id = w.org_id and r.request_id = w.request_id
     where r.state = 'pending'
       and case
             when w.action in ('approve', 'reject') then
               r.requester_id <> w.actor_id
               and (w.digest is null or w.digest = r.payload_digest)
               and (r.expires_at is null or r.expires_at > clock_timestamp())
               -- An approval takes the grant of the level that is next, a rejection that of any level.
               and (r.level_grants is null
                    or case w.action when 'approve' then r.level_grants[r.approvals + 1 : r.approvals + 1] else r.level_grants end
                       && coalesce(w.grants, '{CanCheckRequest}'))
             when w.action = 'withdraw' then r.requester_id = w.actor_id
             else r.expires_at <= clock_timestamp()
           end
       for no key update of r skip locked
  ), decided as (
    -- A second word of the same checker, or a key that this checker used for another request, closes nothing.
    insert into decision (org_id, request_id, checker_id, checker_name, verdict, comment, digest_seen, idempotency_key, fingerprint, decided_at)
    select l.org_id, l.request_id, l.actor_id, l.actor_name, case l.action when 'approve' then 'approved' else 'rejected' end,
           l.comment, l.digest, l.idempotency_key, l.fingerprint, l.at
      from locked l where l.action in ('approve', 'reject')
    on conflict do nothing
    returning decision.org_id, decision.request_id
  ), winners as materialized (
    select l.*,
           case l.action
             when 'reject' then 'rejected'
             when 'withdraw' then 'withdrawn'
             when 'expire' then 'expired'
             else case when l.approvals + 1 >= l.quorum then 'accepted' else 'pending' end
           end as to_state
      from locked l
     where l.action in ('withdraw', 'expire')
        or exists (select 1 from decided d where d.org_id = l.org_id and d.request_id = l.request_id)
  ), moved as (
    update request r
       set state = w.to_state,
           version = r.version + case when w.to_state = 'pending' then 0 else 1 end,
           approvals = r.approvals + case when w.action = 'approve' then 1 else 0 end,
           checker_id = case when w.action in ('approve', 'reject') then w.actor_id else r.checker_id end,
           updated_at = w.at,
           ended_at = case when w.to_state in ('rejected', 'withdrawn', 'expired') then w.at end
      from winners w
     where r.org_id = w.org_id and r.request_id = w.request_id
    returning w.ordinal, r.state, r.version, r.approvals, w.at
  ), journaled as (
    insert into transition (org_id, request_id, seq, from_state, to_state, cause, actor_id, actor_name, checker_id, comment, trace_id, event_id, at)
    select w.org_id, w.request_id, w.version + 1, 'pending', w.to_state,
           case w.action when 'withdraw' then 'maker' when 'expire' then 'clock' else 'checker' end,
           w.actor_id, w.actor_name,
           case when w.action in ('approve', 'reject') then w.actor_id end,
           w.comment, w.trace_id, case when w.to_state <> 'accepted' then w.event_id end, w.at
      from winners w where w.to_state <> 'pending'
  ), started as (
    insert into execution (org_id, request_id, type, customer_hash, when_in_doubt, trace_id, in_doubt, due_at)
    select w.org_id, w.request_id, w.type, customer_hash(w.customer), w.when_in_doubt, w.trace_id,
           coalesce(w.created_at < (select o.restored_at from database_origin o where o.the_only_row), false), w.at
      from winners w where w.to_state = 'accepted'
  ), announced as (
    insert into delivery (org_id, endpoint_id, request_id, seq, payload_format, state, due_at, created_at)
    select w.org_id, e.endpoint_id, w.request_id, w.version + 1, e.payload_format, 'due',
           delivery_due_at(w.org_id, e.endpoint_id, w.request_id, w.at), w.at
      from winners w
      join subscriber e on e.org_id = w.org_id
     where w.to_state in ('rejected', 'withdrawn', 'expired')
  )
  select m.ordinal, m.state, m.version, m.approvals, m.at from moved m;
end
$$;

-- Behind the wall between orgs. The triggers run as whoever writes the request: a worker gives back what came to nothing.
select wall_off(walled) from unnest(array['policy_usage', 'verdict_facts', 'refused_submission']::regclass[]) as walled;
select admit_former_roles('policy_usage');
grant select, insert, update (day, requests, amount) on policy_usage to countersign_gateway;
grant select, update (requests, amount) on policy_usage to countersign_worker;
grant select, insert on verdict_facts, refused_submission to countersign_gateway;
