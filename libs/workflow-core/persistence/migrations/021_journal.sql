-- The journal that an outsider can verify: per org, every transition, every action of operators, configurators and identity, and every refused
-- action is a leaf of a Merkle tree, numbered when it is sealed. Whatever is sealed is written by the sealer alone, after the event: no hot write waits for it.

select lock_served_tables();

-- In which transaction a row was written. Transactions do not end in the order of these numbers; but once all below some number have ended,
-- no row below it can appear any more. Up to there the sealer goes, so that it passes over nothing. 0 is what is older than this column.
alter table transition add column written_in bigint not null default 0;
alter table transition alter column written_in set default pg_current_xact_id()::text::bigint;
create index transition_by_xact on transition (org_id, written_in);
alter table operator_action add column written_in bigint not null default 0;
alter table operator_action alter column written_in set default pg_current_xact_id()::text::bigint;
create index operator_action_by_xact on operator_action (org_id, written_in);
alter table identity_action add column written_in bigint not null default 0;
alter table identity_action alter column written_in set default pg_current_xact_id()::text::bigint;
create index identity_action_by_xact on identity_action (org_id, written_in);

-- Who proposed, agreed to or declined which version of a policy. The settings are those of the version, which nobody changes.
create table policy_action (
  org_id     bigint      not null,
  action_id  bigint      generated always as identity,
  action     text        not null check (action in ('propose', 'approve', 'decline')),
  type       text        not null,
  version    int         not null,
  actor_id   bigint      not null,
  at         timestamptz not null,
  written_in bigint      not null default pg_current_xact_id()::text::bigint,
  primary key (org_id, action_id)
);
create index policy_action_by_xact on policy_action (org_id, written_in);
insert into policy_action (org_id, action, type, version, actor_id, at)
select d.* from policy p cross join lateral (
  values (p.org_id, 'propose', p.type, p.version, p.proposed_by, p.proposed_at),
         (p.org_id, case p.status when 'declined' then 'decline' else 'approve' end, p.type, p.version, p.decided_by, p.decided_at))
  as d (org_id, action, type, version, actor_id, at)
 where d.actor_id is not null
 order by d.at;
create trigger policy_action_only_grows before update or delete or truncate on policy_action
  for each statement execute function refuse_rewriting();

create function note_policy_action() returns trigger
language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into policy_action (org_id, action, type, version, actor_id, at)
    values (new.org_id, 'propose', new.type, new.version, new.proposed_by, new.proposed_at);
  elsif old.status = 'proposed' and new.status in ('active', 'declined') then
    insert into policy_action (org_id, action, type, version, actor_id, at)
    values (new.org_id, case new.status when 'active' then 'approve' else 'decline' end, new.type, new.version, new.decided_by, new.decided_at);
  end if;
  return null;
end
$$;
create trigger policy_is_journaled after insert or update of status on policy for each row execute function note_policy_action();

-- What somebody was refused for reasons of security, known by a token or by the key of an API client. Ids and codes only.
create table refused_action (
  org_id     bigint      not null,
  refusal_id bigint      generated always as identity,
  -- Method and route.
  action     text        not null,
  code       int         not null,
  actor_id   bigint      not null,
  request_id uuid,
  trace_id   text        not null,
  at         timestamptz not null,
  -- Of so many alike that were gathered, this is the last one.
  times      int         not null,
  written_in bigint      not null default pg_current_xact_id()::text::bigint,
  primary key (org_id, refusal_id)
);
create index refused_action_by_xact on refused_action (org_id, written_in);
create trigger refused_action_only_grows before update or delete or truncate on refused_action
  for each statement execute function refuse_rewriting();

create function note_refusals(refusals json) returns void
language sql volatile as $$
  insert into refused_action (org_id, action, code, actor_id, request_id, trace_id, at, times)
  select r.org_id, r.action, r.code, r.actor_id, r.request_id, r.trace_id, now_ms() - make_interval(secs => r.ago_ms / 1000), r.times
    from rows_of(refusals) as one cross join lateral json_to_record(one) as r (
      org_id bigint, action text, code int, actor_id bigint, request_id uuid, trace_id text, ago_ms float8, times int)
$$;

-- How far an org is sealed.
create table journal (
  org_id       bigint primary key,
  size         bigint not null default 0,
  -- The roots of the complete parts of the tree, so that adding to it reads no older leaf.
  peaks        bytea  not null default '',
  -- All that was written by transactions below is sealed, or will be found by the walk.
  horizon      bigint not null default -1,
  -- While not null, rows that are older than the journal, or come from another server, are looked for in the order of their keys.
  walk_kind    text   check (walk_kind in ('transition', 'operator-action', 'identity-action', 'policy-action', 'refusal')),
  walk_request uuid,
  walk_number  bigint,
  -- How often words were erased: whoever read some before that must not seal them any more.
  forgotten    int    not null default 0
);

create table journal_leaf (
  org_id     bigint not null,
  leaf_index bigint not null,
  kind       text   not null,
  -- What the entry is about; zeros for what is about no request.
  request_id uuid   not null,
  number     bigint not null,
  leaf_hash  bytea  not null,
  -- Of the digests of what was said in words. Erased together with the words; the digests stay, and tell nothing without it.
  salt       bytea,
  digests    json,
  primary key (org_id, leaf_index),
  constraint journal_leaf_once unique (org_id, request_id, kind, number)
);

create function refuse_resealing() returns trigger
language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    if new.salt is null and to_jsonb(new) - 'salt' = to_jsonb(old) - 'salt' then
      return new;
    end if;
  end if;
  raise exception 'Table % is sealed: of its rows nothing but the salt can go.', tg_table_name;
end
$$;
create trigger journal_leaf_only_forgets before update or delete on journal_leaf for each row execute function refuse_resealing();

create table journal_checkpoint (
  org_id        bigint      not null,
  tree_size     bigint      not null,
  -- The size of the tree before.
  from_size     bigint      not null,
  root          bytea       not null,
  note          text        not null,
  sealed_at     timestamptz not null,
  -- Who appends it to the file outside has until then.
  claimed_until timestamptz,
  appended_at   timestamptz,
  primary key (org_id, tree_size)
);
create index journal_checkpoint_not_outside on journal_checkpoint (sealed_at) where appended_at is null;

-- The entries as they are sealed: what stays for good in `fields`, what can be erased in `words`; nothing but text, and nothing for nulls.
-- Names are left out: an id says who it was, and a name is personal data. docs/audit.md describes each field.
create view journal_entry as
select t.org_id, 'transition' as kind, t.request_id, t.seq::bigint as number, t.written_in, t.at,
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
  left join request r on t.seq = 1 and r.org_id = t.org_id and r.request_id = t.request_id
union all
select a.org_id, 'operator-action', coalesce(a.request_id, '00000000-0000-0000-0000-000000000000'), a.action_id, a.written_in, a.at,
       json_strip_nulls(json_build_object(
         'id', a.action_id::text, 'action', a.action, 'type', a.type, 'request', a.request_id::text, 'newRequest', a.new_request_id::text,
         'proposal', a.proposal::text, 'resolution', a.resolution, 'actor', a.actor_id::text, 'trace', a.trace_id,
         'at', to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))),
       json_strip_nulls(json_build_object('reason', a.reason))
  from operator_action a
union all
select i.org_id, 'identity-action', '00000000-0000-0000-0000-000000000000', i.action_id, i.written_in, i.at,
       json_strip_nulls(json_build_object(
         'id', i.action_id::text, 'action', i.action, 'about', i.about::text, 'actor', i.actor_id::text, 'trace', i.trace_id,
         'at', to_char(i.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))),
       json_strip_nulls(json_build_object('reason', i.reason))
  from identity_action i
union all
select c.org_id, 'policy-action', '00000000-0000-0000-0000-000000000000', c.action_id, c.written_in, c.at,
       json_strip_nulls(json_build_object(
         'id', c.action_id::text, 'action', c.action, 'type', c.type, 'version', c.version::text, 'actor', c.actor_id::text,
         'at', to_char(c.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))),
       case c.action when 'propose' then json_strip_nulls(json_build_object('settings', concat_ws(E'\n', p.auto_approval::text,
         'config=' || p.config::text, 'expires=' || p.expires_after_hours, 'controls=' || p.controls::text,
         'notifications=' || p.notifications::text))) else '{}'::json end
  from policy_action c
  left join policy p on c.action = 'propose' and p.org_id = c.org_id and p.type = c.type and p.version = c.version
union all
select f.org_id, 'refusal', coalesce(f.request_id, '00000000-0000-0000-0000-000000000000'), f.refusal_id, f.written_in, f.at,
       json_strip_nulls(json_build_object(
         'id', f.refusal_id::text, 'action', f.action, 'code', f.code::text, 'actor', f.actor_id::text, 'request', f.request_id::text,
         'times', nullif(f.times, 1)::text, 'trace', f.trace_id, 'at', to_char(f.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))),
       '{}'::json
  from refused_action f;

-- Orgs with entries that can be sealed. Orgs are found by hopping along the keys, so a busy one is not read to find the others.
create function orgs_to_seal(most int) returns setof bigint
language plpgsql stable as $$
declare
  lowest bigint := pg_snapshot_xmin(pg_current_snapshot())::text::bigint;
  highest bigint := pg_snapshot_xmax(pg_current_snapshot())::text::bigint;
begin
  return query
  with recursive org as (
    select least((select min(t.org_id) from transition t), (select min(a.org_id) from operator_action a),
                 (select min(i.org_id) from identity_action i), (select min(c.org_id) from policy_action c),
                 (select min(f.org_id) from refused_action f)) as id
    union all
    select least((select min(t.org_id) from transition t where t.org_id > o.id),
                 (select min(a.org_id) from operator_action a where a.org_id > o.id),
                 (select min(i.org_id) from identity_action i where i.org_id > o.id),
                 (select min(c.org_id) from policy_action c where c.org_id > o.id),
                 (select min(f.org_id) from refused_action f where f.org_id > o.id))
      from org o where o.id is not null
  )
  select o.id
    from org o
    left join journal j on j.org_id = o.id
   where o.id is not null
     and (j.org_id is null or j.walk_kind is not null or j.horizon > highest
          or exists (select from transition t where t.org_id = o.id and t.written_in >= j.horizon and t.written_in < lowest)
          or exists (select from operator_action a where a.org_id = o.id and a.written_in >= j.horizon and a.written_in < lowest)
          or exists (select from identity_action i where i.org_id = o.id and i.written_in >= j.horizon and i.written_in < lowest)
          or exists (select from policy_action c where c.org_id = o.id and c.written_in >= j.horizon and c.written_in < lowest)
          or exists (select from refused_action f where f.org_id = o.id and f.written_in >= j.horizon and f.written_in < lowest))
   limit most;
end
$$;

-- The next entries of an org in the order in which they are to be sealed, and what the journal is to be afterwards. `token` names what it
-- is now. About `most` at once; the rows of one transaction are never divided.
create function entries_to_seal(org bigint, most int)
returns table (token text, size bigint, peaks bytea, last_note text, last_root bytea, at timestamptz, next json, entries json)
language plpgsql stable as $$
#variable_conflict use_column
declare
  nothing constant uuid := '00000000-0000-0000-0000-000000000000';
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
    head.walk_kind := 'transition';
    head.walk_request := nothing;
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
      head.walk_kind := case head.walk_kind when 'transition' then 'operator-action' when 'operator-action' then 'identity-action'
                                            when 'identity-action' then 'policy-action' when 'policy-action' then 'refusal' end;
      head.walk_request := case when head.walk_kind is not null then nothing end;
      head.walk_number := case when head.walk_kind is not null then -1 end;
    else
      head.walk_request := last_request;
      head.walk_number := last_number;
    end if;
  else
    select min(c.written_in) into until from (
      (select t.written_in from transition t where t.org_id = org and t.written_in >= head.horizon and t.written_in < lowest
        order by t.written_in offset most limit 1)
      union all
      (select a.written_in from operator_action a where a.org_id = org and a.written_in >= head.horizon and a.written_in < lowest
        order by a.written_in offset most limit 1)
      union all
      (select i.written_in from identity_action i where i.org_id = org and i.written_in >= head.horizon and i.written_in < lowest
        order by i.written_in offset most limit 1)
      union all
      (select p.written_in from policy_action p where p.org_id = org and p.written_in >= head.horizon and p.written_in < lowest
        order by p.written_in offset most limit 1)
      union all
      (select f.written_in from refused_action f where f.org_id = org and f.written_in >= head.horizon and f.written_in < lowest
        order by f.written_in offset most limit 1)) c;
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

create function journal_token(head journal) returns text
language sql immutable as $$
  select concat_ws('/', head.size, head.horizon, head.walk_kind, head.walk_request, head.walk_number, head.forgotten)
$$;

-- Keys of one kind, in their own order.
create function journal_keys_after(org bigint, of_kind text, after_request uuid, after_number bigint, most int)
returns table (request_id uuid, number bigint, written_in bigint)
language plpgsql stable as $$
#variable_conflict use_column
begin
  if of_kind = 'transition' then
    return query
    select t.request_id, t.seq::bigint, t.written_in from transition t
     where t.org_id = org and (t.request_id, t.seq) > (after_request, after_number::int) order by t.request_id, t.seq limit most;
  elsif of_kind = 'operator-action' then
    return query
    select coalesce(a.request_id, '00000000-0000-0000-0000-000000000000'), a.action_id, a.written_in from operator_action a
     where a.org_id = org and a.action_id > after_number order by a.action_id limit most;
  elsif of_kind = 'identity-action' then
    return query
    select '00000000-0000-0000-0000-000000000000'::uuid, i.action_id, i.written_in from identity_action i
     where i.org_id = org and i.action_id > after_number order by i.action_id limit most;
  elsif of_kind = 'policy-action' then
    return query
    select '00000000-0000-0000-0000-000000000000'::uuid, c.action_id, c.written_in from policy_action c
     where c.org_id = org and c.action_id > after_number order by c.action_id limit most;
  else
    return query
    select coalesce(f.request_id, '00000000-0000-0000-0000-000000000000'), f.refusal_id, f.written_in from refused_action f
     where f.org_id = org and f.refusal_id > after_number order by f.refusal_id limit most;
  end if;
end
$$;

-- False: somebody else has sealed since `token` was read; then nothing is written.
create function seal_entries(org bigint, token text, next json, leaves json, checkpoint json) returns boolean
language plpgsql volatile as $$
#variable_conflict use_column
declare
  head journal;
begin
  insert into journal (org_id) values (org) on conflict do nothing;
  select j.* into head from journal j where j.org_id = org for no key update;
  if journal_token(head) <> token then
    return false;
  end if;
  update journal j
     set size = n.size, peaks = decode(n.peaks, 'base64'), horizon = n.horizon, walk_kind = n.walk_kind, walk_request = n.walk_request,
         walk_number = n.walk_number
    from json_to_record(next) as n (size bigint, peaks text, horizon bigint, walk_kind text, walk_request uuid, walk_number bigint)
   where j.org_id = org;
  insert into journal_leaf (org_id, leaf_index, kind, request_id, number, leaf_hash, salt, digests)
  select org, l.leaf_index, l.kind, l.request_id, l.number, decode(l.leaf_hash, 'base64'), decode(l.salt, 'base64'), l.digests
    from rows_of(leaves) as one cross join lateral json_to_record(one) as l (
      leaf_index bigint, kind text, request_id uuid, number bigint, leaf_hash text, salt text, digests json);
  insert into journal_checkpoint (org_id, tree_size, from_size, root, note, sealed_at)
  select org, c.tree_size, c.from_size, decode(c.root, 'base64'), c.note, c.sealed_at
    from json_to_record(checkpoint) as c (tree_size bigint, from_size bigint, root text, note text, sealed_at timestamptz)
   where c.note is not null;
  return true;
end
$$;

-- Checkpoints that are not in the file outside yet, for whoever appends them within `hold`; with the first 8 bytes of each new leaf.
create function claim_checkpoints(most int, hold interval)
returns table (org_id bigint, tree_size bigint, from_size bigint, note text, marks bytea)
language plpgsql volatile as $$
#variable_conflict use_column
begin
  return query
  with wanted as (
    select c.org_id, c.tree_size
      from journal_checkpoint c
     where c.appended_at is null and coalesce(c.claimed_until, '-infinity') < statement_timestamp()
     order by c.sealed_at, c.org_id, c.tree_size
     limit most
       for no key update skip locked
  ), claimed as (
    update journal_checkpoint c set claimed_until = clock_timestamp() + hold
      from wanted w where c.org_id = w.org_id and c.tree_size = w.tree_size
    returning c.*
  )
  select c.org_id, c.tree_size, c.from_size, c.note,
         (select string_agg(substring(l.leaf_hash from 1 for 8), '' order by l.leaf_index)
            from journal_leaf l where l.org_id = c.org_id and l.leaf_index >= c.from_size and l.leaf_index < c.tree_size)
    from claimed c
   order by c.sealed_at, c.org_id, c.tree_size;
end
$$;

create function mark_checkpoints_appended(checkpoints json) returns void
language sql volatile as $$
  update journal_checkpoint c set appended_at = now_ms()
    from json_to_recordset(checkpoints) as a (org_id bigint, tree_size bigint)
   where c.org_id = a.org_id and c.tree_size = a.tree_size and c.appended_at is null
$$;

-- To be called in the transaction that erases the comments, reasons and outcomes' words of requests: without the salts nobody can find out by
-- trying what the words were, and the proof knows that they were erased. An outcome's kind and code have to stay. Returns how many entries
-- had words.
create function forget_words(org bigint, requests uuid[]) returns bigint
language plpgsql volatile as $$
declare
  forgotten bigint;
begin
  -- First, and in a statement of its own: who is sealing these words at this moment is either done before the next one, or begins anew.
  insert into journal (org_id, forgotten) values (org, 1) on conflict (org_id) do update set forgotten = journal.forgotten + 1;
  update journal_leaf l set salt = null where l.org_id = org and l.request_id = any (requests) and l.salt is not null;
  get diagnostics forgotten = row_count;
  return forgotten;
end
$$;

-- Behind the wall between orgs; the gateway reads what the worker seals.
select wall_off(walled)
  from unnest(array['policy_action', 'refused_action', 'journal', 'journal_leaf', 'journal_checkpoint']::regclass[]) as walled;
select admit_former_roles('policy_action');
alter view journal_entry set (security_invoker = true);
grant insert on policy_action, refused_action to countersign_gateway;
grant select on journal_leaf, journal_checkpoint to countersign_gateway;
grant update (salt) on journal_leaf to countersign_gateway;
grant select, insert (org_id, forgotten), update (forgotten) on journal to countersign_gateway;
grant select on operator_action, identity_action, policy_action, refused_action, journal_entry to countersign_worker;
grant select (version, auto_approval, config, expires_after_hours, controls) on policy to countersign_worker;
grant select, insert, update on journal to countersign_worker;
grant select, insert on journal_leaf to countersign_worker;
grant select, insert, update (claimed_until, appended_at) on journal_checkpoint to countersign_worker;
