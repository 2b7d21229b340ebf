-- What operators do beside reviews: pause a request type, dispatch an execution anew, ask again for what has failed.
-- And the journal of all that they did.

-- A row while nothing of this type is executed in this org. Workers ask it in the statements that they send anyway.
create table pause (
  org_id         bigint      not null,
  type           text        not null,
  paused_by      bigint      not null,
  paused_by_name text        not null,
  reason         text        not null,
  paused_at      timestamptz not null,
  primary key (org_id, type)
);

-- Type stands before time: what waits for a paused type is then passed over as a whole, however much it is.
drop index execution_due;
create index execution_due on execution (org_id, type, due_at) where lease_until is null;

-- Due and unclaimed executions, round robin by org: the first of each org, then the second of each, and so on, of each at most its share.
-- Left out are paused types, and orgs whose loyalty API fails: they would stand before the others without being able to begin.
-- Orgs and their types are found by hopping along the index, so a flood of one is not read to find the others.
create function find_due_executions(types text[], overdue interval, most int, per_org int, except_orgs bigint[])
returns table (org_id bigint, request_id uuid, type text, epoch int)
language plpgsql stable as $$
#variable_conflict use_column
begin
  return query
  with recursive lane as (
    (select e.org_id, e.type from execution e where e.lease_until is null order by e.org_id, e.type limit 1)
    union all
    select n.org_id, n.type
      from lane l
     cross join lateral (
       select e.org_id, e.type
         from execution e
        where e.lease_until is null and (e.org_id, e.type) > (l.org_id, l.type)
        order by e.org_id, e.type
        limit 1) n
  )
  select d.org_id, d.request_id, d.type, d.epoch
    from (
      select f.*, row_number() over (partition by f.org_id order by f.due_at) as turn
        from lane l
       cross join lateral (
         select e.org_id, e.request_id, e.type, e.epoch, e.due_at
           from execution e
          where e.org_id = l.org_id and e.type = l.type and e.lease_until is null and e.due_at <= statement_timestamp() - overdue
          order by e.due_at
          limit least(most, per_org)) f
       where l.type = any (types) and l.org_id <> all (except_orgs)
         and not exists (select from pause p where p.org_id = l.org_id and p.type = l.type)) d
   where d.turn <= per_org
   order by d.turn, d.due_at
   limit most;
end
$$;

-- What the version before calls: of an org as much as there is.
create or replace function find_due_executions(types text[], overdue interval, most int)
returns table (org_id bigint, request_id uuid, type text, epoch int)
language sql stable as $$
  select * from find_due_executions(types, overdue, most, most, '{}')
$$;

-- Takes leases, of no type that is paused: what was dispatched before the pause finds nothing. An execution is put off under a new epoch,
-- so that it is dispatched afresh instead of being remembered as dispatched, while its customer has another call under way, and while
-- another request that used the same loyalty key is in doubt: an answer to this one would settle nothing about that one, and its effect
-- could be taken for that one's.
create or replace function claim_executions(claims json, lease interval)
returns table (ordinal int, org_id bigint, request_id uuid, epoch int, type text, requester_id bigint,
               till_id text, store_id text, zone_id text, concept_id text, payload text, payload_salt text, payload_digest text,
               when_in_doubt text, attempts int, in_doubt boolean, contested boolean, trace_id text)
language plpgsql volatile as $$
#variable_conflict use_column
begin
  return query
  with wanted as materialized (
    select c.* from rows_of(claims) as one cross join lateral json_to_record(one) as c (ordinal int, org_id bigint, request_id uuid, epoch int)
  ), free as materialized (
    select w.ordinal, e.org_id, e.request_id, e.customer_hash, e.due_at, e.in_doubt
      from wanted w
      join execution e on e.org_id = w.org_id and e.request_id = w.request_id
     -- Unleased, in words that fit no partial index: to a planner that takes the table for empty one of those looks as good as the key.
     where e.epoch = w.epoch and coalesce(e.lease_until, '-infinity') = '-infinity' and e.due_at <= clock_timestamp()
       and not exists (select from pause p where p.org_id = e.org_id and p.type = e.type)
       for no key update of e skip locked
  ), ranked as materialized (
    select f.*,
           row_number() over (partition by f.org_id, f.customer_hash order by f.due_at, f.request_id) > 1
           or exists (select 1 from execution b
                       where b.org_id = f.org_id and b.customer_hash = f.customer_hash and b.lease_until is not null)
           or not f.in_doubt and loyalty_key_in_doubt(f.org_id, f.request_id) as busy
      from free f
  ), put_off as (
    update execution e set epoch = e.epoch + 1, due_at = clock_timestamp() + interval '200 milliseconds'
      from ranked r where r.busy and e.org_id = r.org_id and e.request_id = r.request_id
  ), claimed as (
    update execution e
       set epoch = e.epoch + 1, lease_until = clock_timestamp() + lease, sent_at = null, attempts = e.attempts + 1
      from ranked r
     where not r.busy and e.org_id = r.org_id and e.request_id = r.request_id
    returning r.ordinal, e.*
  )
  select c.ordinal, c.org_id, c.request_id, c.epoch, c.type, r.requester_id, r.till_id, r.store_id, r.zone_id, r.concept_id,
         r.payload::text, r.payload_salt, r.payload_digest, c.when_in_doubt, c.attempts, c.in_doubt,
         loyalty_key_contested(r.org_id, r.request_id, r.loyalty_key_hash), c.trace_id
    from claimed c
    join request r on r.org_id = c.org_id and r.request_id = c.request_id;
end
$$;

-- Who did what to what, when and why: one row for each thing that an operator did, written with it. A caller's key is for good.
create table operator_action (
  org_id          bigint      not null,
  action_id       bigint      generated always as identity,
  action          text        not null check (action in ('pause', 'resume', 'replay', 'redispatch', 'propose', 'confirm', 'decline', 'withdraw')),
  type            text        not null,
  -- Absent for what was done to a type.
  request_id      uuid,
  -- The request that a replay made.
  new_request_id  uuid,
  -- Which proposed resolution, and what it said.
  proposal        int,
  resolution      text,
  reason          text,
  actor_id        bigint      not null,
  actor_name      text        not null,
  trace_id        text,
  idempotency_key text,
  fingerprint     text,
  at              timestamptz not null,
  primary key (org_id, action_id),
  constraint operator_action_on_something check ((request_id is null) = (action in ('pause', 'resume')))
);
create unique index operator_action_key on operator_action (org_id, actor_id, idempotency_key) where idempotency_key is not null;

create function refuse_rewriting() returns trigger
language plpgsql as $$
begin
  raise exception 'Table % is a journal: rows are added and never changed.', tg_table_name;
end
$$;
create trigger operator_action_only_grows before update or delete or truncate on operator_action
  for each statement execute function refuse_rewriting();

-- What a call with a key was answered, so that repeating it gets the same. Stored before it is sent; some days later nobody repeats it.
create table operator_answer (
  org_id      bigint      not null,
  action_id   bigint      not null,
  answer      text        not null,
  answered_at timestamptz not null,
  primary key (org_id, action_id)
);
create index operator_answer_age on operator_answer (org_id, answered_at);

insert into operator_action (org_id, action, type, request_id, proposal, resolution, reason, actor_id, actor_name, at)
select v.org_id, done.action, r.type, v.request_id, v.proposal, v.action, done.reason, done.actor_id, done.actor_name, done.at
  from review v
  join request r on r.org_id = v.org_id and r.request_id = v.request_id
 cross join lateral (values
   ('propose', v.evidence, v.proposed_by, v.proposed_by_name, v.proposed_at),
   (case v.status when 'confirmed' then 'confirm' when 'declined' then 'decline' when 'withdrawn' then 'withdraw' end, null,
    coalesce(v.decided_by, v.proposed_by), coalesce(v.decided_by_name, v.proposed_by_name), v.decided_at)
 ) as done (action, reason, actor_id, actor_name, at)
 where done.action is not null
 order by done.at;

-- `caller` is who calls, and by which key. A key that the caller has used already is a unique violation: then nothing at all is written.
create function note_action(caller json, did text, of_type text, why text, to_request uuid default null, made uuid default null,
                            about_proposal int default null, found_out text default null)
returns void
language sql volatile as $$
  insert into operator_action (org_id, action, type, request_id, new_request_id, proposal, resolution, reason,
                               actor_id, actor_name, trace_id, idempotency_key, fingerprint, at)
  select c.org_id, did, of_type, to_request, made, about_proposal, found_out, why,
         c.actor_id, c.actor_name, c.trace_id, c.idempotency_key, c.fingerprint, now_ms()
    from json_to_record(caller) as c (org_id bigint, actor_id bigint, actor_name text, trace_id text, idempotency_key text, fingerprint text)
$$;

-- False: it is paused already.
create function pause_type(caller json, of_type text, why text) returns boolean
language plpgsql volatile as $$
begin
  insert into pause (org_id, type, paused_by, paused_by_name, reason, paused_at)
  select c.org_id, of_type, c.actor_id, c.actor_name, why, now_ms()
    from json_to_record(caller) as c (org_id bigint, actor_id bigint, actor_name text)
  on conflict do nothing;
  if not found then
    return false;
  end if;
  perform note_action(caller, 'pause', of_type, why);
  return true;
end
$$;

-- False: it is not paused.
create function resume_type(caller json, of_type text, why text) returns boolean
language plpgsql volatile as $$
begin
  delete from pause p where p.org_id = (caller ->> 'org_id')::bigint and p.type = of_type;
  if not found then
    return false;
  end if;
  perform note_action(caller, 'resume', of_type, why);
  return true;
end
$$;

-- An execution that waits is due now, under a new epoch: nobody remembers having dispatched it, and a job of the old one finds nothing.
-- Doubt and number of attempts stay. False: it is not there, held, under way or of a paused type.
create function redispatch_execution(caller json, waiting uuid, why text) returns boolean
language plpgsql volatile as $$
declare
  of_type text;
begin
  update execution e set epoch = e.epoch + 1, due_at = least(e.due_at, clock_timestamp())
   where e.org_id = (caller ->> 'org_id')::bigint and e.request_id = waiting
     and coalesce(e.lease_until, '-infinity') = '-infinity' and isfinite(e.due_at)
     and not exists (select from pause p where p.org_id = e.org_id and p.type = e.type)
  returning e.type into of_type;
  if not found then
    return false;
  end if;
  perform note_action(caller, 'redispatch', of_type, why, waiting);
  return true;
end
$$;

alter table request
  -- The failed request that this one asks for once more.
  add column replay_of         uuid,
  -- Who asked for it before, the first maker first: they are makers of this one too.
  add column earlier_maker_ids bigint[];
-- Not looked up in the rows that are there: none of them has earlier makers.
alter table request add constraint request_checker_never_asked check (checker_id <> all (earlier_maker_ids)) not valid;
create index request_replays on request (org_id, replay_of, created_at) where replay_of is not null;

-- A new request for what has failed, judged like any submission. `kind`: created; not-replayable, when it has not failed or there is
-- already a replay that was not sent back; lost, like any submission that meets a key or a policy that is no longer current.
create function replay_request(caller json, failed uuid, submission json, made uuid, why text)
returns table (kind text, created_at timestamptz)
language plpgsql volatile as $$
#variable_conflict use_column
declare
  origin request;
  stored timestamptz;
begin
  -- In a statement of its own: the next one sees the replay of whoever held the lock.
  select r.* into origin
    from request r
   where r.org_id = (caller ->> 'org_id')::bigint and r.request_id = failed and r.state = 'failed'
     for no key update;
  if not found or exists (select from request n
                           where n.org_id = origin.org_id and n.replay_of = failed and n.state not in ('rejected', 'withdrawn', 'expired')) then
    return query select 'not-replayable', null::timestamptz;
    return;
  end if;
  select s.created_at into stored from submit_requests(submission) s;
  if stored is null then
    return query select 'lost', null::timestamptz;
    return;
  end if;
  update request n
     set replay_of = failed, earlier_maker_ids = origin.earlier_maker_ids || origin.requester_id
   where n.org_id = origin.org_id and n.request_id = made;
  perform note_action(caller, 'replay', origin.type, why, failed, made);
  return query select 'created', stored;
end
$$;

-- Reviews as before, and journaled. Whoever asked for an earlier request that this one replays is a maker of it as well.

-- No row back: the request is not held, is the proposer's own, or has an open proposal.
create function propose_resolution(caller json, held uuid, resolution text, proof text) returns setof review
language plpgsql volatile as $$
#variable_conflict use_column
declare
  asker record;
  origin request;
  made review;
begin
  select c.* into asker from json_to_record(caller) as c (org_id bigint, actor_id bigint, actor_name text);
  select r.* into origin
    from request r
   where r.org_id = asker.org_id and r.request_id = held and r.state = 'needs_review' and r.requester_id <> asker.actor_id
     and asker.actor_id <> all (coalesce(r.earlier_maker_ids, '{}'))
     for no key update;
  if not found then
    return;
  end if;
  insert into review (org_id, request_id, proposal, requester_id, action, evidence, proposed_by, proposed_by_name, proposed_at, status)
  select asker.org_id, held, coalesce(max(v.proposal), 0) + 1, origin.requester_id, resolution, proof, asker.actor_id, asker.actor_name, now_ms(),
         'proposed'
    from review v where v.org_id = asker.org_id and v.request_id = held
  on conflict (org_id, request_id) where status = 'proposed' do nothing
  returning * into made;
  if not found then
    return;
  end if;
  perform note_action(caller, 'propose', origin.type, proof, held, null, made.proposal, resolution);
  return next made;
end
$$;

-- The second person's word, or the proposer's own withdrawal. No row back: the proposal is no longer open, or this is not the person.
create function decide_review(caller json, held uuid, number int, verdict text, end_outcome json, event uuid) returns setof review
language plpgsql volatile as $$
#variable_conflict use_column
declare
  person record;
  origin request;
  decided review;
begin
  select c.* into person from json_to_record(caller) as c (org_id bigint, actor_id bigint, actor_name text, trace_id text);
  select r.* into origin
    from request r
   where r.org_id = person.org_id and r.request_id = held and r.state = 'needs_review'
     and person.actor_id <> all (coalesce(r.earlier_maker_ids, '{}'))
     for no key update;
  if not found then
    return;
  end if;
  update review v
     set status = verdict, decided_at = now_ms(),
         decided_by = case when verdict <> 'withdrawn' then person.actor_id end,
         decided_by_name = case when verdict <> 'withdrawn' then person.actor_name end
   where v.org_id = person.org_id and v.request_id = held and v.proposal = number and v.status = 'proposed'
     and case verdict when 'withdrawn' then v.proposed_by = person.actor_id
                      else v.proposed_by <> person.actor_id and v.requester_id <> person.actor_id end
  returning v.* into decided;
  if not found then
    return;
  end if;
  if verdict = 'confirmed' then
    perform end_hold(decided, end_outcome, person.trace_id, event);
  end if;
  perform note_action(caller, case verdict when 'confirmed' then 'confirm' when 'declined' then 'decline' else 'withdraw' end,
                      origin.type, null, held, null, number, decided.action);
  return next decided;
end
$$;

-- For gateways of the version before, while they still run.
create or replace function propose_resolution(org bigint, held uuid, resolution text, proof text, proposer bigint, proposer_name text)
returns setof review
language sql volatile as $$
  select * from propose_resolution(json_build_object('org_id', org, 'actor_id', proposer, 'actor_name', proposer_name), held, resolution, proof)
$$;
create or replace function decide_review(org bigint, held uuid, number int, verdict text, person bigint, person_name text,
                                         end_outcome json, trace text, event uuid)
returns setof review
language sql volatile as $$
  select * from decide_review(
    json_build_object('org_id', org, 'actor_id', person, 'actor_name', person_name, 'trace_id', trace), held, number, verdict, end_outcome, event)
$$;
