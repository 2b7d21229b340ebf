select lock_served_tables();

-- People whose grants are for places of an org see the requests of those places alone, the newest first.
create index request_by_till on request (org_id, till_id, created_at desc, request_id desc) where till_id is not null;
create index request_by_store on request (org_id, store_id, created_at desc, request_id desc) where store_id is not null;
create index request_by_zone on request (org_id, zone_id, created_at desc, request_id desc) where zone_id is not null;
create index request_by_concept on request (org_id, concept_id, created_at desc, request_id desc) where concept_id is not null;

-- Reads of personal data that are older than that are forgotten, the oldest of each org first: who read, what, and the salt by which it was
-- sealed. That there was one, and when, stays. With the rights of the owner: a worker may do this, and has no right to rewrite journals.
create function forget_reads(keep_days int, most int) returns int
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  forgotten int;
begin
  with old as materialized (
    select o.org_id, o.read_id
      from journal j
     cross join lateral (select r.org_id, r.read_id, r.at from read_action r
                          where r.org_id = j.org_id and r.what is not null order by r.read_id limit most) o
     where o.at < clock_timestamp() - make_interval(days => greatest(keep_days, 1))
     limit most
  ), unsalted as (
    update journal_leaf l set salt = null from old o
     where l.org_id = o.org_id and l.request_id = no_request() and l.kind = 'read' and l.number = o.read_id and l.salt is not null
  ), counted as (
    update journal j set forgotten = j.forgotten + 1 where j.org_id in (select o.org_id from old o)
  ), emptied as (
    update read_action r
       set what = null, filter = null, request_id = null, row_count = null, times = null, actor_id = null, actor_name = null, trace_id = null
      from old o where r.org_id = o.org_id and r.read_id = o.read_id and r.what is not null
    returning r.read_id
  )
  select count(*) into forgotten from emptied;
  return forgotten;
end
$$;
revoke execute on function forget_reads(int, int) from countersign_gateway, countersign_worker;
grant execute on function forget_reads(int, int) to countersign_worker;
