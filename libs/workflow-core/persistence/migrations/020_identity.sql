-- Programs that call the API, and people whose tokens do not count any more.

select lock_served_tables();

-- A program of an org. Reads what a member of the org reads; what else it may is granted here, and never includes a checker's word.
create table api_client (
  org_id          bigint      not null,
  -- Sixteen digits, which no person's id has: in requests and journals a client stands where a person would.
  client_id       bigint      generated always as identity (start with 1000000000000001),
  -- <org>.<random>: says where it is to be looked for, and nothing else.
  client_key      text        not null,
  name            text        not null,
  -- scrypt with its parameters and salt. The secret itself is nowhere.
  secret_hash     text        not null,
  secret_since    timestamptz not null,
  -- Who was shown the secret, and so could act as the client.
  secret_holders  bigint[]    not null,
  grants          jsonb       not null,
  created_by      bigint      not null,
  created_by_name text        not null,
  created_at      timestamptz not null,
  disabled_at     timestamptz,
  primary key (org_id, client_id),
  constraint api_client_never_decides check (
    jsonb_typeof(grants) = 'array' and not jsonb_path_exists(grants, '$[*] ? (!(@.grant == "CanMakeRequest" || @.grant == "CanAuditWorkflows"))'))
);
create unique index api_client_key on api_client (org_id, client_key);
create unique index api_client_name on api_client (org_id, name) where disabled_at is null;

-- Access tokens of clients, by their SHA-256. They end with the secret that they were made for.
create table api_token (
  org_id     bigint      not null,
  token_hash bytea       not null,
  client_id  bigint      not null,
  expires_at timestamptz not null,
  primary key (org_id, token_hash)
);
create index api_token_of_client on api_token (org_id, client_id, expires_at);

-- Tokens of this person that were issued up to then do not count in this org.
create table revocation (
  org_id          bigint      not null,
  user_id         bigint      not null,
  not_before      timestamptz not null,
  reason          text        not null,
  revoked_by      bigint      not null,
  revoked_by_name text        not null,
  primary key (org_id, user_id)
);

-- Who let whom in or out, and why: one row for each thing done, written with it.
create table identity_action (
  org_id     bigint      not null,
  action_id  bigint      generated always as identity,
  action     text        not null check (action in ('create-client', 'rotate-client', 'disable-client', 'revoke')),
  -- The client's id, or the person's.
  about      bigint      not null,
  reason     text,
  actor_id   bigint      not null,
  actor_name text        not null,
  trace_id   text,
  at         timestamptz not null,
  primary key (org_id, action_id)
);
create trigger identity_action_only_grows before update or delete or truncate on identity_action
  for each statement execute function refuse_rewriting();

create function note_identity_action(org bigint, did text, whom bigint, why text, caller json) returns void
language sql volatile as $$
  insert into identity_action (org_id, action, about, reason, actor_id, actor_name, trace_id, at)
  select org, did, whom, why, c.actor_id, c.actor_name, c.trace_id, now_ms()
    from json_to_record(caller) as c (actor_id bigint, actor_name text, trace_id text)
$$;

create function create_api_client(org bigint, key text, called text, hash text, granted jsonb, caller json) returns setof api_client
language plpgsql volatile as $$
#variable_conflict use_column
declare
  made api_client;
begin
  insert into api_client (org_id, client_key, name, secret_hash, secret_since, secret_holders, grants, created_by, created_by_name, created_at)
  select org, key, called, hash, now_ms(), array[c.actor_id], granted, c.actor_id, c.actor_name, now_ms()
    from json_to_record(caller) as c (actor_id bigint, actor_name text)
  returning * into made;
  perform note_identity_action(org, 'create-client', made.client_id, called, caller);
  return next made;
end
$$;

-- The old secret ends, and with it every token that was made for it. Whoever rotates is the one who was shown the new one.
create function rotate_api_client(org bigint, client bigint, hash text, caller json) returns setof api_client
language plpgsql volatile as $$
#variable_conflict use_column
declare
  made api_client;
begin
  update api_client c
     set secret_hash = hash, secret_since = now_ms(), secret_holders = array[(caller ->> 'actor_id')::bigint]
   where c.org_id = org and c.client_id = client and c.disabled_at is null
  returning * into made;
  if found then
    delete from api_token t where t.org_id = org and t.client_id = client;
    perform note_identity_action(org, 'rotate-client', client, null, caller);
    return next made;
  end if;
end
$$;

create function disable_api_client(org bigint, client bigint, caller json) returns setof api_client
language plpgsql volatile as $$
#variable_conflict use_column
declare
  made api_client;
begin
  update api_client c set disabled_at = now_ms()
   where c.org_id = org and c.client_id = client and c.disabled_at is null
  returning * into made;
  if found then
    delete from api_token t where t.org_id = org and t.client_id = client;
    perform note_identity_action(org, 'disable-client', client, null, caller);
    return next made;
  end if;
end
$$;

-- Null: the secret was rotated, or the client disabled, since it was verified. The lock makes a rotation wait, and then find the token.
create function issue_api_token(org bigint, client bigint, hash text, new_token bytea, ttl interval) returns timestamptz
language plpgsql volatile as $$
declare
  until timestamptz := now_ms() + ttl;
begin
  perform from api_client c
    where c.org_id = org and c.client_id = client and c.secret_hash = hash and c.disabled_at is null
      for share;
  if not found then
    return null;
  end if;
  delete from api_token t where t.org_id = org and t.client_id = client and t.expires_at <= now();
  insert into api_token (org_id, token_hash, client_id, expires_at) values (org, new_token, client, until);
  return until;
end
$$;

-- Whoever was shown the secret could have asked for this in the client's name: they are makers of it as well, and decide nothing about it.
create function name_secret_holders() returns trigger
language plpgsql as $$
begin
  select c.secret_holders || coalesce(new.earlier_maker_ids, '{}') into new.earlier_maker_ids
    from api_client c
   where c.org_id = new.org_id and c.client_id = new.requester_id and c.disabled_at is null;
  if not found then
    raise exception 'The requester is no API client of this org.' using errcode = 'foreign_key_violation';
  end if;
  return new;
end
$$;
create trigger request_of_api_client before insert on request
  for each row when (new.requester_id >= 1000000000000000) execute function name_secret_holders();

-- A checker is a person.
alter table decision add constraint decision_by_a_person check (checker_id < 1000000000000000) not valid;

create function revocation_lock(org bigint, person bigint) returns bigint
language sql immutable as $$ select hashtextextended('revocation/' || org || '/' || person, 0) $$;

-- Waits for the decisions of this person that are being written; those that come later find the revocation.
create function revoke_tokens(org bigint, person bigint, why text, caller json) returns setof revocation
language plpgsql volatile as $$
#variable_conflict use_column
begin
  perform pg_advisory_xact_lock(revocation_lock(org, person));
  perform note_identity_action(org, 'revoke', person, why, caller);
  return query
  insert into revocation (org_id, user_id, not_before, reason, revoked_by, revoked_by_name)
  select org, person, now_ms(), why, c.actor_id, c.actor_name from json_to_record(caller) as c (actor_id bigint, actor_name text)
  on conflict (org_id, user_id) do update
    set not_before = greatest(revocation.not_before, excluded.not_before), reason = excluded.reason,
        revoked_by = excluded.revoked_by, revoked_by_name = excluded.revoked_by_name
  returning *;
end
$$;

-- Of a batch for close_requests what its callers may still do: without those whose token was revoked. A revocation waits for whoever is
-- past here, so that nobody decides after it. The locks are taken in one order by all, and none of them is waited for by its own holder.
create function not_revoked(closes json) returns json
language plpgsql volatile as $$
declare
  caller record;
  revoked int[];
begin
  for caller in
    select distinct w.org_id, w.actor_id
      from rows_of(closes) as one cross join lateral json_to_record(one) as w (org_id bigint, actor_id bigint, token_issued_at timestamptz)
     where w.token_issued_at is not null
     order by w.org_id, w.actor_id
  loop
    perform pg_advisory_xact_lock_shared(revocation_lock(caller.org_id, caller.actor_id));
  end loop;
  if not found then
    return closes;
  end if;
  -- A statement of its own, and so with eyes of its own: it sees what was revoked while the locks were waited for.
  select array_agg(w.ordinal) into revoked
    from rows_of(closes) as one
   cross join lateral json_to_record(one) as w (ordinal int, org_id bigint, actor_id bigint, token_issued_at timestamptz)
    join revocation r on r.org_id = w.org_id and r.user_id = w.actor_id and r.not_before >= w.token_issued_at;
  if revoked is null then
    return closes;
  end if;
  return coalesce((select json_agg(one) from rows_of(closes) as one where (one ->> 'ordinal')::int <> all (revoked)), '[]');
end
$$;

-- Behind the wall between orgs. The worker has no use for any of it.
select wall_off(walled) from unnest(array['api_client', 'api_token', 'revocation', 'identity_action']::regclass[]) as walled;
grant select, insert, update (secret_hash, secret_since, secret_holders, disabled_at) on api_client to countersign_gateway;
grant select, insert, delete on api_token to countersign_gateway;
grant select, insert, update (not_before, reason, revoked_by, revoked_by_name) on revocation to countersign_gateway;
grant select, insert on identity_action to countersign_gateway;
