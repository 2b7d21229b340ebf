-- What lies around a decision: requests that are sent back, and the requests by which their makers ask again.

select lock_served_tables();

alter table request
  -- The request of the same maker that this one asks for again.
  add column resubmission_of uuid;
-- Of one request at most one asks again.
create unique index request_resubmission on request (org_id, resubmission_of) where resubmission_of is not null;

-- As 018, and a close may say more of how it ended than the state does.
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
        idempotency_key text, fingerprint text, when_in_doubt text, outcome json, trace_id text, event_id uuid, grants text[])
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
               -- An approval takes the grant of the level that is next; to reject, also by sending back, that of any level.
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
           outcome = coalesce(w.outcome, r.outcome),
           updated_at = w.at,
           ended_at = case when w.to_state in ('rejected', 'withdrawn', 'expired') then w.at end
      from winners w
     where r.org_id = w.org_id and r.request_id = w.request_id
    returning w.ordinal, r.state, r.version, r.approvals, w.at
  ), journaled as (
    insert into transition (org_id, request_id, seq, from_state, to_state, cause, actor_id, actor_name, checker_id, comment, outcome, trace_id, event_id, at)
    select w.org_id, w.request_id, w.version + 1, 'pending', w.to_state,
           case w.action when 'withdraw' then 'maker' when 'expire' then 'clock' else 'checker' end,
           w.actor_id, w.actor_name,
           case when w.action in ('approve', 'reject') then w.actor_id end,
           w.comment, w.outcome, w.trace_id, case when w.to_state <> 'accepted' then w.event_id end, w.at
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

-- A new request by which a maker asks again, judged like any submission. `kind`: created; taken, when another request asks again for that
-- one already; lost, like any submission that meets a key or a policy that is no longer current, or when there is nothing to ask again for.
create function resubmit_request(submission json, org bigint, made uuid, earlier uuid)
returns table (kind text, created_at timestamptz)
language plpgsql volatile as $$
#variable_conflict use_column
declare
  origin request;
  stored timestamptz;
begin
  -- In a statement of its own: the next one sees the resubmission of whoever held the lock.
  select r.* into origin
    from request r
   where r.org_id = org and r.request_id = earlier and r.state in ('rejected', 'withdrawn', 'expired')
     for no key update;
  if not found then
    return query select 'lost', null::timestamptz;
    return;
  end if;
  if exists (select from request n where n.org_id = org and n.resubmission_of = earlier) then
    return query select 'taken', null::timestamptz;
    return;
  end if;
  select s.created_at into stored from submit_requests(submission) s;
  if stored is null then
    return query select 'lost', null::timestamptz;
    return;
  end if;
  update request n
     set resubmission_of = earlier, earlier_maker_ids = n.earlier_maker_ids || origin.earlier_maker_ids
   where n.org_id = org and n.request_id = made and n.requester_id = origin.requester_id;
  if not found then
    raise exception 'only the maker of a request submits it again' using errcode = 'integrity_constraint_violation';
  end if;
  return query select 'created', stored;
end
$$;

-- Who is told by e-mail, per org and type: {"emails": [...], "remindAfterHours": n}. Null: nobody.
alter table policy add column notifications json;
create unique index policy_notifying on policy (org_id, type) where status = 'active' and notifications is not null;

alter table request
  -- How often its checkers were reminded, and when last.
  add column reminders   int not null default 0,
  add column reminded_at timestamptz;

-- One e-mail to one address: of a step in the journal (its seq), or the how-manieth reminder. Kept for a while after it was sent.
create table notification (
  org_id     bigint      not null,
  request_id uuid        not null,
  kind       text        not null check (kind in ('step', 'reminder')),
  number     int         not null,
  address    text        not null,
  state      text        not null check (state in ('due', 'sent', 'given-up')),
  epoch      int         not null default 0,
  attempts   int         not null default 0,
  -- What the last try came to.
  class      text,
  due_at     timestamptz not null,
  created_at timestamptz not null,
  ended_at   timestamptz,
  primary key (org_id, request_id, kind, number, address)
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05);
create index notification_due on notification (due_at) where state = 'due';
create index notification_ended on notification (ended_at) where state <> 'due';

-- When the checkers of a request are reminded next; gone once it no longer waits.
create table reminder (
  org_id     bigint      not null,
  request_id uuid        not null,
  number     int         not null,
  due_at     timestamptz not null,
  primary key (org_id, request_id)
);
create index reminder_due on reminder (due_at);

-- When a worker that can send e-mail was last there.
create table notification_sender (
  the_only_row boolean     primary key default true check (the_only_row),
  seen_at      timestamptz not null
);

-- Whoever journals a step that subscribers hear of makes the notifications of it, in the same statement and transaction, and cannot forget
-- to.
create function note_who_is_told() returns trigger
language plpgsql as $$
begin
  -- Where nobody is told by e-mail, this is all that it costs.
  if not exists (select from policy p where p.status = 'active' and p.notifications is not null) then
    return null;
  end if;
  with told as materialized (
    select n.org_id, n.request_id, n.seq, n.to_state, n.at, p.notifications
      from journaled n
      join request r on r.org_id = n.org_id and r.request_id = n.request_id
      join policy p on p.org_id = r.org_id and p.type = r.type and p.status = 'active' and p.notifications is not null
     where n.event_id is not null
  ), timed as (
    insert into reminder (org_id, request_id, number, due_at)
    select t.org_id, t.request_id, 1, t.at + make_interval(hours => (t.notifications ->> 'remindAfterHours')::int)
      from told t where t.to_state = 'pending' and t.notifications ->> 'remindAfterHours' is not null
  )
  insert into notification (org_id, request_id, kind, number, address, state, due_at, created_at)
  select t.org_id, t.request_id, 'step', t.seq, a.address, 'due', t.at, t.at
    from told t cross join lateral json_array_elements_text(t.notifications -> 'emails') as a (address)
  on conflict do nothing;
  return null;
end
$$;
create trigger transition_is_told after insert on transition
  referencing new table as journaled for each statement execute function note_who_is_told();

-- Claims what is due. What could not be sent for three days is given up, so that nobody is told old news when e-mail works again.
create function claim_notifications(most int, lease interval)
returns table (org_id bigint, request_id uuid, kind text, number int, address text, epoch int, attempts int,
               type text, requester_name text, to_state text, at timestamptz, expires_at timestamptz)
language plpgsql volatile as $$
#variable_conflict use_column
begin
  return query
  with locked as materialized (
    select n.*, n.created_at < statement_timestamp() - interval '3 days' as old
      from notification n
     where n.state = 'due' and n.due_at <= statement_timestamp()
     order by n.due_at
     limit most
       for no key update skip locked
  ), given_up as (
    update notification n set state = 'given-up', ended_at = now_ms()
      from locked l
     where l.old and n.org_id = l.org_id and n.request_id = l.request_id and n.kind = l.kind and n.number = l.number and n.address = l.address
  ), claimed as (
    update notification n set epoch = n.epoch + 1, attempts = n.attempts + 1, due_at = clock_timestamp() + lease
      from locked l
     where not l.old and n.org_id = l.org_id and n.request_id = l.request_id and n.kind = l.kind and n.number = l.number and n.address = l.address
    returning n.*
  )
  select c.org_id, c.request_id, c.kind, c.number, c.address, c.epoch, c.attempts,
         r.type, r.requester_name, coalesce(t.to_state, 'pending'), coalesce(t.at, c.created_at), r.expires_at
    from claimed c
    join request r on r.org_id = c.org_id and r.request_id = c.request_id
    left join transition t on c.kind = 'step' and t.org_id = c.org_id and t.request_id = c.request_id and t.seq = c.number;
end
$$;

-- Writes what tries came to. A late one of a worker whose lease ran out changes nothing.
create function settle_notifications(settlements json) returns void
language plpgsql volatile as $$
begin
  update notification n
     set state = w.next, class = w.class,
         due_at = case w.next when 'due' then clock_timestamp() + make_interval(secs => w.due_in_ms / 1000.0) else n.due_at end,
         ended_at = case when w.next <> 'due' then now_ms() end
    from rows_of(settlements) as one cross join lateral json_to_record(one) as w (
      org_id bigint, request_id uuid, kind text, number int, address text, epoch int, next text, class text, due_in_ms int)
   where n.org_id = w.org_id and n.request_id = w.request_id and n.kind = w.kind and n.number = w.number and n.address = w.address
     and n.epoch = w.epoch and n.state = 'due';
end
$$;

-- Reminds the checkers of what waits for too long: whoever the policy names now, and at most so often. Returns how many requests.
create function remind_checkers(most int, most_often int) returns int
language plpgsql volatile as $$
declare
  reminded int;
begin
  with due as materialized (
    select m.* from reminder m where m.due_at <= statement_timestamp() order by m.due_at limit most for update skip locked
  ), waiting as materialized (
    select d.org_id, d.request_id, d.number, p.notifications
      from due d
      join request r on r.org_id = d.org_id and r.request_id = d.request_id
      join policy p on p.org_id = r.org_id and p.type = r.type and p.status = 'active'
     where r.state = 'pending' and coalesce(r.expires_at, 'infinity') > statement_timestamp()
       and p.notifications ->> 'remindAfterHours' is not null
  ), counted as (
    update request r set reminders = r.reminders + 1, reminded_at = now_ms()
      from waiting w
     where r.org_id = w.org_id and r.request_id = w.request_id and r.state = 'pending'
    returning w.*, r.reminded_at as at
  ), told as (
    insert into notification (org_id, request_id, kind, number, address, state, due_at, created_at)
    select c.org_id, c.request_id, 'reminder', c.number, a.address, 'due', c.at, c.at
      from counted c cross join lateral json_array_elements_text(c.notifications -> 'emails') as a (address)
    on conflict do nothing
  ), again as (
    update reminder m
       set number = m.number + 1, due_at = clock_timestamp() + make_interval(hours => (w.notifications ->> 'remindAfterHours')::int)
      from waiting w
     where w.number < most_often and m.org_id = w.org_id and m.request_id = w.request_id
  ), over as (
    delete from reminder m using due d
     where m.org_id = d.org_id and m.request_id = d.request_id
       and not exists (select from waiting w
                        where w.org_id = d.org_id and w.request_id = d.request_id and w.number < most_often)
  )
  select count(*) into reminded from counted;
  return reminded;
end
$$;

-- Addresses are people's: forgotten a month after they were written to. Returns how many.
create function forget_notifications(most int) returns int
language plpgsql volatile as $$
declare
  forgotten int;
begin
  delete from notification n
   using (select o.org_id, o.request_id, o.kind, o.number, o.address
            from notification o
           where o.state <> 'due' and o.ended_at < statement_timestamp() - interval '30 days'
           order by o.ended_at
           limit most
             for update skip locked) old
   where n.org_id = old.org_id and n.request_id = old.request_id and n.kind = old.kind and n.number = old.number and n.address = old.address;
  get diagnostics forgotten = row_count;
  return forgotten;
end
$$;

-- Behind the wall between orgs. The triggers run as whoever journals a step: the gateway too makes notifications, which it cannot read. It
-- links requests and asks whether somebody sends; what is sent is the worker's.
select wall_off(walled) from unnest(array['notification', 'reminder']::regclass[]) as walled;
select admit_former_roles(walled) from unnest(array['notification', 'reminder']::regclass[]) as walled;
grant update (resubmission_of) on request to countersign_gateway;
grant insert on notification, reminder to countersign_gateway;
grant select on notification_sender to countersign_gateway;
grant update (reminders, reminded_at) on request to countersign_worker;
grant select (org_id, type, status, notifications) on policy to countersign_worker;
grant select, insert, delete, update (state, class, epoch, attempts, due_at, ended_at) on notification to countersign_worker;
grant select, insert, delete, update (number, due_at) on reminder to countersign_worker;
grant select, insert, update (seen_at) on notification_sender to countersign_worker;
