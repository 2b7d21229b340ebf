-- What lies around a decision: requests that are sent back, and the requests by which their makers ask again.

alter table request
  -- The request of the same maker that this one asks for again.
  add column resubmission_of uuid;
-- Of one request at most one asks again.
create unique index request_resubmission on request (org_id, resubmission_of) where resubmission_of is not null;

-- As 014, and: a close may say more of how it ended than the state does.
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
        idempotency_key text, fingerprint text, when_in_doubt text, outcome json, trace_id text, event_id uuid)
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
     set resubmission_of = earlier, earlier_maker_ids = origin.earlier_maker_ids
   where n.org_id = org and n.request_id = made and n.requester_id = origin.requester_id;
  if not found then
    raise exception 'only the maker of a request submits it again' using errcode = 'integrity_constraint_violation';
  end if;
  return query select 'created', stored;
end
$$;
