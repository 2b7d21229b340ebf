-- A revocation takes back what still counts as the person's will and is not complete: proposals of every kind, and approvals of requests whose
-- quorum is not complete. What is complete stays.

select lock_served_tables();

-- Policies and configuration policies.
alter table policy drop constraint policy_status_check;
alter table policy add constraint policy_status_check check (status in ('proposed', 'active', 'superseded', 'declined', 'withdrawn'));
-- Whoever revokes may have proposed it: people revoke their own tokens when those were stolen.
alter table policy drop constraint policy_check;
alter table policy add constraint policy_decided_by_two check (status = 'withdrawn' or decided_by <> proposed_by);
alter table policy_action drop constraint policy_action_action_check;
alter table policy_action add constraint policy_action_action_check check (action in ('propose', 'approve', 'decline', 'withdraw'));

-- By which call a policy was proposed, agreed to, declined or withdrawn: in its row that of the last one, and in the entry that of each.
alter table policy add column trace_id text;
alter table policy_action add column trace_id text;

create or replace function note_policy_action() returns trigger
language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into policy_action (org_id, action, type, version, actor_id, trace_id, at)
    values (new.org_id, 'propose', new.type, new.version, new.proposed_by, new.trace_id, new.proposed_at);
  elsif old.status = 'proposed' then
    -- A gateway of the version before writes none, and leaves that of the proposal.
    insert into policy_action (org_id, action, type, version, actor_id, trace_id, at)
    values (new.org_id, case new.status when 'active' then 'approve' when 'declined' then 'decline' else 'withdraw' end,
            new.type, new.version, new.decided_by, case when new.trace_id is distinct from old.trace_id then new.trace_id end,
            new.decided_at);
  end if;
  return null;
end
$$;

-- Which approval of the quorum it is, from 1. Null for a rejection, and for what was complete before there were positions.
alter table decision add column position int;
update decision d set position = n.position
  from (select o.org_id, o.request_id, o.checker_id,
               row_number() over (partition by o.org_id, o.request_id order by o.decided_at, o.checker_id) as position
          from decision o
          join request r on r.org_id = o.org_id and r.request_id = o.request_id
         where r.state = 'pending' and r.approvals > 0) n
 where d.org_id = n.org_id and d.request_id = n.request_id and d.checker_id = n.checker_id;

-- Positions before others that are given, which the next approvals take, the lowest first. Null as long as nothing was taken back.
alter table request add column open_positions int[];

create function next_position(asked request) returns int
language sql immutable as $$ select coalesce(asked.open_positions[1], asked.approvals + 1) $$;

-- Approvals that a revocation took back: they count for nothing, and stay in the journal.
create table revoked_approval (
  org_id          bigint      not null,
  entry_id        bigint      generated always as identity,
  request_id      uuid        not null,
  checker_id      bigint      not null,
  checker_name    text        not null,
  position        int,
  -- Null once the request is erased.
  comment         text,
  digest_seen     text,
  decided_at      timestamptz not null,
  revoked_by      bigint      not null,
  revoked_by_name text        not null,
  at              timestamptz not null,
  written_in      bigint      not null default pg_current_xact_id()::text::bigint,
  primary key (org_id, entry_id)
);
create index revoked_approval_by_request on revoked_approval (org_id, request_id);
create index revoked_approval_by_xact on revoked_approval (org_id, written_in);
create trigger revoked_approval_only_grows before delete or truncate on revoked_approval
  for each statement execute function refuse_rewriting();
create trigger revoked_approval_only_forgets before update on revoked_approval
  for each row execute function refuse_rewriting_but('comment');

create view revoked_approval_entry with (security_invoker = true) as
select b.org_id, b.request_id, b.entry_id as number, b.written_in, b.at,
       json_strip_nulls(json_build_object(
         'id', b.entry_id::text, 'request', b.request_id::text, 'checker', b.checker_id::text, 'position', b.position::text,
         'digestSeen', b.digest_seen, 'decidedAt', utc_text(b.decided_at), 'actor', b.revoked_by::text,
         'at', to_char(b.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))) as fields,
       json_strip_nulls(json_build_object('comment', b.comment)) as words,
       '{}'::json as more_fields,
       json_build_object('checkerName', b.checker_name, 'actorName', b.revoked_by_name) as more_words
  from revoked_approval b;
select admit_journal_kind('revoked-approval', 'revoked_approval', 'entry_id', 'request_id');

create function forget_revoked_approvals() returns trigger
language plpgsql as $$
begin
  update revoked_approval b set comment = null where b.org_id = new.org_id and b.request_id = new.request_id and b.comment is not null;
  return null;
end
$$;
create trigger request_revoked_approvals_erased after update of erased_at on request
  for each row when (new.erased_at is not null) execute function forget_revoked_approvals();

-- Requests whose quorum is not complete and that this person approved. By the few that are partly approved, whatever statistics say: a
-- revocation must not read all requests of its org.
create function partly_approved_by(org bigint, person bigint) returns setof uuid
language sql stable as $$
  select r.request_id from request r
   where r.org_id = org and r.state = 'pending' and r.approvals > 0
     and (select d.checker_id from decision d where d.org_id = r.org_id and d.request_id = r.request_id and d.checker_id = person) is not null
$$;

-- Whatever writes a revocation takes back. With the rights of the owner: nobody else takes a decision away.
create function take_back_approvals() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  taken uuid[];
  moment timestamptz := now_ms();
begin
  -- In a statement of its own: the next ones see what whoever held the locks has written.
  select array_agg(l.request_id) into taken
    from (select r.request_id from request r
           where r.org_id = new.org_id and r.request_id = any (array(select partly_approved_by(new.org_id, new.user_id)))
           order by r.request_id
             for no key update) l;
  if taken is null then
    return null;
  end if;
  with gone as (
    delete from decision d using request r
     where r.org_id = new.org_id and r.request_id = any (taken) and r.state = 'pending' and r.approvals > 0
       and d.org_id = new.org_id and d.request_id = any (taken) and d.request_id = r.request_id and d.checker_id = new.user_id
    returning d.*, greatest(moment, r.updated_at) as at
  ), kept as (
    insert into revoked_approval (org_id, request_id, checker_id, checker_name, position, comment, digest_seen, decided_at,
                                  revoked_by, revoked_by_name, at)
    select g.org_id, g.request_id, g.checker_id, g.checker_name, g.position, g.comment, g.digest_seen, g.decided_at,
           new.revoked_by, new.revoked_by_name, g.at
      from gone g order by g.request_id
    returning request_id
  )
  select array_agg(k.request_id) into taken from kept k;
  update request r
     set approvals = left_over.approvals, checker_id = left_over.last_checker, updated_at = greatest(moment, r.updated_at),
         open_positions = array(select p from generate_series(1, left_over.highest) as p where p <> all (left_over.positions) order by p)
    from unnest(taken) as one (id)
   cross join lateral (
     select count(*)::int as approvals, max(d.position) as highest, array_agg(d.position) as positions,
            (array_agg(d.checker_id order by d.decided_at desc, d.position desc))[1] as last_checker
       from decision d where d.org_id = new.org_id and d.request_id = one.id) left_over
   where r.org_id = new.org_id and r.request_id = any (taken) and r.request_id = one.id;
  return null;
end
$$;
create trigger revocation_takes_back after insert on revocation for each row execute function take_back_approvals();
create trigger later_revocation_takes_back after update of not_before on revocation
  for each row when (new.not_before > old.not_before) execute function take_back_approvals();

-- Whoever proposed it is not sure of it any more, as far as we know: it takes a new proposal. `caller` as for note_identity_action.
create function withdraw_proposals(org bigint, person bigint, caller json) returns void
language plpgsql volatile as $$
#variable_conflict use_column
declare
  of_org json := jsonb_build_object('org_id', org) || caller::jsonb;
  change configuration_change;
  resolution record;
begin
  for change in
    update configuration_change c
       set state = 'withdrawn', parcel = null, decided_by = (caller ->> 'actor_id')::bigint, decided_by_name = caller ->> 'actor_name', decided_at = now_ms()
     where c.org_id = org and c.proposed_by = person and c.state = 'pending'
    returning c.*
  loop
    perform note_configuration(change, of_org, 'withdraw');
  end loop;
  update policy p
     set status = 'withdrawn', decided_by = (caller ->> 'actor_id')::bigint, decided_by_name = caller ->> 'actor_name',
         decided_at = now_ms(), trace_id = caller ->> 'trace_id'
   where p.org_id = org and p.proposed_by = person and p.status = 'proposed';
  for resolution in
    update review v set status = 'withdrawn', decided_at = now_ms()
      from request r
     where v.org_id = org and v.proposed_by = person and v.status = 'proposed' and r.org_id = v.org_id and r.request_id = v.request_id
    returning v.request_id, v.proposal, v.action, r.type
  loop
    perform note_action(of_org, 'withdraw', resolution.type, null, resolution.request_id, null, resolution.proposal, resolution.action);
  end loop;
end
$$;

-- As 028, and takes back every kind of proposal; approvals are taken back with the row.
create or replace function revoke_tokens(org bigint, person bigint, why text, caller json) returns setof revocation
language plpgsql volatile as $$
#variable_conflict use_column
declare
  known record;
begin
  perform pg_advisory_xact_lock(configuration_lock(org));
  perform pg_advisory_xact_lock(revocation_lock(org, person));
  -- All that is touched below, in the order in which everybody locks requests.
  perform from request r
    where r.org_id = org and r.request_id = any (array(
      select v.request_id from review v where v.org_id = org and v.proposed_by = person and v.status = 'proposed'
       union all
      select partly_approved_by(org, person)))
    order by r.request_id
      for no key update;
  perform note_identity_action(org, 'revoke', person, why, caller);
  for known in
    update api_client c
       set suspended_at = coalesce(c.suspended_at, now_ms()), suspended_for = array_append(array_remove(c.suspended_for, person), person)
     where c.org_id = org and person = any (c.secret_holders) and c.disabled_at is null
    returning c.client_id
  loop
    delete from api_token t where t.org_id = org and t.client_id = known.client_id;
    perform note_identity_action(org, 'suspend-client', known.client_id, null, caller);
  end loop;
  perform withdraw_proposals(org, person, caller);
  return query
  insert into revocation (org_id, user_id, not_before, reason, revoked_by, revoked_by_name)
  select org, person, now_ms(), why, c.actor_id, c.actor_name from json_to_record(caller) as c (actor_id bigint, actor_name text)
  on conflict (org_id, user_id) do update
    set not_before = greatest(revocation.not_before, excluded.not_before), reason = excluded.reason,
        revoked_by = excluded.revoked_by, revoked_by_name = excluded.revoked_by_name
  returning *;
end
$$;

-- As 019: an approval takes the position of one that was taken back, before those that nobody has given yet.
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
    select w.*, r.type, r.customer, r.quorum, r.approvals, r.version, r.created_at, greatest(now_ms(), r.updated_at) as at,
           next_position(r) as position
      from wanted w
      join request r on r.org_id = w.org_id and r.request_id = w.request_id
     where r.state = 'pending'
       and case
             when w.action in ('approve', 'reject') then
               r.requester_id <> w.actor_id
               and (w.digest is null or w.digest = r.payload_digest)
               and (r.expires_at is null or r.expires_at > clock_timestamp())
               -- An approval takes the grant of the position that is next; to reject, also by sending back, that of any level.
               and (r.level_grants is null
                    or case w.action when 'approve' then r.level_grants[next_position(r) : next_position(r)] else r.level_grants end
                       && coalesce(w.grants, '{CanCheckRequest}'))
             when w.action = 'withdraw' then r.requester_id = w.actor_id
             else r.expires_at <= clock_timestamp()
           end
       for no key update of r skip locked
  ), decided as (
    -- A second word of the same checker, or a key that this checker used for another request, closes nothing.
    insert into decision (org_id, request_id, checker_id, checker_name, verdict, comment, digest_seen, idempotency_key, fingerprint, decided_at,
                          position)
    select l.org_id, l.request_id, l.actor_id, l.actor_name, case l.action when 'approve' then 'approved' else 'rejected' end,
           l.comment, l.digest, l.idempotency_key, l.fingerprint, l.at, case l.action when 'approve' then l.position end
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
           open_positions = case when w.action = 'approve' then r.open_positions[2:] else r.open_positions end,
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

select wall_off('revoked_approval');
grant select on revoked_approval to countersign_gateway, countersign_worker;
grant select on revoked_approval_entry to countersign_gateway, countersign_worker;
grant update (open_positions) on request to countersign_gateway;
