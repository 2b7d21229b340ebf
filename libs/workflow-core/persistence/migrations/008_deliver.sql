-- Claims deliveries whose time has come. Of one request and endpoint only the first that is still open, so that order holds;
-- of one endpoint no more than its free connections; round robin by endpoint, so that one with a backlog does not stand before the others.
-- Endpoints are found by hopping along the index. The claim moves due_at to the end of the lease.
create function claim_deliveries(most int, lease interval, under_way json)
returns table (org_id bigint, endpoint_id uuid, request_id uuid, seq int, epoch int, attempts int, url text, headers jsonb, secret text,
               sla_seconds int, payload_format text, renderer_version int,
               type text, requester_id bigint, payload text, entity_info json, verdict text,
               to_state text, event_id uuid, trace_id text, checker_id bigint, comment text, outcome text, at timestamptz)
language plpgsql volatile as $$
#variable_conflict use_column
begin
  return query
  with recursive waiting as (
    (select d.org_id, d.endpoint_id from delivery d where d.state = 'due' order by d.org_id, d.endpoint_id limit 1)
    union all
    select n.org_id, n.endpoint_id
      from waiting w
     cross join lateral (
       select d.org_id, d.endpoint_id
         from delivery d
        where d.state = 'due' and (d.org_id, d.endpoint_id) > (w.org_id, w.endpoint_id)
        order by d.org_id, d.endpoint_id
        limit 1) n
  ), picked as materialized (
    select d.org_id, d.endpoint_id, d.request_id, d.seq
      from waiting w
      join webhook_endpoint e on e.org_id = w.org_id and e.endpoint_id = w.endpoint_id
      left join json_to_recordset(under_way) as u (endpoint_id uuid, calls int) on u.endpoint_id = e.endpoint_id
     cross join lateral (
       select d.*, row_number() over (order by d.due_at) as turn
         from delivery d
        where d.org_id = e.org_id and d.endpoint_id = e.endpoint_id and d.state = 'due' and d.due_at <= statement_timestamp()
          and not exists (select 1 from delivery b
                           where b.org_id = d.org_id and b.endpoint_id = d.endpoint_id and b.request_id = d.request_id
                             and b.seq < d.seq and b.state = 'due')
        order by d.due_at
        limit greatest(0, e.max_connections - coalesce(u.calls, 0))) d
     where e.active and e.disabled_at is null and e.deleted_at is null
     order by d.turn, d.due_at
     limit most
  ), locked as materialized (
    -- Judged again on the newest version of the row: another worker may have claimed it meanwhile.
    select d.org_id, d.endpoint_id, d.request_id, d.seq
      from picked p
      join delivery d on d.org_id = p.org_id and d.endpoint_id = p.endpoint_id and d.request_id = p.request_id and d.seq = p.seq
     where d.state = 'due' and d.due_at <= statement_timestamp()
       for no key update of d skip locked
  ), claimed as (
    update delivery d set epoch = d.epoch + 1, attempts = d.attempts + 1, due_at = clock_timestamp() + lease
      from locked c
     where d.org_id = c.org_id and d.endpoint_id = c.endpoint_id and d.request_id = c.request_id and d.seq = c.seq
    returning d.*
  )
  select c.org_id, c.endpoint_id, c.request_id, c.seq, c.epoch, c.attempts, e.url, e.headers, e.secret, e.sla_seconds,
         c.payload_format, c.renderer_version, r.type, r.requester_id, r.payload::text,
         json_strip_nulls(json_build_object('tillId', r.till_id, 'storeId', r.store_id, 'zoneId', r.zone_id, 'conceptId', r.concept_id)),
         r.verdict, t.to_state, t.event_id, t.trace_id, t.checker_id, t.comment, t.outcome::text, t.at
    from claimed c
    join webhook_endpoint e on e.org_id = c.org_id and e.endpoint_id = c.endpoint_id
    join request r on r.org_id = c.org_id and r.request_id = c.request_id
    join transition t on t.org_id = c.org_id and t.request_id = c.request_id and t.seq = c.seq;
end
$$;

-- Writes what delivery tries came to. A late answer of a worker whose lease ran out changes nothing but the log.
create function settle_deliveries(settlements json) returns void
language plpgsql volatile as $$
#variable_conflict use_column
begin
  with wanted as materialized (
    select s.*
      from rows_of(settlements) as one cross join lateral json_to_record(one) as s (
        org_id bigint, endpoint_id uuid, request_id uuid, seq int, epoch int, next text, due_in_ms int,
        class text, http_status int, duration_ms int)
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
  insert into attempt (org_id, request_id, endpoint_id, seq, epoch, class, fenced, http_status, duration_ms, at)
  select w.org_id, w.request_id, w.endpoint_id, w.seq, w.epoch, w.class, h.request_id is null, w.http_status, w.duration_ms, now_ms()
    from wanted w
    left join held h on h.org_id = w.org_id and h.endpoint_id = w.endpoint_id and h.request_id = w.request_id and h.seq = w.seq
                    and h.epoch = w.epoch;
end
$$;
