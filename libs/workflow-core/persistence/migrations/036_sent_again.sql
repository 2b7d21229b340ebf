-- Sending events again is something that a person did to a webhook, and so an entry of the journal, written with it. And whoever widens the
-- grants of an API client is shown a new secret: those who were shown the old one may hold less than it now would let them do. Last, entries of
-- policies say by which call they came about, as all others do.

-- `caller` as for note_webhook_action. `due`; `erased`: what the event told is gone; else `unknown`.
create function resend_delivery(caller json, of_endpoint uuid, of_request uuid, of_seq int) returns text
language plpgsql volatile as $$
#variable_conflict use_column
declare
  org bigint := caller ->> 'org_id';
begin
  -- Holds an erasure at the same time up: an event is sent with all that it tells, or not at all.
  perform from request r where r.org_id = org and r.request_id = of_request and r.erased_at is null for share;
  if not found then
    return case when exists (select from request r where r.org_id = org and r.request_id = of_request) then 'erased' else 'unknown' end;
  end if;
  update delivery d set state = 'due', due_at = clock_timestamp(), attempts = 0, delivered_at = null
   where d.org_id = org and d.endpoint_id = of_endpoint and d.request_id = of_request and d.seq = of_seq and d.state <> 'dropped'
     and exists (select from webhook_endpoint e where e.org_id = org and e.endpoint_id = of_endpoint and e.deleted_at is null);
  if not found then
    return 'unknown';
  end if;
  perform note_webhook_action(caller, 'resend', of_endpoint, null, json_build_object('request', of_request, 'seq', of_seq));
  return 'due';
end
$$;

-- The same for all exhausted deliveries of an endpoint; how many. That none was there is an entry too: it was asked for.
create function resend_exhausted_deliveries(caller json, of_endpoint uuid) returns int
language plpgsql volatile as $$
#variable_conflict use_column
declare
  org bigint := caller ->> 'org_id';
  sent int;
begin
  perform from webhook_endpoint e where e.org_id = org and e.endpoint_id = of_endpoint and e.deleted_at is null;
  if not found then
    return 0;
  end if;
  update delivery d set state = 'due', due_at = clock_timestamp(), attempts = 0
   where d.org_id = org and d.endpoint_id = of_endpoint and d.state = 'exhausted';
  get diagnostics sent = row_count;
  perform note_webhook_action(caller, 'resend-exhausted', of_endpoint, null, json_build_object('deliveries', sent));
  return sent;
end
$$;

-- As 028, and for whoever would be shown a new secret with wider grants too.
create or replace function configuration_refusal(change configuration_change) returns text
language sql volatile as $$
  select case
    when change.subject = 'webhook' and change.action in ('create', 'update') and exists (
      select from webhook_endpoint e
       where e.org_id = change.org_id and e.name = change.parcel ->> 'name' and e.deleted_at is null
         and e.endpoint_id <> change.subject_id::uuid) then 'name-taken'
    when change.subject = 'webhook' and change.action = 'create'
      and (select count(*) from webhook_endpoint e where e.org_id = change.org_id and e.deleted_at is null) >= 100 then 'too-many'
    when change.action = 'rotate-secret' and (
      select count(*) from webhook_endpoint e cross join lateral jsonb_array_elements(e.previous_secrets) as p (one)
       where e.org_id = change.org_id and e.endpoint_id = change.subject_id::uuid and (p.one ->> 'until')::timestamptz > now()) >= 3
      then 'too-many-secrets'
    when change.subject = 'api-client' and change.action = 'create' and exists (
      select from api_client c where c.org_id = change.org_id and c.name = change.parcel ->> 'name' and c.disabled_at is null) then 'name-taken'
    when change.action in ('rotate', 'change-grants') and change.parcel ->> 'secretHash' is not null and exists (
      select from api_client c
       where c.org_id = change.org_id and c.client_id = change.subject_id::bigint and change.proposed_by = any (c.suspended_for))
      then 'own-suspension'
  end
$$;

-- As 028, and with wider grants comes the new secret: the old one and its tokens end before the grants are there.
create or replace function apply_client_change(change configuration_change, proposer json) returns json
language plpgsql volatile as $$
declare
  client bigint := change.subject_id;
begin
  case change.action
    when 'create' then
      select c.client_id into client
        from create_api_client(change.org_id, change.parcel ->> 'key', change.parcel ->> 'name', change.parcel ->> 'secretHash',
                               change.parcel -> 'grants', proposer) c;
    when 'change-grants' then
      if change.parcel ->> 'secretHash' is not null then
        perform from rotate_api_client(change.org_id, client, change.parcel ->> 'secretHash', proposer);
      end if;
      update api_client c set grants = change.parcel -> 'grants' where c.org_id = change.org_id and c.client_id = client;
      perform note_identity_action(change.org_id, 'change-grants', client, null, proposer);
    when 'rotate' then
      perform from rotate_api_client(change.org_id, client, change.parcel ->> 'secretHash', proposer);
    when 'disable' then
      perform from disable_api_client(change.org_id, client, proposer);
  end case;
  return json_build_object('subjectId', client);
end
$$;

-- Grants that wait to be confirmed come with no secret yet; whoever still wants them proposes them again.
update configuration_change set state = 'expired', parcel = null where state = 'pending' and action = 'change-grants';

-- The trace of each call is in its entry.
create or replace view policy_action_entry with (security_invoker = true) as
select c.org_id, no_request() as request_id, c.action_id as number, c.written_in, c.at,
       json_strip_nulls(json_build_object(
         'id', c.action_id::text, 'action', c.action, 'type', c.type, 'version', c.version::text, 'actor', c.actor_id::text,
         'trace', c.trace_id, 'at', to_char(c.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))) as fields,
       case c.action when 'propose' then json_strip_nulls(json_build_object('settings', concat_ws(E'\n', p.auto_approval::text,
         'config=' || p.config::text, 'expires=' || p.expires_after_hours, 'controls=' || p.controls::text,
         'notifications=' || p.notifications::text))) else '{}'::json end as words,
       json_strip_nulls(json_build_object('basedOn', case c.action when 'propose' then p.based_on::text end)) as more_fields,
       json_strip_nulls(json_build_object('actorName', case c.action when 'propose' then p.proposed_by_name else p.decided_by_name end)) as more_words
  from policy_action c
  left join policy p on p.org_id = c.org_id and p.type = c.type and p.version = c.version;
grant update (trace_id) on policy to countersign_gateway;
