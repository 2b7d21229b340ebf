-- How often the worker of a request died or hung: a request that ends one worker after the other is held for review.
alter table execution add column losses int not null default 0;

-- As take_over_lost_executions, and counts the loss.
create function take_over_losses(types text[], lease interval, most int)
returns table (org_id bigint, request_id uuid, epoch int, type text, when_in_doubt text, attempts int, losses int, in_doubt boolean,
               contested boolean, sent boolean)
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
    update execution e set epoch = e.epoch + 1, lease_until = clock_timestamp() + lease, losses = e.losses + 1
      from lost l where e.org_id = l.org_id and e.request_id = l.request_id
    returning e.*
  )
  select t.org_id, t.request_id, t.epoch, t.type, t.when_in_doubt, t.attempts, t.losses, t.in_doubt,
         loyalty_key_contested(r.org_id, r.request_id, r.loyalty_key_hash), t.sent_at is not null
    from taken t
    join request r on r.org_id = t.org_id and r.request_id = t.request_id;
end
$$;
