-- Due and unclaimed executions, round robin by org: the first of each org, then the second of each, and so on.
-- Orgs are found by hopping along the index, so a flood of one org is not read to find the others.
create function find_due_executions(types text[], overdue interval, most int)
returns table (org_id bigint, request_id uuid, type text, epoch int)
language plpgsql stable as $$
#variable_conflict use_column
begin
  return query
  with recursive org as (
    (select e.org_id from execution e where e.lease_until is null order by e.org_id limit 1)
    union all
    select (select e.org_id from execution e where e.lease_until is null and e.org_id > o.org_id order by e.org_id limit 1)
      from org o where o.org_id is not null
  )
  select d.org_id, d.request_id, d.type, d.epoch
    from org o
   cross join lateral (
     select e.org_id, e.request_id, e.type, e.epoch, e.due_at, row_number() over (order by e.due_at) as turn
       from execution e
      where e.org_id = o.org_id and e.lease_until is null and e.due_at <= statement_timestamp() - overdue and e.type = any (types)
      order by e.due_at
      limit most) d
   order by d.turn, d.due_at
   limit most;
end
$$;

-- Takes leases. An execution is put off under a new epoch, so that it is dispatched afresh instead of being remembered as dispatched,
-- while its customer has another call under way, and while another request that used the same loyalty key is in doubt: an answer to
-- this one would settle nothing about that one, and its effect could be taken for that one's.
create function claim_executions(claims json, lease interval)
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
     where e.epoch = w.epoch and e.lease_until is null and e.due_at <= clock_timestamp()
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

-- Has another request of the org used this loyalty key, or may it have? Then a duplicate answer may speak of that one.
-- Subqueries that give one value, here and below, leave the planner no choice of where to begin.
create function loyalty_key_contested(org bigint, request uuid, key_hash text) returns boolean
language sql stable as $$
  select exists (
    select 1 from request o
     where o.org_id = org and o.loyalty_key_hash = key_hash and o.request_id <> request
       and (o.state in ('approved', 'needs_review')
            or o.state = 'accepted' and (select x.in_doubt or x.lease_until is not null
                                           from execution x where x.org_id = o.org_id and x.request_id = o.request_id)))
$$;

create function loyalty_key_in_doubt(org bigint, request uuid) returns boolean
language sql stable as $$
  select exists (
    select 1 from request o
     where o.org_id = org
       and o.loyalty_key_hash = (select own.loyalty_key_hash from request own where own.org_id = org and own.request_id = request)
       and o.request_id <> request and o.state = 'accepted'
       and (select x.in_doubt from execution x where x.org_id = o.org_id and x.request_id = o.request_id))
$$;

-- The fence: no row back, no call. It asks for twins in doubt once more: a claim that stalled before its commit asked too early.
create function fence_executions(leases json, least_left interval) returns table (ordinal int)
language plpgsql volatile as $$
#variable_conflict use_column
begin
  return query
  update execution e set sent_at = clock_timestamp()
    from rows_of(leases) as one cross join lateral json_to_record(one) as l (ordinal int, org_id bigint, request_id uuid, epoch int)
   where e.org_id = l.org_id and e.request_id = l.request_id and e.epoch = l.epoch
     and e.sent_at is null and e.lease_until >= clock_timestamp() + least_left
     and (e.in_doubt or not loyalty_key_in_doubt(e.org_id, e.request_id))
  returning l.ordinal;
end
$$;

-- A row that is locked is being fenced or settled by the same worker: waiting for it could end in a deadlock,
-- and the next renewal comes before the lease ends.
create function renew_executions(leases json, lease interval) returns void
language plpgsql volatile as $$
#variable_conflict use_column
begin
  with held as (
    select e.org_id, e.request_id
      from rows_of(leases) as one cross join lateral json_to_record(one) as l (org_id bigint, request_id uuid, epoch int)
      join execution e on e.org_id = l.org_id and e.request_id = l.request_id
     where e.epoch = l.epoch and e.lease_until is not null
       for no key update of e skip locked
  )
  update execution e set lease_until = clock_timestamp() + lease
    from held h where e.org_id = h.org_id and e.request_id = h.request_id;
end
$$;

-- Gives back what surely was not sent, as if it had never been claimed.
create function release_executions(leases json) returns void
language plpgsql volatile as $$
#variable_conflict use_column
begin
  update execution e set lease_until = null, attempts = e.attempts - 1
    from rows_of(leases) as one cross join lateral json_to_record(one) as l (org_id bigint, request_id uuid, epoch int)
   where e.org_id = l.org_id and e.request_id = l.request_id and e.epoch = l.epoch and e.lease_until is not null and e.sent_at is null;
end
$$;

-- Leases that ran out: the taker holds them now under a new epoch and judges what the loss means.
create function take_over_lost_executions(types text[], lease interval, most int)
returns table (org_id bigint, request_id uuid, epoch int, type text, when_in_doubt text, attempts int, in_doubt boolean, contested boolean, sent boolean)
language plpgsql volatile as $$
#variable_conflict use_column
begin
  return query
  with lost as (
    select e.org_id, e.request_id
      from execution e
     where e.lease_until < statement_timestamp() and e.type = any (types)
     order by e.lease_until
     limit most
       for no key update of e skip locked
  ), taken as (
    update execution e set epoch = e.epoch + 1, lease_until = clock_timestamp() + lease
      from lost l where e.org_id = l.org_id and e.request_id = l.request_id
    returning e.*
  )
  select t.org_id, t.request_id, t.epoch, t.type, t.when_in_doubt, t.attempts, t.in_doubt,
         loyalty_key_contested(r.org_id, r.request_id, r.loyalty_key_hash), t.sent_at is not null
    from taken t
    join request r on r.org_id = t.org_id and r.request_id = t.request_id;
end
$$;
