select lock_served_tables();

-- Reads are forgotten by the org's retention of JOURNAL_READS alone (033). What this function forgot no order of the org would account for, and
-- verifying the journal would call it damage. Workers of the version before have a right to call it, so that it stays and forgets nothing.
create or replace function forget_reads(keep_days int, most int) returns int
language sql immutable as $$ select 0 $$;

-- A proposed change that nobody confirmed in time is journaled like every other end of one. Nobody did it: such an entry has no actor.
alter table webhook_action alter column actor_id drop not null, alter column actor_name drop not null,
  add constraint webhook_action_by_somebody check (num_nonnulls(actor_id, actor_name) = case action when 'expire' then 0 else 2 end);
alter table client_action alter column actor_id drop not null, alter column actor_name drop not null,
  add constraint client_action_by_somebody check (num_nonnulls(actor_id, actor_name) = case action when 'expire' then 0 else 2 end);

-- As 028, with an entry for each. Whoever calls it holds the lock of the org's changes.
create or replace function expire_configuration(org bigint) returns void
language plpgsql volatile as $$
declare
  change configuration_change;
begin
  for change in
    update configuration_change c set state = 'expired', parcel = null
     where c.org_id = org and c.state = 'pending' and c.expires_at <= clock_timestamp()
    returning c.*
  loop
    perform note_configuration(change, json_build_object('org_id', org), 'expire');
  end loop;
end
$$;

-- In the orgs where something has expired, some at a time: with it goes what was to be written, secrets too. With the rights of the owner: a
-- worker changes neither webhooks nor clients. Returns in how many orgs.
create function expire_overdue_configuration(most int) returns int
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  overdue bigint[] := array(select distinct c.org_id from configuration_change c
                             where c.state = 'pending' and c.expires_at <= clock_timestamp() order by c.org_id limit most);
  org bigint;
begin
  foreach org in array overdue loop
    perform pg_advisory_xact_lock(configuration_lock(org));
    perform expire_configuration(org);
  end loop;
  return cardinality(overdue);
end
$$;
revoke execute on function expire_overdue_configuration(int) from countersign_gateway;

-- As 026; an entry without an actor names none.
create or replace view webhook_action_entry with (security_invoker = true) as
select w.org_id, no_request() as request_id, w.action_id as number, w.written_in, w.at,
       json_strip_nulls(json_build_object(
         'id', w.action_id::text, 'action', w.action, 'webhook', w.endpoint_id::text, 'change', w.change_id::text, 'details', w.details::text,
         'actor', w.actor_id::text, 'trace', w.trace_id, 'at', to_char(w.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))) as fields,
       json_strip_nulls(json_build_object('reason', w.reason)) as words,
       '{}'::json as more_fields,
       json_strip_nulls(json_build_object('actorName', w.actor_name)) as more_words
  from webhook_action w;

create or replace view client_action_entry with (security_invoker = true) as
select k.org_id, no_request() as request_id, k.action_id as number, k.written_in, k.at,
       json_strip_nulls(json_build_object(
         'id', k.action_id::text, 'action', k.action, 'client', k.client_id::text, 'change', k.change_id::text, 'details', k.details::text,
         'actor', k.actor_id::text, 'trace', k.trace_id, 'at', to_char(k.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))) as fields,
       json_strip_nulls(json_build_object('reason', k.reason)) as words,
       '{}'::json as more_fields,
       json_strip_nulls(json_build_object('actorName', k.actor_name)) as more_words
  from client_action k;
