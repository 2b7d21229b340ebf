-- A payload may name several customers. Each is found by lists and counted by caps, not only the one that stands in the request's own row.

select lock_served_tables();

-- Everybody else whom a request names. Written with the request, gone once its personal data is erased.
create table request_customer (
  org_id     bigint not null,
  request_id uuid   not null,
  customer   text   not null,
  primary key (org_id, request_id, customer)
);
create index request_customer_by_name on request_customer (org_id, customer, request_id desc);

-- As 018, and with everybody else whom the request names.
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
        customer text, other_customers text[], reference text, amount numeric, line text, natural_key_hash text, loyalty_key_hash text,
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
  ), named as (
    insert into request_customer (org_id, request_id, customer)
    select w.org_id, w.request_id, other from winners w cross join lateral unnest(w.other_customers) as other
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

-- As 018, for each customer, whose counters everybody locks in one order. The facts are those of the customer with the most, because a cap that holds for that one holds for all.
create or replace function bind_limits() returns trigger
language plpgsql as $$
declare
  caps        json := new.limits -> 'caps';
  assumed     boolean := (new.limits ->> 'sameCustomerPending')::boolean;
  today       date := (new.created_at at time zone 'UTC')::date;
  points      numeric := coalesce(round(new.amount, 6), 0);
  -- Everybody whom the request names.
  names       text[] := new.customer || array(select n.customer from request_customer n
                                               where n.org_id = new.org_id and n.request_id = new.request_id);
  keys        text[];
  whom        text;
  cap         record;
  used        record;
  usage       jsonb := '{}';
  pending     uuid;
  passed      boolean := false;
begin
  foreach whom in array array['maker', 'customer', 'org'] loop
    continue when caps -> whom is null and not (whom = 'customer' and assumed is not null);
    keys := case whom
              when 'maker' then array[new.requester_id::text]
              when 'customer' then array(select distinct customer_hash(n)::text as key from unnest(names) as n order by key)
              else array['']
            end;
    with counted as (
      insert into policy_usage as u (org_id, type, subject, subject_key, day, requests, amount)
      select new.org_id, new.type, whom, key, today, 1, points from unnest(keys) as key
      on conflict (org_id, type, subject, subject_key) do update
         set day = greatest(u.day, excluded.day),
             requests = case when u.day >= excluded.day then u.requests + 1 else 1 end,
             amount = case when u.day >= excluded.day then u.amount + excluded.amount else excluded.amount end
      returning u.requests, u.amount
    )
    select max(c.requests) as requests, max(c.amount) as amount into used from counted c;
    select c.* into cap from json_to_record(coalesce(caps -> whom, '{}')) as c (requests int, amount numeric);
    passed := passed or coalesce(used.requests > cap.requests, false) or coalesce(used.amount > round(cap.amount, 6), false);
    usage := usage || jsonb_build_object(whom, jsonb_build_object('requests', used.requests - 1, 'amount', used.amount - points));
  end loop;
  if assumed is not null then
    -- Whoever submitted for one of these customers before held the customer's counter until its request could be seen.
    select p.request_id into pending
      from unnest(names) as name
     cross join lateral (
       (select r.request_id, r.created_at
          from request r
         where r.org_id = new.org_id and r.customer = name and r.type = new.type and r.state = 'pending' and r.request_id <> new.request_id
         order by r.created_at desc
         limit 1)
       union all
       select r.request_id, r.created_at
         from request_customer n
         join request r on r.org_id = n.org_id and r.request_id = n.request_id
        where n.org_id = new.org_id and n.customer = name and r.type = new.type and r.state = 'pending' and r.request_id <> new.request_id) p
     order by p.created_at desc
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

-- As 018, to each customer.
create or replace function give_back_limits() returns trigger
language plpgsql as $$
declare
  names text[] := new.customer || array(select n.customer from request_customer n
                                         where n.org_id = new.org_id and n.request_id = new.request_id);
  whom  text;
  keys  text[];
begin
  foreach whom in array array['maker', 'customer', 'org'] loop
    continue when not (new.limits -> 'caps' -> whom is not null or whom = 'customer' and new.limits ->> 'sameCustomerPending' is not null);
    keys := case whom
              when 'maker' then array[new.requester_id::text]
              when 'customer' then array(select distinct customer_hash(n)::text as key from unnest(names) as n order by key)
              else array['']
            end;
    perform from policy_usage u
      where u.org_id = new.org_id and u.type = new.type and u.subject = whom and u.subject_key = any (keys)
      order by u.subject_key
        for no key update;
    update policy_usage u
       set requests = u.requests - 1, amount = u.amount - coalesce(round(new.amount, 6), 0)
     where u.org_id = new.org_id and u.type = new.type and u.subject = whom and u.subject_key = any (keys)
       and u.day = (new.created_at at time zone 'UTC')::date;
  end loop;
  return null;
end
$$;

-- Whose personal data is erased is named nowhere: neither here nor by a counter of a day that is over.
create function forget_other_customers() returns trigger
language plpgsql as $$
begin
  delete from policy_usage u using request_customer n
   where n.org_id = new.org_id and n.request_id = new.request_id
     and u.org_id = n.org_id and u.type = new.type and u.subject = 'customer' and u.subject_key = customer_hash(n.customer)::text
     and u.day < (now_ms() at time zone 'UTC')::date;
  delete from request_customer n where n.org_id = new.org_id and n.request_id = new.request_id;
  return null;
end
$$;
create trigger request_customers_erased after update of erased_at on request
  for each row when (old.erased_at is null and new.erased_at is not null) execute function forget_other_customers();

-- Behind the wall between orgs. The triggers run as whoever writes the request.
select wall_off('request_customer');
select admit_former_roles('request_customer');
grant select, insert on request_customer to countersign_gateway;
grant select on request_customer to countersign_worker;
