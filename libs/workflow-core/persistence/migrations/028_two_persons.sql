-- Two persons for what decides where events go and which programs call: webhooks and API clients are changed by proposals that another
-- person confirms. What is proposed is not in effect in any way: it stands in no table that is served.

select lock_served_tables();

-- What a proposal was based on: counts whatever is changed, by whichever way.
alter table webhook_endpoint add column version int not null default 1;
alter table api_client
  add column version       int not null default 1,
  -- Whoever was shown the secret was revoked: nobody is let in by it until somebody else was shown a new one.
  add column suspended_at  timestamptz,
  add column suspended_for bigint[] not null default '{}';

-- Nothing is sent to a deleted endpoint any more, so that it keeps no secret; and whoever deletes it cannot forget that.
create function webhook_endpoint_changes() returns trigger
language plpgsql as $$
declare
  not_a_setting constant text[] := '{disabled_at,updated_at,updated_by,version}';
begin
  if new.deleted_at is not null then
    new.secret := '';
    new.previous_secrets := '[]';
    new.headers := '{}';
  end if;
  if to_jsonb(new) - not_a_setting <> to_jsonb(old) - not_a_setting then
    new.version := old.version + 1;
  end if;
  return new;
end
$$;
create trigger webhook_endpoint_has_versions before update on webhook_endpoint for each row execute function webhook_endpoint_changes();
update webhook_endpoint set headers = '{}' where deleted_at is not null;

create function api_client_changes() returns trigger
language plpgsql as $$
begin
  if to_jsonb(new) - 'version' <> to_jsonb(old) - 'version' then
    new.version := old.version + 1;
  end if;
  return new;
end
$$;
create trigger api_client_has_versions before update on api_client for each row execute function api_client_changes();

create table configuration_change (
  org_id           bigint      not null,
  change_id        uuid        not null,
  subject          text        not null check (subject in ('webhook', 'api-client')),
  -- The webhook's id, or the client's; null as long as a client is not there yet.
  subject_id       text,
  action           text        not null check (action in ('create', 'update', 'rotate-secret', 'delete', 'change-grants', 'rotate', 'disable')),
  -- The settings that it changes as they were seen, and as they will be. Values of headers are secrets and stand in neither.
  before           json,
  after            json,
  -- What will be written, secrets sealed or hashed. Gone once it is, or will never be.
  parcel           jsonb,
  based_on         int,
  state            text        not null check (state in ('pending', 'in-effect', 'declined', 'withdrawn', 'expired')),
  at_once          boolean     not null default false,
  proposed_by      bigint      not null,
  proposed_by_name text        not null,
  proposed_at      timestamptz not null,
  expires_at       timestamptz not null,
  decided_by       bigint,
  decided_by_name  text,
  decided_at       timestamptz,
  primary key (org_id, change_id),
  -- Ids of API clients begin there: who configures is a person.
  constraint configuration_change_by_persons check (proposed_by < 1000000000000000 and coalesce(decided_by, 0) < 1000000000000000),
  constraint configuration_change_by_two check (state <> 'in-effect' or at_once or coalesce(decided_by <> proposed_by, false)),
  constraint configuration_change_leaves_no_secret check (parcel is null or state = 'pending')
);
create index configuration_change_by_time on configuration_change (org_id, proposed_at desc, change_id desc);
create index configuration_change_pending on configuration_change (org_id, expires_at) where state = 'pending';

-- Whether an org wants changes to act without a second person. Two people agreed to that, as to any policy.
create function acts_at_once(org bigint) returns boolean
language sql stable as $$
  select exists (select from policy p
                  where p.org_id = org and p.type = 'CONFIGURATION' and p.status = 'active' and (p.config ->> 'actAtOnce')::boolean)
$$;

create function configuration_lock(org bigint) returns bigint
language sql immutable as $$ select hashtextextended('configuration/' || org, 0) $$;

-- The version of what a change is about; null when that is not there, or not any more.
create function configuration_version(org bigint, of_subject text, id text) returns int
language sql volatile as $$
  select case of_subject
    when 'webhook' then (select e.version from webhook_endpoint e where e.org_id = org and e.endpoint_id = id::uuid and e.deleted_at is null)
    else (select c.version from api_client c where c.org_id = org and c.client_id = id::bigint and c.disabled_at is null)
  end
$$;

-- Why a change could not be written now; null when it could.
create function configuration_refusal(change configuration_change) returns text
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
    when change.action = 'rotate' and exists (
      select from api_client c
       where c.org_id = change.org_id and c.client_id = change.subject_id::bigint and change.proposed_by = any (c.suspended_for))
      then 'own-suspension'
  end
$$;

create function apply_webhook_change(change configuration_change) returns json
language plpgsql volatile as $$
declare
  columns text := (select string_agg(quote_ident(k.name), ', ') from jsonb_object_keys(change.parcel) as k (name));
  endpoint uuid := change.subject_id;
  ends timestamptz;
begin
  case change.action
    when 'create' then
      execute format('insert into webhook_endpoint (org_id, endpoint_id, created_by, updated_by, created_at, updated_at, %1$s)
                      select $2, $3, $4, $4, now_ms(), now_ms(), %1$s from jsonb_populate_record(null::webhook_endpoint, $1) w', columns)
        using change.parcel, change.org_id, endpoint, change.proposed_by;
    when 'update' then
      -- Saving an endpoint as active also ends a disablement.
      execute format('update webhook_endpoint e
                         set (updated_by, updated_at, disabled_at, %1$s)
                           = (select $4, now_ms(), case when w.active then null else e.disabled_at end, %1$s
                                from jsonb_populate_record(null::webhook_endpoint, $1) w)
                       where e.org_id = $2 and e.endpoint_id = $3', columns)
        using change.parcel, change.org_id, endpoint, change.proposed_by;
    when 'rotate-secret' then
      ends := date_trunc('milliseconds', now() + make_interval(secs => (change.parcel ->> 'graceMs')::int / 1000.0));
      update webhook_endpoint e
         set secret = change.parcel ->> 'secret', updated_by = change.proposed_by, updated_at = now_ms(),
             previous_secrets = (select coalesce(jsonb_agg(p.one), '[]') from jsonb_array_elements(e.previous_secrets) as p (one)
                                  where (p.one ->> 'until')::timestamptz > now())
                                || jsonb_build_object('secret', e.secret, 'until', ends)
       where e.org_id = change.org_id and e.endpoint_id = endpoint;
    when 'delete' then
      update webhook_endpoint e set deleted_at = now_ms(), active = false where e.org_id = change.org_id and e.endpoint_id = endpoint;
      update delivery d set state = 'dropped' where d.org_id = change.org_id and d.endpoint_id = endpoint and d.state = 'due';
  end case;
  return json_build_object('subjectId', endpoint, 'previousUntil', ends);
end
$$;

-- Whoever proposed it was shown the secret.
create function apply_client_change(change configuration_change, proposer json) returns json
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

create function apply_configuration(change configuration_change, trace text) returns json
language sql volatile as $$
  select case change.subject
    when 'webhook' then apply_webhook_change(change)
    else apply_client_change(change, json_build_object('actor_id', change.proposed_by, 'actor_name', change.proposed_by_name, 'trace_id', trace))
  end
$$;

-- E-mails of changes stand beside those of requests, under the id of the change: 1 is its proposal, or what acted at once, 2 what became of it.
alter table notification drop constraint notification_kind_check;
alter table notification add constraint notification_kind_check check (kind in ('step', 'reminder', 'configuration'));

create function tell_configurators(change configuration_change, step int) returns void
language sql volatile as $$
  insert into notification (org_id, request_id, kind, number, address, state, due_at, created_at)
  select change.org_id, change.change_id, 'configuration', step, a.address, 'due', now_ms(), now_ms()
    from policy p cross join lateral json_array_elements_text(p.notifications -> 'emails') as a (address)
   where p.org_id = change.org_id and p.type = 'CONFIGURATION' and p.status = 'active' and p.notifications is not null
  on conflict do nothing
$$;

-- As claim_notifications, and with e-mails of changes. A worker of the version before claims those too and sends nothing; they come again.
create function claim_mails(most int, lease interval)
returns table (org_id bigint, request_id uuid, kind text, number int, address text, epoch int, attempts int,
               type text, requester_name text, to_state text, at timestamptz, expires_at timestamptz, change json)
language plpgsql volatile as $$
#variable_conflict use_column
begin
  return query
  with locked as materialized (
    select n.*, n.created_at < statement_timestamp() - interval '3 days' as old
      from notification n
     where n.state = 'due' and n.due_at <= statement_timestamp()
     order by n.due_at
     limit most
       for no key update skip locked
  ), given_up as (
    update notification n set state = 'given-up', ended_at = now_ms()
      from locked l
     where l.old and n.org_id = l.org_id and n.request_id = l.request_id and n.kind = l.kind and n.number = l.number and n.address = l.address
  ), claimed as (
    update notification n set epoch = n.epoch + 1, attempts = n.attempts + 1, due_at = clock_timestamp() + lease
      from locked l
     where not l.old and n.org_id = l.org_id and n.request_id = l.request_id and n.kind = l.kind and n.number = l.number and n.address = l.address
    returning n.*
  )
  select c.org_id, c.request_id, c.kind, c.number, c.address, c.epoch, c.attempts,
         r.type, r.requester_name, coalesce(t.to_state, 'pending'), coalesce(t.at, c.created_at), r.expires_at,
         case when g.change_id is not null then json_build_object(
           'subject', g.subject, 'action', g.action, 'name', coalesce(g.after ->> 'name', g.before ->> 'name'),
           'became', case when c.number = 2 then g.state when g.at_once then 'in-effect-at-once' else 'proposed' end,
           'by', case when c.number = 2 then g.decided_by_name else g.proposed_by_name end) end
    from claimed c
    left join request r on c.kind <> 'configuration' and r.org_id = c.org_id and r.request_id = c.request_id
    left join transition t on c.kind = 'step' and t.org_id = c.org_id and t.request_id = c.request_id and t.seq = c.number
    left join configuration_change g on c.kind = 'configuration' and g.org_id = c.org_id and g.change_id = c.request_id
   where r.request_id is not null or g.change_id is not null;
end
$$;

-- Journals what somebody did about a change, and tells those whom the org's policy names.
create function note_configuration(change configuration_change, caller json, did text) returns void
language plpgsql volatile as $$
declare
  details json := json_strip_nulls(json_build_object('change', change.action, 'before', change.before, 'after', change.after));
begin
  if change.subject = 'webhook' then
    perform note_webhook_action(caller, did, change.subject_id::uuid, change.change_id, details);
  else
    perform note_client_action(caller, did, change.subject_id::bigint, change.change_id, details);
  end if;
  perform tell_configurators(change, case when did in ('propose', 'at-once') then 1 else 2 end);
end
$$;

create function expire_configuration(org bigint) returns void
language sql volatile as $$
  update configuration_change c set state = 'expired', parcel = null
   where c.org_id = org and c.state = 'pending' and c.expires_at <= clock_timestamp()
$$;

-- `caller`: org_id, actor_id, actor_name, trace_id. `kind`: pending, in-effect where the org wants that, or why nothing was written.
create function propose_configuration(caller json, wanted json, days int) returns table (kind text, applied json)
language plpgsql volatile as $$
#variable_conflict use_column
declare
  change configuration_change := json_populate_record(null::configuration_change, wanted);
  version int;
begin
  change.org_id := caller ->> 'org_id';
  change.proposed_by := caller ->> 'actor_id';
  change.proposed_by_name := caller ->> 'actor_name';
  perform pg_advisory_xact_lock(configuration_lock(change.org_id));
  perform expire_configuration(change.org_id);
  if change.action <> 'create' then
    version := configuration_version(change.org_id, change.subject, change.subject_id);
    if version is null then
      return query select 'unknown', null::json;
      return;
    elsif version <> change.based_on then
      return query select 'stale', null::json;
      return;
    end if;
  end if;
  kind := configuration_refusal(change);
  if kind is null and (select count(*) from configuration_change c where c.org_id = change.org_id and c.state = 'pending') >= 100 then
    kind := 'too-many-pending';
  end if;
  if kind is null then
    change.proposed_at := now_ms();
    change.expires_at := change.proposed_at + make_interval(days => days);
    change.at_once := acts_at_once(change.org_id);
    kind := 'pending';
    if change.at_once then
      kind := 'in-effect';
      applied := apply_configuration(change, caller ->> 'trace_id');
      change.subject_id := applied ->> 'subjectId';
      change.parcel := null;
    end if;
    change.state := kind;
    insert into configuration_change select change.*;
    perform note_configuration(change, caller, case when change.at_once then 'at-once' else 'propose' end);
  end if;
  return next;
end
$$;

-- Another person's word, or the proposer's second thought. `kind`: done, or why nothing was written.
create function decide_configuration(caller json, id uuid, verdict text) returns table (kind text, applied json)
language plpgsql volatile as $$
#variable_conflict use_column
declare
  org bigint := caller ->> 'org_id';
  change configuration_change;
  is_own boolean;
begin
  perform pg_advisory_xact_lock(configuration_lock(org));
  perform expire_configuration(org);
  select c.* into change from configuration_change c where c.org_id = org and c.change_id = id;
  is_own := change.proposed_by = (caller ->> 'actor_id')::bigint;
  kind := case
    when change.change_id is null then 'unknown'
    when change.state <> 'pending' then 'not-pending'
    when is_own and verdict <> 'withdraw' then 'own-proposal'
    when not is_own and verdict = 'withdraw' then 'not-proposer'
    when verdict <> 'confirm' then 'done'
    when change.action <> 'create'
      and configuration_version(org, change.subject, change.subject_id) is distinct from change.based_on then 'stale'
    else coalesce(configuration_refusal(change), 'done')
  end;
  if kind = 'done' then
    if verdict = 'confirm' then
      applied := apply_configuration(change, caller ->> 'trace_id');
      change.subject_id := applied ->> 'subjectId';
    end if;
    update configuration_change c
       set state = case verdict when 'confirm' then 'in-effect' when 'decline' then 'declined' else 'withdrawn' end,
           subject_id = change.subject_id, parcel = null,
           decided_by = (caller ->> 'actor_id')::bigint, decided_by_name = caller ->> 'actor_name', decided_at = now_ms()
     where c.org_id = org and c.change_id = id;
    perform note_configuration(change, caller, verdict);
  end if;
  return next;
end
$$;

-- What comes into effect for a client is journaled as before; suspensions and grants are new.
alter table identity_action drop constraint identity_action_action_check;
alter table identity_action add constraint identity_action_action_check check (action in
  ('create-client', 'change-grants', 'rotate-client', 'disable-client', 'suspend-client', 'revoke'));

-- As 020, and the new secret ends a suspension: whom the client was suspended for is not shown it.
create or replace function rotate_api_client(org bigint, client bigint, hash text, caller json) returns setof api_client
language plpgsql volatile as $$
#variable_conflict use_column
declare
  made api_client;
begin
  update api_client c
     set secret_hash = hash, secret_since = now_ms(), secret_holders = array[(caller ->> 'actor_id')::bigint],
         suspended_at = null, suspended_for = '{}'
   where c.org_id = org and c.client_id = client and c.disabled_at is null and (caller ->> 'actor_id')::bigint <> all (c.suspended_for)
  returning * into made;
  if found then
    delete from api_token t where t.org_id = org and t.client_id = client;
    perform note_identity_action(org, 'rotate-client', client, null, caller);
    return next made;
  end if;
end
$$;

-- As 020, and not for a client that is suspended.
create or replace function issue_api_token(org bigint, client bigint, hash text, new_token bytea, ttl interval) returns timestamptz
language plpgsql volatile as $$
declare
  until timestamptz := now_ms() + ttl;
begin
  perform from api_client c
    where c.org_id = org and c.client_id = client and c.secret_hash = hash and c.disabled_at is null and c.suspended_at is null
      for share;
  if not found then
    return null;
  end if;
  delete from api_token t where t.org_id = org and t.client_id = client and t.expires_at <= now();
  insert into api_token (org_id, token_hash, client_id, expires_at) values (org, new_token, client, until);
  return until;
end
$$;

-- As 020, and nothing is submitted for a client that is suspended, however early its call was let in.
create or replace function name_secret_holders() returns trigger
language plpgsql as $$
begin
  select c.secret_holders || coalesce(new.earlier_maker_ids, '{}') into new.earlier_maker_ids
    from api_client c
   where c.org_id = new.org_id and c.client_id = new.requester_id and c.disabled_at is null and c.suspended_at is null;
  if not found then
    raise exception 'The requester is no API client of this org.' using errcode = 'foreign_key_violation';
  end if;
  return new;
end
$$;

-- As 020, and ends with it what the person could still do by other means: the secrets that they know, and what they have proposed.
create or replace function revoke_tokens(org bigint, person bigint, why text, caller json) returns setof revocation
language plpgsql volatile as $$
#variable_conflict use_column
declare
  known record;
  proposed configuration_change;
begin
  perform pg_advisory_xact_lock(configuration_lock(org));
  perform pg_advisory_xact_lock(revocation_lock(org, person));
  perform note_identity_action(org, 'revoke', person, why, caller);
  for known in
    update api_client c
       set suspended_at = coalesce(c.suspended_at, now_ms()), suspended_for = array_append(array_remove(c.suspended_for, person), person)
     where c.org_id = org and person = any (c.secret_holders) and c.disabled_at is null
    returning c.client_id
  loop
    delete from api_token t where t.org_id = org and t.client_id = known.client_id;
    perform note_identity_action(org, 'suspend-client', known.client_id, null, caller);
  end loop;
  for proposed in
    update configuration_change c
       set state = 'withdrawn', parcel = null, decided_by = (caller ->> 'actor_id')::bigint, decided_by_name = caller ->> 'actor_name', decided_at = now_ms()
     where c.org_id = org and c.proposed_by = person and c.state = 'pending'
    returning c.*
  loop
    perform note_configuration(proposed, (jsonb_build_object('org_id', org) || caller::jsonb)::json, 'withdraw');
  end loop;
  return query
  insert into revocation (org_id, user_id, not_before, reason, revoked_by, revoked_by_name)
  select org, person, now_ms(), why, c.actor_id, c.actor_name from json_to_record(caller) as c (actor_id bigint, actor_name text)
  on conflict (org_id, user_id) do update
    set not_before = greatest(revocation.not_before, excluded.not_before), reason = excluded.reason,
        revoked_by = excluded.revoked_by, revoked_by_name = excluded.revoked_by_name
  returning *;
end
$$;

-- Behind the wall between orgs. The worker changes neither webhooks nor clients; it tells of changes.
select wall_off('configuration_change');
grant select on configuration_change to countersign_worker;
grant select, insert, update (state, subject_id, parcel, decided_by, decided_by_name, decided_at) on configuration_change to countersign_gateway;
grant select (version) on webhook_endpoint to countersign_gateway;
grant update (grants, suspended_at, suspended_for) on api_client to countersign_gateway;
