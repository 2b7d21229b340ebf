-- Answers that speak of the connector and not of the request use up no attempt; a delivery that failed says why; and operators see which
-- loyalty API fails. As in 016 and 008 otherwise.

create or replace function settle_executions(settlements json) returns table (ordinal int)
language plpgsql volatile as $$
#variable_conflict use_column
begin
  return query
  with wanted as materialized (
    select s.*
      from rows_of(settlements) as one cross join lateral json_to_record(one) as s (
        ordinal int, org_id bigint, request_id uuid, epoch int, next text, due_in_ms int, in_doubt boolean, outcome json,
        loyalty_answer text, event_id uuid, class text, http_status int, code text, duration_ms int, uncounted boolean)
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
       set lease_until = null, sent_at = null, in_doubt = h.in_doubt, attempts = e.attempts - coalesce(h.uncounted, false)::int,
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

-- Writes what delivery tries came to. A late answer of a worker whose lease ran out changes nothing but the log.
create or replace function settle_deliveries(settlements json) returns void
language plpgsql volatile as $$
#variable_conflict use_column
begin
  with wanted as materialized (
    select s.*
      from rows_of(settlements) as one cross join lateral json_to_record(one) as s (
        org_id bigint, endpoint_id uuid, request_id uuid, seq int, epoch int, next text, due_in_ms int,
        class text, http_status int, code text, duration_ms int)
  ), held as (
    update delivery d
       set state = case w.next when 'gone' then 'due' else w.next end,
           due_at = case w.next when 'due' then clock_timestamp() + make_interval(secs => w.due_in_ms / 1000.0) else clock_timestamp() end,
           delivered_at = case w.next when 'delivered' then now_ms() end
      from wanted w
     where d.org_id = w.org_id and d.endpoint_id = w.endpoint_id and d.request_id = w.request_id and d.seq = w.seq
       and d.epoch = w.epoch and d.state = 'due'
    returning w.org_id, w.endpoint_id, w.request_id, w.seq, w.epoch, w.next, d.due_at
  ), followed as (
    -- What waited for this one is due when this one is, or now. A lost race costs the length of a lease.
    update delivery d set due_at = h.due_at
      from held h
     where h.next <> 'gone' and d.org_id = h.org_id and d.endpoint_id = h.endpoint_id and d.request_id = h.request_id
       and d.seq > h.seq and d.state = 'due' and d.epoch = 0
  ), disabled as (
    update webhook_endpoint e set disabled_at = now_ms()
     where e.disabled_at is null
       and exists (select 1 from held h where h.next = 'gone' and h.org_id = e.org_id and h.endpoint_id = e.endpoint_id)
  )
  insert into attempt (org_id, request_id, endpoint_id, seq, epoch, class, fenced, http_status, code, duration_ms, at)
  select w.org_id, w.request_id, w.endpoint_id, w.seq, w.epoch, w.class, h.request_id is null, w.http_status, w.code, w.duration_ms, now_ms()
    from wanted w
    left join held h on h.org_id = w.org_id and h.endpoint_id = w.endpoint_id and h.request_id = w.request_id and h.seq = w.seq
                    and h.epoch = w.epoch;
end
$$;

-- Orgs whose calls workers hold back because their loyalty API fails. Written by the worker that began to, removed by whichever is answered.
create table loyalty_outage (
  org_id      bigint      primary key,
  -- Why it began, in the words of an attempt's code; the status where there was an answer.
  code        text        not null,
  http_status int,
  -- No call but a try now and then is made.
  held_back   boolean     not null,
  since       timestamptz not null,
  -- When a call failed last.
  failed_at   timestamptz not null
);
select wall_off('loyalty_outage');
grant select on loyalty_outage to countersign_gateway;
grant select, insert, delete, update (code, http_status, held_back, failed_at) on loyalty_outage to countersign_worker;
