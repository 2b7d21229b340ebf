-- A request ends at one moment. Its end and its last change were read from the clock one after the other, so that now and then they were
-- a millisecond apart, and the end that the API shows was not the one in the event. As in 007 and 010, but for that;
-- and what people send again may lose its worker as often as if it were new.

create or replace function settle_executions(settlements json) returns table (ordinal int)
language plpgsql volatile as $$
#variable_conflict use_column
begin
  return query
  with wanted as materialized (
    select s.*
      from rows_of(settlements) as one cross join lateral json_to_record(one) as s (
        ordinal int, org_id bigint, request_id uuid, epoch int, next text, due_in_ms int, in_doubt boolean, outcome json,
        loyalty_answer text, event_id uuid, class text, http_status int, code text, duration_ms int)
  ), held as materialized (
    select w.*, e.trace_id, now_ms() as now
      from wanted w
      join execution e on e.org_id = w.org_id and e.request_id = w.request_id
     where e.epoch = w.epoch and e.lease_until is not null
       for no key update of e
  ), noted as (
    insert into attempt (org_id, request_id, epoch, class, fenced, http_status, code, duration_ms, at)
    select w.org_id, w.request_id, w.epoch, w.class, h.request_id is null, w.http_status, w.code, w.duration_ms, now_ms()
      from wanted w
      left join held h on h.org_id = w.org_id and h.request_id = w.request_id and h.epoch = w.epoch
  ), kept as (
    -- Due again, or waiting for an operator: then there is no time at which it comes back by itself.
    update execution e
       set lease_until = null, sent_at = null, in_doubt = h.in_doubt,
           due_at = case h.next when 'due' then clock_timestamp() + make_interval(secs => h.due_in_ms / 1000.0) else 'infinity' end
      from held h
     where h.next in ('due', 'needs_review') and e.org_id = h.org_id and e.request_id = h.request_id
  ), gone as (
    delete from execution e using held h
     where h.next in ('approved', 'failed') and e.org_id = h.org_id and e.request_id = h.request_id
  ), moved as (
    update request r
       set state = h.next, version = r.version + 1, outcome = h.outcome,
           loyalty_answer = coalesce(h.loyalty_answer::json, r.loyalty_answer),
           updated_at = greatest(h.now, r.updated_at),
           ended_at = case when h.next in ('approved', 'failed') then greatest(h.now, r.updated_at) end
      from held h
     where h.next <> 'due' and r.org_id = h.org_id and r.request_id = h.request_id and r.state = 'accepted'
    returning r.org_id, r.request_id, r.version, r.checker_id, r.updated_at as at, h.next, h.outcome, h.trace_id,
              case when h.next <> 'needs_review' then h.event_id end as event_id
  ), journaled as (
    insert into transition (org_id, request_id, seq, from_state, to_state, cause, checker_id, comment, outcome, trace_id, event_id, at)
    select m.org_id, m.request_id, m.version, 'accepted', m.next, 'worker', m.checker_id, d.comment, m.outcome, m.trace_id, m.event_id, m.at
      from moved m
      left join decision d on d.org_id = m.org_id and d.request_id = m.request_id and d.checker_id = m.checker_id
  ), announced as (
    insert into delivery (org_id, endpoint_id, request_id, seq, payload_format, state, due_at, created_at)
    select m.org_id, e.endpoint_id, m.request_id, m.version, e.payload_format, 'due',
           delivery_due_at(m.org_id, e.endpoint_id, m.request_id, m.at), m.at
      from moved m
      join subscriber e on e.org_id = m.org_id
     where m.event_id is not null
  )
  select h.ordinal from held h;
end
$$;

-- What a confirmed proposal does. An event tells, like every end, which checker approved and in what words; the evidence stays with the
-- review, and is the comment of a retry, of which no event tells.
create or replace function end_hold(decided review, end_outcome json, trace text, event uuid) returns void
language plpgsql volatile as $$
#variable_conflict use_column
begin
  with clock as materialized (
    select now_ms() as now
  ), moved as (
    update request r
       set state = case decided.action when 'executed' then 'approved' when 'not-executed' then 'failed' else 'accepted' end,
           version = r.version + 1, outcome = end_outcome, updated_at = greatest(c.now, r.updated_at),
           ended_at = case when decided.action <> 'retry' then greatest(c.now, r.updated_at) end
      from clock c
     where r.org_id = decided.org_id and r.request_id = decided.request_id and r.state = 'needs_review'
    returning r.org_id, r.request_id, r.state, r.version, r.checker_id, r.outcome, r.updated_at as at,
              case when decided.action <> 'retry' then event end as event_id
  ), gone as (
    delete from execution e using moved m
     where m.state <> 'accepted' and e.org_id = m.org_id and e.request_id = m.request_id
  ), sent_again as (
    -- Under a new epoch: no worker that held an older one can write, and nobody remembers having dispatched it. Where the loyalty API
    -- enforces the key the doubt stays, whatever people think: a duplicate then still means executed, and a refusal comes back to them.
    update execution e
       set epoch = e.epoch + 1, lease_until = null, sent_at = null, attempts = 0, losses = 0,
           in_doubt = e.in_doubt and e.when_in_doubt = 'replay', due_at = clock_timestamp(), trace_id = trace
      from moved m
     where m.state = 'accepted' and e.org_id = m.org_id and e.request_id = m.request_id
  ), journaled as (
    insert into transition (org_id, request_id, seq, from_state, to_state, cause, actor_id, actor_name, checker_id, comment, outcome, trace_id, event_id, at)
    select m.org_id, m.request_id, m.version, 'needs_review', m.state, 'operators', decided.decided_by, decided.decided_by_name,
           m.checker_id, case when m.event_id is null then decided.evidence else d.comment end, m.outcome, trace, m.event_id, m.at
      from moved m
      left join decision d on d.org_id = m.org_id and d.request_id = m.request_id and d.checker_id = m.checker_id
  )
  insert into delivery (org_id, endpoint_id, request_id, seq, payload_format, state, due_at, created_at)
  select m.org_id, e.endpoint_id, m.request_id, m.version, e.payload_format, 'due',
         delivery_due_at(m.org_id, e.endpoint_id, m.request_id, m.at), m.at
    from moved m
    join subscriber e on e.org_id = m.org_id
   where m.event_id is not null;
end
$$;
