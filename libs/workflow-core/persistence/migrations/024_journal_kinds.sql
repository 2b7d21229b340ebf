-- The journal learns what was done to webhooks and API clients, and who read personal data. Its kinds are rows from here on: the next one is
-- a table, a view of its entries, and one line that admits it.

-- Who did what to a webhook: proposed, confirmed, declined or done at once. `details` says what it was changed to, without secrets.
create table webhook_action (
  org_id      bigint      not null,
  action_id   bigint      generated always as identity,
  action      text        not null,
  endpoint_id uuid,
  -- The proposed change that this is about, where two persons are needed.
  change_id   uuid,
  details     json        not null default '{}',
  reason      text,
  actor_id    bigint      not null,
  actor_name  text        not null,
  trace_id    text,
  at          timestamptz not null,
  written_in  bigint      not null default pg_current_xact_id()::text::bigint,
  primary key (org_id, action_id),
  constraint webhook_action_on_something check (endpoint_id is not null or change_id is not null)
);
create index webhook_action_by_xact on webhook_action (org_id, written_in);

-- The same for API clients.
create table client_action (
  org_id     bigint      not null,
  action_id  bigint      generated always as identity,
  action     text        not null,
  -- Absent while it is proposed to create one.
  client_id  bigint,
  change_id  uuid,
  details    json        not null default '{}',
  reason     text,
  actor_id   bigint      not null,
  actor_name text        not null,
  trace_id   text,
  at         timestamptz not null,
  written_in bigint      not null default pg_current_xact_id()::text::bigint,
  primary key (org_id, action_id),
  constraint client_action_on_something check (client_id is not null or change_id is not null)
);
create index client_action_by_xact on client_action (org_id, written_in);

-- Which person read personal data, and how much. All but id and time can be forgotten once the org need not keep it any more.
create table read_action (
  org_id     bigint      not null,
  read_id    bigint      generated always as identity,
  -- Method and route.
  what       text,
  -- Customers in it are keyed hashes.
  filter     json,
  request_id uuid,
  row_count  int,
  -- Of so many alike that were gathered, this is the last one.
  times      int,
  actor_id   bigint,
  actor_name text,
  trace_id   text,
  at         timestamptz not null,
  written_in bigint      not null default pg_current_xact_id()::text::bigint,
  primary key (org_id, read_id),
  constraint read_action_whole_or_forgotten check (num_nonnulls(what, row_count, times, actor_id, actor_name) in (0, 5))
);
create index read_action_by_xact on read_action (org_id, written_in);
create index read_action_to_forget on read_action (org_id, read_id) where what is not null;

-- A journal only grows; but the columns that the trigger names can be forgotten, all of them at once.
create function refuse_rewriting_but() returns trigger
language plpgsql as $$
begin
  if to_jsonb(new) - tg_argv = to_jsonb(old) - tg_argv
     and not exists (select from unnest(tg_argv) as forgettable (name) where to_jsonb(new) ->> forgettable.name is not null) then
    return new;
  end if;
  raise exception 'Table % is a journal: rows are added, and of what is there only words can be forgotten.', tg_table_name;
end
$$;
create trigger webhook_action_only_grows before delete or truncate on webhook_action
  for each statement execute function refuse_rewriting();
create trigger webhook_action_only_forgets before update on webhook_action
  for each row execute function refuse_rewriting_but('reason');
create trigger client_action_only_grows before delete or truncate on client_action
  for each statement execute function refuse_rewriting();
create trigger client_action_only_forgets before update on client_action
  for each row execute function refuse_rewriting_but('reason');
create trigger read_action_only_grows before delete or truncate on read_action
  for each statement execute function refuse_rewriting();
create trigger read_action_only_forgets before update on read_action
  for each row execute function
    refuse_rewriting_but('what', 'filter', 'request_id', 'row_count', 'times', 'actor_id', 'actor_name', 'trace_id');

-- `caller` as for note_action: org_id, actor_id, actor_name, trace_id.
create function note_webhook_action(caller json, did text, endpoint uuid, change uuid, changed json, why text default null) returns void
language sql volatile as $$
  insert into webhook_action (org_id, action, endpoint_id, change_id, details, reason, actor_id, actor_name, trace_id, at)
  select c.org_id, did, endpoint, change, coalesce(changed, '{}'), why, c.actor_id, c.actor_name, c.trace_id, now_ms()
    from json_to_record(caller) as c (org_id bigint, actor_id bigint, actor_name text, trace_id text)
$$;

create function note_client_action(caller json, did text, client bigint, change uuid, changed json, why text default null) returns void
language sql volatile as $$
  insert into client_action (org_id, action, client_id, change_id, details, reason, actor_id, actor_name, trace_id, at)
  select c.org_id, did, client, change, coalesce(changed, '{}'), why, c.actor_id, c.actor_name, c.trace_id, now_ms()
    from json_to_record(caller) as c (org_id bigint, actor_id bigint, actor_name text, trace_id text)
$$;

-- What people read, many reads in one statement, each so long ago.
create function note_reads(reads json) returns void
language sql volatile as $$
  insert into read_action (org_id, what, filter, request_id, row_count, times, actor_id, actor_name, trace_id, at)
  select r.org_id, r.what, r.filter, r.request_id, r.row_count, coalesce(r.times, 1), r.actor_id, r.actor_name, r.trace_id,
         now_ms() - make_interval(secs => coalesce(r.ago_ms, 0) / 1000)
    from rows_of(reads) as one cross join lateral json_to_record(one) as r (
      org_id bigint, what text, filter json, request_id uuid, row_count int, times int, actor_id bigint, actor_name text, trace_id text,
      ago_ms float8)
$$;

-- The entries of each kind as they are sealed: what stays for good in `fields`, what can be erased in `words`; nothing but text, and nothing
-- for nulls. Names are left out: an id says who it was, and a name is personal data. docs/audit.md describes each field.
create function no_request() returns uuid
language sql immutable as $$ select '00000000-0000-0000-0000-000000000000'::uuid $$;

create view transition_entry with (security_invoker = true) as
select t.org_id, t.request_id, t.seq::bigint as number, t.written_in, t.at,
       json_strip_nulls(json_build_object(
         'request', t.request_id::text, 'seq', t.seq::text, 'from', t.from_state, 'to', t.to_state, 'cause', t.cause,
         'actor', t.actor_id::text, 'checker', t.checker_id::text, 'trace', t.trace_id, 'event', t.event_id::text,
         'at', to_char(t.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
         'outcomeKind', t.outcome ->> 'kind', 'outcomeCode', t.outcome ->> 'code',
         'type', r.type, 'maker', r.requester_id::text, 'payloadDigest', r.payload_digest, 'policyVersion', r.policy_version::text,
         'verdict', r.verdict,
         -- Whoever has decided by the time a request leaves its checkers has decided for good.
         'decisions', case when t.from_state = 'pending' then
           (select string_agg(d.checker_id || ' ' || d.verdict, ', ' order by d.decided_at, d.checker_id)
              from decision d where d.org_id = t.org_id and d.request_id = t.request_id) end)) as fields,
       json_strip_nulls(json_build_object('comment', t.comment, 'outcome', t.outcome::text)) as words
  from transition t
  left join request r on t.seq = 1 and r.org_id = t.org_id and r.request_id = t.request_id;

create view operator_action_entry with (security_invoker = true) as
select a.org_id, coalesce(a.request_id, no_request()) as request_id, a.action_id as number, a.written_in, a.at,
       json_strip_nulls(json_build_object(
         'id', a.action_id::text, 'action', a.action, 'type', a.type, 'request', a.request_id::text, 'newRequest', a.new_request_id::text,
         'proposal', a.proposal::text, 'resolution', a.resolution, 'actor', a.actor_id::text, 'trace', a.trace_id,
         'at', to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))) as fields,
       json_strip_nulls(json_build_object('reason', a.reason)) as words
  from operator_action a;

create view identity_action_entry with (security_invoker = true) as
select i.org_id, no_request() as request_id, i.action_id as number, i.written_in, i.at,
       json_strip_nulls(json_build_object(
         'id', i.action_id::text, 'action', i.action, 'about', i.about::text, 'actor', i.actor_id::text, 'trace', i.trace_id,
         'at', to_char(i.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))) as fields,
       json_strip_nulls(json_build_object('reason', i.reason)) as words
  from identity_action i;

create view policy_action_entry with (security_invoker = true) as
select c.org_id, no_request() as request_id, c.action_id as number, c.written_in, c.at,
       json_strip_nulls(json_build_object(
         'id', c.action_id::text, 'action', c.action, 'type', c.type, 'version', c.version::text, 'actor', c.actor_id::text,
         'at', to_char(c.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))) as fields,
       case c.action when 'propose' then json_strip_nulls(json_build_object('settings', concat_ws(E'\n', p.auto_approval::text,
         'config=' || p.config::text, 'expires=' || p.expires_after_hours, 'controls=' || p.controls::text,
         'notifications=' || p.notifications::text))) else '{}'::json end as words
  from policy_action c
  left join policy p on c.action = 'propose' and p.org_id = c.org_id and p.type = c.type and p.version = c.version;

create view refusal_entry with (security_invoker = true) as
select f.org_id, coalesce(f.request_id, no_request()) as request_id, f.refusal_id as number, f.written_in, f.at,
       json_strip_nulls(json_build_object(
         'id', f.refusal_id::text, 'action', f.action, 'code', f.code::text, 'actor', f.actor_id::text, 'request', f.request_id::text,
         'times', nullif(f.times, 1)::text, 'trace', f.trace_id,
         'at', to_char(f.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))) as fields,
       '{}'::json as words
  from refused_action f;

create view webhook_action_entry with (security_invoker = true) as
select w.org_id, no_request() as request_id, w.action_id as number, w.written_in, w.at,
       json_strip_nulls(json_build_object(
         'id', w.action_id::text, 'action', w.action, 'webhook', w.endpoint_id::text, 'change', w.change_id::text, 'details', w.details::text,
         'actor', w.actor_id::text, 'trace', w.trace_id, 'at', to_char(w.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))) as fields,
       json_strip_nulls(json_build_object('reason', w.reason)) as words
  from webhook_action w;

create view client_action_entry with (security_invoker = true) as
select k.org_id, no_request() as request_id, k.action_id as number, k.written_in, k.at,
       json_strip_nulls(json_build_object(
         'id', k.action_id::text, 'action', k.action, 'client', k.client_id::text, 'change', k.change_id::text, 'details', k.details::text,
         'actor', k.actor_id::text, 'trace', k.trace_id, 'at', to_char(k.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))) as fields,
       json_strip_nulls(json_build_object('reason', k.reason)) as words
  from client_action k;

create view read_entry with (security_invoker = true) as
select r.org_id, no_request() as request_id, r.read_id as number, r.written_in, r.at,
       json_build_object('id', r.read_id::text, 'at', to_char(r.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) as fields,
       json_strip_nulls(json_build_object(
         'actor', r.actor_id::text, 'what', r.what, 'filter', r.filter::text, 'request', r.request_id::text, 'rows', r.row_count::text,
         'times', nullif(r.times, 1)::text, 'trace', r.trace_id)) as words
  from read_action r;

-- What the journal tells of. Rows that are older than the journal, or come from another server, are looked for in this order.
create table journal_kind (
  kind           text    primary key,
  position       int     not null unique,
  -- The table that holds what happened, and its view above.
  source         name    not null,
  entries        name    not null,
  -- By which a row is known within its org, or within its request.
  number_column  name    not null,
  -- Absent for what is about no request.
  request_column name,
  is_by_request  boolean not null default false
);

-- The next kind is one line that calls this. `journal_entry` is the entries of all kinds.
create function admit_journal_kind(of_kind text, happened_in regclass, numbered_by name, request_in name default null,
                                   by_request boolean default false)
returns void
language plpgsql as $$
begin
  insert into journal_kind (kind, position, source, entries, number_column, request_column, is_by_request)
  select of_kind, coalesce(max(k.position), 0) + 1, happened_in::text, replace(of_kind, '-', '_') || '_entry', numbered_by, request_in, by_request
    from journal_kind k;
  execute (
    select 'create or replace view journal_entry with (security_invoker = true) as '
           || string_agg(format('select e.org_id, %L::text as kind, e.request_id, e.number, e.written_in, e.at, e.fields, e.words from %I e',
                                k.kind, k.entries), ' union all ' order by k.position)
      from journal_kind k);
end
$$;

alter table journal drop constraint journal_walk_kind_check;
select admit_journal_kind('transition', 'transition', 'seq', 'request_id', true);
select admit_journal_kind('operator-action', 'operator_action', 'action_id', 'request_id');
select admit_journal_kind('identity-action', 'identity_action', 'action_id');
select admit_journal_kind('policy-action', 'policy_action', 'action_id');
select admit_journal_kind('refusal', 'refused_action', 'refusal_id', 'request_id');
select admit_journal_kind('webhook-action', 'webhook_action', 'action_id');
select admit_journal_kind('client-action', 'client_action', 'action_id');
select admit_journal_kind('read', 'read_action', 'read_id');

-- Orgs with entries that can be sealed. Orgs are found by hopping along the keys, so a busy one is not read to find the others.
create or replace function orgs_to_seal(most int) returns setof bigint
language plpgsql stable as $$
declare
  lowest bigint := pg_snapshot_xmin(pg_current_snapshot())::text::bigint;
  highest bigint := pg_snapshot_xmax(pg_current_snapshot())::text::bigint;
  next_org text;
  is_new text;
begin
  select string_agg(format('(select min(s.org_id) from %I s where s.org_id > o.id)', k.source), ', '),
         string_agg(format('exists (select from %I s where s.org_id = o.id and s.written_in >= j.horizon and s.written_in < $2)', k.source), ' or ')
    into next_org, is_new
    from journal_kind k;
  return query execute format('
    with recursive org as (
      select -1::bigint as id
      union all
      select least(%s) from org o where o.id is not null
    )
    select o.id
      from org o
      left join journal j on j.org_id = o.id
     where o.id >= 0 and (j.org_id is null or j.walk_kind is not null or j.horizon > $3 or %s)
     limit $1', next_org, is_new)
    using most, lowest, highest;
end
$$;

-- The next entries of an org in the order in which they are to be sealed, and what the journal is to be afterwards. `token` names what it
-- is now. About `most` at once; the rows of one transaction are never divided.
create or replace function entries_to_seal(org bigint, most int)
returns table (token text, size bigint, peaks bytea, last_note text, last_root bytea, at timestamptz, next json, entries json)
language plpgsql stable as $$
#variable_conflict use_column
declare
  lowest bigint := pg_snapshot_xmin(pg_current_snapshot())::text::bigint;
  highest bigint := pg_snapshot_xmax(pg_current_snapshot())::text::bigint;
  head journal;
  was text;
  until bigint;
  page json;
  found_rows int;
  last_request uuid;
  last_number bigint;
begin
  select j.* into head from journal j where j.org_id = org;
  if not found then
    head := row(org, 0, '', -1, null, null, null, 0)::journal;
  end if;
  was := journal_token(head);
  -- At the very first, and where transactions are numbered lower than what is sealed already: then this is a copy on another server.
  if head.horizon < 0 or head.horizon > highest then
    head.horizon := lowest;
    head.walk_kind := journal_kind_after(null);
    head.walk_request := no_request();
    head.walk_number := -1;
  end if;
  if head.walk_kind is not null then
    -- What is numbered higher than any transaction of this server was written on another one.
    with step as materialized (
      select w.*, row_number() over () as ordinal
        from journal_keys_after(org, head.walk_kind, head.walk_request, head.walk_number, most) w
    ), fresh as (
      select e.* from step s join journal_entry e
          on e.org_id = org and e.kind = head.walk_kind and e.request_id = s.request_id and e.number = s.number
       where (s.written_in < head.horizon or s.written_in >= highest)
         and not exists (select from journal_leaf l where l.org_id = org and l.request_id = s.request_id and l.kind = head.walk_kind and l.number = s.number)
    )
    select (select count(*) from step),
           (select s.request_id from step s order by s.ordinal desc limit 1),
           (select s.number from step s order by s.ordinal desc limit 1),
           (select json_agg(json_build_object('kind', f.kind, 'request_id', f.request_id, 'number', f.number, 'fields', f.fields, 'words', f.words)
                            order by f.request_id, f.number) from fresh f)
      into found_rows, last_request, last_number, page;
    if found_rows < most then
      head.walk_kind := journal_kind_after(head.walk_kind);
      head.walk_request := case when head.walk_kind is not null then no_request() end;
      head.walk_number := case when head.walk_kind is not null then -1 end;
    else
      head.walk_request := last_request;
      head.walk_number := last_number;
    end if;
  else
    execute (
      select 'select min(c.written_in) from ('
             || string_agg(format('(select s.written_in from %I s where s.org_id = $1 and s.written_in >= $2 and s.written_in < $3
                                     order by s.written_in offset $4 limit 1)', k.source), ' union all ') || ') c'
        from journal_kind k)
      into until using org, head.horizon, lowest, most;
    until := greatest(coalesce(until, lowest), least(head.horizon + 1, lowest));
    select json_agg(json_build_object('kind', e.kind, 'request_id', e.request_id, 'number', e.number, 'fields', e.fields, 'words', e.words)
                    order by e.at, e.request_id, e.kind, e.number)
      into page
      from journal_entry e
     where e.org_id = org and e.written_in >= head.horizon and e.written_in < until
       and not exists (select from journal_leaf l where l.org_id = org and l.request_id = e.request_id and l.kind = e.kind and l.number = e.number);
    head.horizon := greatest(head.horizon, until);
  end if;
  return query
  select was, head.size, head.peaks, c.note, c.root, now_ms(),
         json_build_object('horizon', head.horizon, 'walk_kind', head.walk_kind, 'walk_request', head.walk_request, 'walk_number', head.walk_number),
         coalesce(page, '[]')
    from (values (1)) one (row)
    left join lateral (select p.note, p.root from journal_checkpoint p where p.org_id = org order by p.tree_size desc limit 1) c on true;
end
$$;

-- The one that is walked next, or first; null after the last.
create function journal_kind_after(passed text) returns text
language sql stable as $$
  select k.kind from journal_kind k
   where k.position > coalesce((select p.position from journal_kind p where p.kind = passed), 0)
   order by k.position limit 1
$$;

-- Keys of one kind, in their own order.
create or replace function journal_keys_after(org bigint, of_kind text, after_request uuid, after_number bigint, most int)
returns table (request_id uuid, number bigint, written_in bigint)
language plpgsql stable as $$
declare
  known journal_kind;
  keys text;
begin
  select k.* into strict known from journal_kind k where k.kind = of_kind;
  keys := concat_ws(', ', case when known.is_by_request then format('s.%I', known.request_column) end, format('s.%I', known.number_column));
  return query execute format('
    select %s, s.%I::bigint, s.written_in from %I s where s.org_id = $1 and (%s) > (%s) order by %s limit $4',
    case when known.request_column is null then 'no_request()' else format('coalesce(s.%I, no_request())', known.request_column) end,
    known.number_column, known.source, keys, case when known.is_by_request then '$2, $3' else '$3' end, keys)
    using org, after_request, after_number, most;
end
$$;

-- Behind the wall between orgs. Kinds are of no org, and nobody but a migration admits one.
select wall_off(walled) from unnest(array['webhook_action', 'client_action', 'read_action']::regclass[]) as walled;
revoke execute on function admit_journal_kind(text, regclass, name, name, boolean) from countersign_gateway, countersign_worker;
grant select, insert on webhook_action, client_action, read_action to countersign_gateway;
grant select on webhook_action, client_action, read_action, journal_kind, transition_entry, operator_action_entry, identity_action_entry,
  policy_action_entry, refusal_entry, webhook_action_entry, client_action_entry, read_entry to countersign_worker;
