-- Ends the wait for a checker: approve, reject, withdraw, expire, all under one guard, so that of those that race exactly one wins.
-- A row that somebody else has locked is skipped and does not hold up its neighbours; the caller tries it again.
-- Returns the ordinals that were done.
create function close_requests(closes json)
returns table (ordinal int, state text, version int, approvals int, at timestamptz)
language plpgsql volatile as $$
#variable_conflict use_column
begin
  return query
  with wanted as materialized (
    select c.*
      from rows_of(closes) as one cross join lateral json_to_record(one) as c (
        ordinal int, org_id bigint, request_id uuid, action text, actor_id bigint, actor_name text, comment text, digest text,
        idempotency_key text, fingerprint text, when_in_doubt text, trace_id text, event_id uuid)
  ), locked as materialized (
    select w.*, r.type, r.customer, r.quorum, r.approvals, r.version, greatest(now_ms(), r.updated_at) as at
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
    insert into execution (org_id, request_id, type, customer_hash, when_in_doubt, trace_id, due_at)
    select w.org_id, w.request_id, w.type, customer_hash(w.customer), w.when_in_doubt, w.trace_id, w.at
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
