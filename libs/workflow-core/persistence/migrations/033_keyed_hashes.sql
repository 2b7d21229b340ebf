select lock_served_tables();

-- Customers are counted by a keyed hash, whose key the database does not hold: an md5 of a mobile number is found by trying. Gateways send the
-- hashes of everybody whom a submission names, the request's own customer first, within its limits; they are kept beside them, so that they go
-- when the request is erased.
alter table request add column customer_keys text[];

create function keep_customer_keys() returns trigger
language plpgsql as $$
begin
  new.customer_keys := array(select json_array_elements_text(new.limits -> 'customerKeys'));
  new.limits := (new.limits::jsonb - 'customerKeys')::json;
  return new;
end
$$;
create trigger request_customer_keys before insert on request
  for each row when (new.limits ->> 'customerKeys' is not null) execute function keep_customer_keys();

-- Everybody whom a request names.
create function customers_named(asked request) returns text[]
language sql stable as $$
  select asked.customer || array(select n.customer from request_customer n where n.org_id = asked.org_id and n.request_id = asked.request_id)
$$;

-- What caps count a request by, in the order in which everybody locks the counters. A gateway of the version before sends no keys.
create function cap_subjects(asked request, whom text) returns text[]
language sql stable as $$
  select case whom
           when 'maker' then array[asked.requester_id::text]
           when 'customer' then array(
             select distinct key from unnest(coalesce(asked.customer_keys,
               array(select customer_hash(n)::text from unnest(customers_named(asked)) as n))) as key order by key)
           else array[''] end
$$;

-- Counters of days that are over count nothing any more. Those of today, which gateways before counted without a key, are taken over by the
-- customer's next request.
delete from policy_usage where subject = 'customer' and day < (now_ms() at time zone 'UTC')::date;

create function take_over_count(asked request) returns void
language plpgsql volatile as $$
declare
  was policy_usage;
begin
  delete from policy_usage u
   where u.org_id = asked.org_id and u.type = asked.type and u.subject = 'customer' and u.subject_key = customer_hash(asked.customer)::text
  returning * into was;
  if found then
    insert into policy_usage as u (org_id, type, subject, subject_key, day, requests, amount)
    values (was.org_id, was.type, was.subject, asked.customer_keys[1], was.day, was.requests, was.amount)
    on conflict (org_id, type, subject, subject_key) do update
       set day = greatest(u.day, excluded.day),
           requests = case when u.day = excluded.day then u.requests + excluded.requests when u.day > excluded.day then u.requests else excluded.requests end,
           amount = case when u.day = excluded.day then u.amount + excluded.amount when u.day > excluded.day then u.amount else excluded.amount end;
  end if;
end
$$;

-- As 025, by the keyed hashes.
create or replace function bind_limits() returns trigger
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
    if whom = 'customer' and new.customer_keys is not null then
      perform take_over_count(new);
    end if;
    with counted as (
      insert into policy_usage as u (org_id, type, subject, subject_key, day, requests, amount)
      select new.org_id, new.type, whom, key, today, 1, points from unnest(cap_subjects(new, whom)) as key
      on conflict (org_id, type, subject, subject_key) do update
         set day = greatest(u.day, excluded.day),
             requests = case when u.day >= excluded.day then u.requests + 1 else 1 end,
             amount = case when u.day >= excluded.day then u.amount + excluded.amount else excluded.amount end
      returning u.requests, u.amount
    )
    -- The facts are those of the customer with the most, because a cap that holds for that one holds for all.
    select max(c.requests) as requests, max(c.amount) as amount into used from counted c;
    select c.* into cap from json_to_record(coalesce(caps -> whom, '{}')) as c (requests int, amount numeric);
    passed := passed or coalesce(used.requests > cap.requests, false) or coalesce(used.amount > round(cap.amount, 6), false);
    usage := usage || jsonb_build_object(whom, jsonb_build_object('requests', used.requests - 1, 'amount', used.amount - points));
  end loop;
  if assumed is not null then
    -- Whoever submitted for one of these customers before held the customer's counter until its request could be seen.
    select p.request_id into pending
      from unnest(customers_named(new)) as name
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

create or replace function give_back_limits() returns trigger
language plpgsql as $$
declare
  whom  text;
  keys  text[];
begin
  foreach whom in array array['maker', 'customer', 'org'] loop
    continue when not (new.limits -> 'caps' -> whom is not null or whom = 'customer' and new.limits ->> 'sameCustomerPending' is not null);
    keys := cap_subjects(new, whom);
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

-- The taking over deletes the row without a key.
grant delete on policy_usage to countersign_gateway;

-- A reason of a revocation can be forgotten like one of a pause; who did what to whom stays.
drop trigger identity_action_only_grows on identity_action;
create trigger identity_action_only_grows before delete or truncate on identity_action
  for each statement execute function refuse_rewriting();
create trigger identity_action_only_forgets before update on identity_action
  for each row execute function refuse_rewriting_but('reason');

-- As forget_words, for entries about no request.
create function forget_entries(org bigint, of_kind text, numbers bigint[]) returns void
language plpgsql volatile as $$
begin
  -- First, and in a statement of its own: who is sealing these words at this moment is either done before the next one, or begins anew.
  insert into journal (org_id, forgotten) values (org, 1) on conflict (org_id) do update set forgotten = journal.forgotten + 1;
  update journal_leaf l set salt = null
   where l.org_id = org and l.request_id = no_request() and l.kind = of_kind and l.number = any (numbers) and l.salt is not null;
end
$$;

-- The reasons of what was done to types, people, webhooks and clients. Those about a request go with it.
create function forget_reasons(caller json, of_kind text, numbers bigint[]) returns bigint
language plpgsql volatile as $$
declare
  org bigint := (caller ->> 'org_id')::bigint;
  count bigint;
begin
  perform forget_entries(org, of_kind, numbers);
  case of_kind
    when 'operator-action' then
      update pause p set reason = 'erased' from operator_action a
       where p.org_id = org and a.org_id = org and a.action_id = any (numbers) and a.action = 'pause' and p.type = a.type and p.reason = a.reason;
      update operator_action a set reason = null, idempotency_key = null, fingerprint = null
       where a.org_id = org and a.action_id = any (numbers) and a.request_id is null and a.action in ('pause', 'resume') and a.reason is not null;
    when 'identity-action' then
      update revocation v set reason = 'erased' from identity_action i
       where v.org_id = org and i.org_id = org and i.action_id = any (numbers) and i.action = 'revoke' and v.user_id = i.about and v.reason = i.reason;
      update identity_action i set reason = null where i.org_id = org and i.action_id = any (numbers) and i.reason is not null;
    when 'webhook-action' then
      update webhook_action w set reason = null where w.org_id = org and w.action_id = any (numbers) and w.reason is not null;
    when 'client-action' then
      update client_action k set reason = null where k.org_id = org and k.action_id = any (numbers) and k.reason is not null;
  end case;
  get diagnostics count = row_count;
  if count > 0 then
    perform note_action(caller, 'erase', of_kind, count || case count when 1 then ' reason' else ' reasons' end);
  end if;
  return count;
end
$$;

-- Reasons in which one of these spellings stands. A spelling of three letters would stand in half of them.
create function reasons_that_mention(org bigint, customers text[]) returns table (kind text, number bigint)
language sql stable as $$
  with said as (
    select 'operator-action' as kind, a.action_id as number, a.reason from operator_action a
     where a.org_id = org and a.request_id is null and a.action in ('pause', 'resume')
    union all select 'identity-action', i.action_id, i.reason from identity_action i where i.org_id = org
    union all select 'webhook-action', w.action_id, w.reason from webhook_action w where w.org_id = org
    union all select 'client-action', k.action_id, k.reason from client_action k where k.org_id = org
  )
  select s.kind, s.number from said s
   where exists (select from unnest(customers) as c (spelling) where length(c.spelling) > 3 and position(c.spelling in s.reason) > 0)
$$;

-- Which reads are kept no longer.
create function forget_reads(org bigint, reads bigint[]) returns void
language plpgsql volatile as $$
begin
  perform forget_entries(org, 'read', reads);
  update read_action r
     set what = null, filter = null, request_id = null, row_count = null, times = null, actor_id = null, actor_name = null, trace_id = null
   where r.org_id = org and r.read_id = any (reads) and r.what is not null;
end
$$;

-- What is left of a person beside requests: counters of caps, also today's, reasons that name them, and reads that looked for them. `keys` are
-- the keyed hashes of the spellings. Returns how many rows lost something.
create function erase_person(caller json, customers text[], keys text[]) returns bigint
language plpgsql volatile as $$
declare
  org bigint := (caller ->> 'org_id')::bigint;
  found_reads bigint[];
  named record;
  total bigint;
  count bigint;
begin
  delete from policy_usage u
   where u.org_id = org and u.subject = 'customer'
     and (u.subject_key = any (keys) or u.subject_key in (select customer_hash(c)::text from unnest(customers) as c));
  get diagnostics total = row_count;
  for named in select m.kind, array_agg(m.number) as numbers from reasons_that_mention(org, customers) m group by m.kind order by m.kind loop
    total := total + forget_reasons(caller, named.kind, named.numbers);
  end loop;
  select array_agg(r.read_id) into found_reads from read_action r
   where r.org_id = org and exists (select from unnest(keys) as k (key) where position(k.key in r.filter::text) > 0);
  count := coalesce(cardinality(found_reads), 0);
  if count > 0 then
    perform forget_reads(org, found_reads);
    perform note_action(caller, 'erase', 'JOURNAL_READS', count || case count when 1 then ' read' else ' reads' end);
  end if;
  return total + count;
end
$$;

-- As 022: also the counters that the request was counted by, and its key.
create or replace function erase_requests(org bigint, wanted uuid[], undelivered boolean) returns table (request_id uuid, type text)
language plpgsql volatile as $$
#variable_conflict use_column
declare
  chosen uuid[];
begin
  -- In a statement of its own: the next ones see what whoever held the locks has written, such as an event that is sent again.
  perform from request r
    where r.org_id = org and r.request_id = any (wanted) order by r.request_id for update;
  select array_agg(r.request_id) into chosen
    from request r
   where r.org_id = org and r.request_id = any (wanted) and r.erased_at is null
     and r.state in ('approved', 'failed', 'rejected', 'withdrawn', 'expired')
     and (undelivered or not exists (select from delivery d where d.org_id = org and d.request_id = r.request_id and d.state = 'due'));
  if chosen is null then
    return;
  end if;
  -- Before the words themselves: whoever seals them at this moment has done so, or begins anew and finds none.
  perform forget_words(org, chosen);
  update delivery d set state = 'dropped'
   where d.org_id = org and d.request_id = any (chosen) and d.state in ('due', 'exhausted');
  update decision d set comment = 'erased', idempotency_key = null, fingerprint = null
   where d.org_id = org and d.request_id = any (chosen);
  update transition t set comment = null, outcome = outcome_without_words(t.outcome)
   where t.org_id = org and t.request_id = any (chosen);
  update review v set evidence = 'erased' where v.org_id = org and v.request_id = any (chosen);
  update operator_action a set reason = null, idempotency_key = null, fingerprint = null
   where a.org_id = org and a.request_id = any (chosen);
  -- Counters of days that are over count nothing any more.
  delete from policy_usage u using request r
   where r.org_id = org and r.request_id = any (chosen)
     and u.org_id = org and u.type = r.type and u.subject = 'customer'
     and u.subject_key = any (customer_hash(r.customer)::text || r.customer_keys)
     and u.day < (now_ms() at time zone 'UTC')::date;
  return query
  update request r
     set payload = '{"erased":true}', payload_salt = '', customer = 'erased', customer_keys = null, reference = null, line = 'erased',
         natural_key_hash = null, idempotency_key = null, fingerprint = null,
         loyalty_key_hash = case when r.state = 'approved' then r.loyalty_key_hash end,
         outcome = outcome_without_words(r.outcome), loyalty_answer = null, erased_at = now_ms()
   where r.org_id = org and r.request_id = any (chosen)
  returning r.request_id, r.type;
end
$$;

-- As 022, and `JOURNAL_READS` stands for the entries of who read what.
create or replace function erase_overdue(most int) returns int
language plpgsql volatile security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  rule retention;
  looked record;
begin
  select r.* into rule from retention r where r.next_at <= clock_timestamp() order by r.next_at limit 1 for update skip locked;
  if not found then
    return 0;
  end if;
  if rule.type = 'JOURNAL_READS' then
    select count(*)::int as number, array_agg(o.read_id) as reads into looked
      from (select r.read_id, r.at from read_action r where r.org_id = rule.org_id and r.what is not null order by r.read_id limit most) o
     where o.at < clock_timestamp() - make_interval(days => rule.days);
    if looked.number > 0 then
      perform forget_reads(rule.org_id, looked.reads);
    end if;
    update retention r
       set next_at = case when looked.number < most then clock_timestamp() + interval '10 minutes' else clock_timestamp() end
     where r.org_id = rule.org_id and r.type = rule.type;
    return looked.number;
  end if;
  with ended as materialized (
    select r.request_id, r.type, r.ended_at
      from request r
     where r.org_id = rule.org_id and r.ended_at is not null and (r.ended_at, r.request_id) > (rule.swept_until, rule.swept_id)
       and r.ended_at < clock_timestamp() - make_interval(days => rule.days)
     order by r.ended_at, r.request_id
     limit most
  )
  select count(*)::int as number, array_agg(e.request_id) filter (where e.type = rule.type) as overdue,
         (array_agg(e.ended_at order by e.ended_at desc, e.request_id desc))[1] as last_end,
         (array_agg(e.request_id order by e.ended_at desc, e.request_id desc))[1] as last_id
    into looked
    from ended e;
  perform erase_requests(rule.org_id, looked.overdue, true);
  delete from delivery d where d.org_id = rule.org_id and d.request_id = any (looked.overdue);
  delete from attempt a where a.org_id = rule.org_id and a.request_id = any (looked.overdue);
  -- Nobody was asked for anything by what was refused, so that nothing of it has to stay.
  delete from refused_submission s
   where s.org_id = rule.org_id
     and s.refusal_id in (select o.refusal_id from refused_submission o
                           where o.org_id = rule.org_id and o.type = rule.type
                             and o.refused_at < clock_timestamp() - make_interval(days => rule.days)
                           order by o.refused_at
                           limit most);
  update retention r
     set swept_until = coalesce(looked.last_end, r.swept_until), swept_id = coalesce(looked.last_id, r.swept_id),
         next_at = case when looked.number < most then clock_timestamp() + interval '10 minutes' else clock_timestamp() end
   where r.org_id = rule.org_id and r.type = rule.type;
  return looked.number;
end
$$;

revoke execute on function forget_entries(bigint, text, bigint[]), forget_reasons(json, text, bigint[]), reasons_that_mention(bigint, text[]),
  forget_reads(bigint, bigint[]), erase_person(json, text[], text[]) from countersign_gateway, countersign_worker;

-- Auditors read the journal one kind at a time.
grant select on policy_action, refused_action, identity_action_entry, policy_action_entry, refusal_entry, webhook_action_entry, client_action_entry,
  read_entry to countersign_gateway;
