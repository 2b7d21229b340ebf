select lock_served_tables();

-- Secrets of webhooks are sealed by the apps: a sealed text says so and names its key. What is older stays readable until it is sealed.
-- Secrets that were the newest until a rotation, as [{"secret": …, "until": …}]; they sign until then.
alter table webhook_endpoint add column previous_secrets jsonb not null default '[]';

-- When personal data of this request was erased; it counts on without it.
alter table request add column erased_at timestamptz;

-- How long personal data of ended requests is kept, by org and type; for good where there is no row. The sweeper goes through ended
-- requests in the order of their ends and remembers how far it is.
create table retention (
  org_id      bigint      not null,
  type        text        not null,
  -- Longer than deliveries are tried and keys are kept.
  days        int         not null check (days between 7 and 36500),
  set_by      bigint      not null,
  set_at      timestamptz not null,
  swept_until timestamptz not null default '-infinity',
  swept_id    uuid        not null default '00000000-0000-0000-0000-000000000000',
  next_at     timestamptz not null default '-infinity',
  primary key (org_id, type)
);
create index retention_next on retention (next_at);

alter table operator_action drop constraint operator_action_action_check;
alter table operator_action add constraint operator_action_action_check check (action in
  ('pause', 'resume', 'replay', 'redispatch', 'propose', 'confirm', 'decline', 'withdraw', 'erase', 'retain'));
alter table operator_action drop constraint operator_action_on_something;
alter table operator_action add constraint operator_action_on_something
  check ((request_id is null) = (action in ('pause', 'resume', 'erase', 'retain')));

-- Answers are rendered again and not kept. Versions that still keep theirs go on, and nothing of it stays.
truncate operator_answer;
create function keep_nothing() returns trigger
language plpgsql as $$
begin
  return null;
end
$$;
create trigger operator_answer_is_not_kept before insert on operator_answer for each row execute function keep_nothing();

-- A journal still only grows; but words that somebody wrote, and the key that they chose, can be forgotten.
create function refuse_rewriting_but_words() returns trigger
language plpgsql as $$
begin
  if to_jsonb(new) - '{reason,idempotency_key,fingerprint}'::text[] = to_jsonb(old) - '{reason,idempotency_key,fingerprint}'::text[]
     and new.reason is null and new.idempotency_key is null and new.fingerprint is null then
    return new;
  end if;
  raise exception 'Table % is a journal: rows are added, and of what is there only words can be forgotten.', tg_table_name;
end
$$;
drop trigger operator_action_only_grows on operator_action;
create trigger operator_action_only_grows before delete or truncate on operator_action
  for each statement execute function refuse_rewriting();
create trigger operator_action_only_forgets before update on operator_action
  for each row execute function refuse_rewriting_but_words();

-- What an outcome says without the words of the loyalty API, which may quote the customer.
create function outcome_without_words(outcome json) returns json
language sql immutable as $$
  select case when outcome is not null then
    json_strip_nulls(json_build_object('kind', outcome -> 'kind', 'code', outcome -> 'code', 'message', 'erased',
                                       'attempts', outcome -> 'attempts', 'partial', outcome -> 'partial')) end
$$;

-- The one list of where personal data stands. Takes what of these requests has ended and is not erased yet; with `undelivered` also those
-- whose events are still on their way, which are then given up. Salts go with what they salted: digests stay, and tell nothing without
-- them. The hash of the loyalty key stays where the request may have taken effect: without it a later request with the same key could be
-- taken for executed. It is the reference of a transaction, not of a person.
create function erase_requests(org bigint, wanted uuid[], undelivered boolean) returns table (request_id uuid, type text)
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
  -- Counters of days that are over count nothing any more; today's are of nobody once the request does not name the customer.
  delete from policy_usage u using request r
   where r.org_id = org and r.request_id = any (chosen)
     and u.org_id = org and u.type = r.type and u.subject = 'customer' and u.subject_key = customer_hash(r.customer)::text
     and u.day < (now_ms() at time zone 'UTC')::date;
  return query
  update request r
     set payload = '{"erased":true}', payload_salt = '', customer = 'erased', reference = null, line = 'erased',
         natural_key_hash = null, idempotency_key = null, fingerprint = null,
         loyalty_key_hash = case when r.state = 'approved' then r.loyalty_key_hash end,
         outcome = outcome_without_words(r.outcome), loyalty_answer = null, erased_at = now_ms()
   where r.org_id = org and r.request_id = any (chosen)
  returning r.request_id, r.type;
end
$$;

-- Erases on somebody's order and journals how many, by type, in the same transaction.
create function erase_on_order(caller json, wanted uuid[], undelivered boolean) returns bigint
language plpgsql volatile as $$
declare
  counted record;
  total bigint := 0;
begin
  for counted in
    select e.type, count(*) as requests from erase_requests((caller ->> 'org_id')::bigint, wanted, undelivered) e group by e.type order by e.type
  loop
    perform note_action(caller, 'erase', counted.type, counted.requests || case counted.requests when 1 then ' request' else ' requests' end);
    total := total + counted.requests;
  end loop;
  return total;
end
$$;

-- What policies refused to this customer, under each of these spellings, stays as a fact about nobody. Journaled like requests.
create function erase_refused(caller json, customers text[]) returns bigint
language plpgsql volatile as $$
declare
  counted record;
  total bigint := 0;
begin
  for counted in
    with erased as (
      update refused_submission s set customer = 'erased', idempotency_key = null
       where s.org_id = (caller ->> 'org_id')::bigint and s.customer = any (customers)
      returning s.type
    )
    select e.type, count(*) as submissions from erased e group by e.type order by e.type
  loop
    perform note_action(caller, 'erase', counted.type,
                        counted.submissions || case counted.submissions when 1 then ' refused submission' else ' refused submissions' end);
    total := total + counted.submissions;
  end loop;
  return total;
end
$$;

-- How long to keep, or null for good.
create function set_retention(caller json, of_type text, keep_days int) returns void
language plpgsql volatile as $$
begin
  if keep_days is null then
    delete from retention r where r.org_id = (caller ->> 'org_id')::bigint and r.type = of_type;
  else
    insert into retention (org_id, type, days, set_by, set_at)
    select c.org_id, of_type, keep_days, c.actor_id, now_ms() from json_to_record(caller) as c (org_id bigint, actor_id bigint)
    on conflict (org_id, type) do update
      set days = excluded.days, set_by = excluded.set_by, set_at = excluded.set_at, next_at = '-infinity';
  end if;
  perform note_action(caller, 'retain', of_type, coalesce(keep_days || ' days', 'for good'));
end
$$;

-- One round for the retention whose turn it is: looks at no more than `most` ended requests. Their personal data goes, and the rows that
-- tell of tries to deliver and to execute. Returns how many were looked at; 0 when nothing is to be done now.
-- With the rights of the owner: a worker may do this, and has no right to rewrite requests otherwise.
create function erase_overdue(most int) returns int
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

create index refused_submission_by_type on refused_submission (org_id, type, refused_at);

-- Behind the wall between orgs: the gateway has no business here, and the worker only the one function.
select wall_off('retention');
revoke execute on function erase_requests(bigint, uuid[], boolean), erase_on_order(json, uuid[], boolean), erase_refused(json, text[]),
  set_retention(json, text, int), erase_overdue(int) from countersign_gateway, countersign_worker;
grant execute on function erase_overdue(int) to countersign_worker;
-- A rotation keeps the secret that was the newest, so that its statement reads what 017 kept from the gateway; it is sealed by now.
grant select (secret, previous_secrets), update (secret, previous_secrets) on webhook_endpoint to countersign_gateway;
