-- The journal seals what its entries rest on: the columns of a request that never change, decisions, attempts, names. Entries that were sealed
-- before stay as they are (version 1); workers of the version before go on to seal such ones.

select lock_served_tables();

alter table attempt add column written_in bigint not null default 0;
alter table attempt alter column written_in set default pg_current_xact_id()::text::bigint;

-- Which fields and words the leaf was made of.
alter table journal_leaf add column version smallint not null default 1;

create function utc_text(at timestamptz) returns text
language sql immutable as $$ select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') $$;

-- One line of hex for whatever must not be rewritten, so that a bundle need not repeat it.
create function row_digest(told json) returns text
language sql immutable as $$ select encode(sha256(convert_to(told::text, 'UTF8')), 'hex') $$;

-- `more_fields` and `more_words`: what version 2 adds. A row digest is of words and keys that go when the request is erased; its salt goes then.
-- Of attempts those count that were written by the same transaction, or by one before: none of them can appear any more once it is sealed,
-- also where another server counts its transactions anew.
create or replace view transition_entry with (security_invoker = true) as
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
       json_strip_nulls(json_build_object('comment', t.comment, 'outcome', t.outcome::text)) as words,
       json_strip_nulls(json_build_object(
         'typeVersion', r.type_version::text, 'till', r.till_id, 'store', r.store_id, 'zone', r.zone_id, 'concept', r.concept_id,
         'amount', r.amount::text, 'quorum', r.quorum::text, 'band', r.band::text, 'levelGrants', r.level_grants::text,
         'limits', r.limits::text, 'replayOf', r.replay_of::text, 'resubmissionOf', r.resubmission_of::text,
         'earlierMakers', r.earlier_maker_ids::text, 'createdAt', utc_text(r.created_at), 'expiresAt', utc_text(r.expires_at))) as more_fields,
       json_build_object('rows', row_digest(json_build_array(
         t.actor_name,
         case when t.seq = 1 then json_build_array(
           r.requester_name, r.payload::text, r.payload_salt, r.customer, r.reference, r.line, r.natural_key_hash, r.loyalty_key_hash,
           r.idempotency_key, r.fingerprint,
           (select json_agg(n.customer order by n.customer) from request_customer n
             where n.org_id = t.org_id and n.request_id = t.request_id),
           (select f.facts::text from verdict_facts f where f.org_id = t.org_id and f.request_id = t.request_id)) end,
         case when t.from_state = 'pending' then
           (select json_agg(json_build_array(d.checker_id, d.checker_name, d.verdict, d.comment, d.digest_seen, d.idempotency_key,
                                             d.fingerprint, utc_text(d.decided_at)) order by d.checker_id)
              from decision d where d.org_id = t.org_id and d.request_id = t.request_id) end,
         (select json_agg(json_build_array(a.attempt_id, a.seq, a.epoch, a.class, a.fenced, a.http_status, a.code, a.duration_ms,
                                           utc_text(a.at)) order by a.attempt_id)
            from attempt a
           where a.org_id = t.org_id and a.request_id = t.request_id and a.endpoint_id is null
             and (a.written_in = t.written_in or a.written_in < t.written_in and a.at <= t.at)),
         case when t.to_state in ('approved', 'failed') then
           (select n.loyalty_answer::text from request n where n.org_id = t.org_id and n.request_id = t.request_id) end))) as more_words
  from transition t
  left join request r on t.seq = 1 and r.org_id = t.org_id and r.request_id = t.request_id;

create or replace view operator_action_entry with (security_invoker = true) as
select a.org_id, coalesce(a.request_id, no_request()) as request_id, a.action_id as number, a.written_in, a.at,
       json_strip_nulls(json_build_object(
         'id', a.action_id::text, 'action', a.action, 'type', a.type, 'request', a.request_id::text, 'newRequest', a.new_request_id::text,
         'proposal', a.proposal::text, 'resolution', a.resolution, 'actor', a.actor_id::text, 'trace', a.trace_id,
         'at', to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))) as fields,
       json_strip_nulls(json_build_object('reason', a.reason)) as words,
       '{}'::json as more_fields,
       json_build_object('actorName', a.actor_name) as more_words
  from operator_action a;

create or replace view identity_action_entry with (security_invoker = true) as
select i.org_id, no_request() as request_id, i.action_id as number, i.written_in, i.at,
       json_strip_nulls(json_build_object(
         'id', i.action_id::text, 'action', i.action, 'about', i.about::text, 'actor', i.actor_id::text, 'trace', i.trace_id,
         'at', to_char(i.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))) as fields,
       json_strip_nulls(json_build_object('reason', i.reason)) as words,
       '{}'::json as more_fields,
       json_build_object('actorName', i.actor_name) as more_words
  from identity_action i;

create or replace view policy_action_entry with (security_invoker = true) as
select c.org_id, no_request() as request_id, c.action_id as number, c.written_in, c.at,
       json_strip_nulls(json_build_object(
         'id', c.action_id::text, 'action', c.action, 'type', c.type, 'version', c.version::text, 'actor', c.actor_id::text,
         'at', to_char(c.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))) as fields,
       case c.action when 'propose' then json_strip_nulls(json_build_object('settings', concat_ws(E'\n', p.auto_approval::text,
         'config=' || p.config::text, 'expires=' || p.expires_after_hours, 'controls=' || p.controls::text,
         'notifications=' || p.notifications::text))) else '{}'::json end as words,
       json_strip_nulls(json_build_object('basedOn', case c.action when 'propose' then p.based_on::text end)) as more_fields,
       json_strip_nulls(json_build_object('actorName', case c.action when 'propose' then p.proposed_by_name else p.decided_by_name end)) as more_words
  from policy_action c
  left join policy p on p.org_id = c.org_id and p.type = c.type and p.version = c.version;

create or replace view refusal_entry with (security_invoker = true) as
select f.org_id, coalesce(f.request_id, no_request()) as request_id, f.refusal_id as number, f.written_in, f.at,
       json_strip_nulls(json_build_object(
         'id', f.refusal_id::text, 'action', f.action, 'code', f.code::text, 'actor', f.actor_id::text, 'request', f.request_id::text,
         'times', nullif(f.times, 1)::text, 'trace', f.trace_id,
         'at', to_char(f.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))) as fields,
       '{}'::json as words, '{}'::json as more_fields, '{}'::json as more_words
  from refused_action f;

create or replace view webhook_action_entry with (security_invoker = true) as
select w.org_id, no_request() as request_id, w.action_id as number, w.written_in, w.at,
       json_strip_nulls(json_build_object(
         'id', w.action_id::text, 'action', w.action, 'webhook', w.endpoint_id::text, 'change', w.change_id::text, 'details', w.details::text,
         'actor', w.actor_id::text, 'trace', w.trace_id, 'at', to_char(w.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))) as fields,
       json_strip_nulls(json_build_object('reason', w.reason)) as words,
       '{}'::json as more_fields,
       json_build_object('actorName', w.actor_name) as more_words
  from webhook_action w;

create or replace view client_action_entry with (security_invoker = true) as
select k.org_id, no_request() as request_id, k.action_id as number, k.written_in, k.at,
       json_strip_nulls(json_build_object(
         'id', k.action_id::text, 'action', k.action, 'client', k.client_id::text, 'change', k.change_id::text, 'details', k.details::text,
         'actor', k.actor_id::text, 'trace', k.trace_id, 'at', to_char(k.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))) as fields,
       json_strip_nulls(json_build_object('reason', k.reason)) as words,
       '{}'::json as more_fields,
       json_build_object('actorName', k.actor_name) as more_words
  from client_action k;

create or replace view read_entry with (security_invoker = true) as
select r.org_id, no_request() as request_id, r.read_id as number, r.written_in, r.at,
       json_build_object('id', r.read_id::text, 'at', to_char(r.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) as fields,
       json_strip_nulls(json_build_object(
         'actor', r.actor_id::text, 'what', r.what, 'filter', r.filter::text, 'request', r.request_id::text, 'rows', r.row_count::text,
         'times', nullif(r.times, 1)::text, 'trace', r.trace_id)) as words,
       '{}'::json as more_fields,
       json_strip_nulls(json_build_object('actorName', r.actor_name)) as more_words
  from read_action r;

-- As 024, and with what version 2 adds.
create function unite_journal_entries() returns void
language plpgsql as $$
begin
  execute (
    select 'create or replace view journal_entry with (security_invoker = true) as '
           || string_agg(format('select e.org_id, %L::text as kind, e.request_id, e.number, e.written_in, e.at, e.fields, e.words, e.more_fields, e.more_words from %I e',
                                k.kind, k.entries), ' union all ' order by k.position)
      from journal_kind k);
end
$$;
create or replace function admit_journal_kind(of_kind text, happened_in regclass, numbered_by name, request_in name default null,
                                              by_request boolean default false)
returns void
language plpgsql as $$
begin
  insert into journal_kind (kind, position, source, entries, number_column, request_column, is_by_request)
  select of_kind, coalesce(max(k.position), 0) + 1, happened_in::text, replace(of_kind, '-', '_') || '_entry', numbered_by, request_in, by_request
    from journal_kind k;
  perform unite_journal_entries();
end
$$;
select unite_journal_entries();

-- As 024, of a version. The function of two arguments is that of the workers before.
create function entries_to_seal(org bigint, most int, by_version int)
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
           (select json_agg(json_build_object(
                     'kind', f.kind, 'request_id', f.request_id, 'number', f.number,
                     'fields', case when by_version > 1 then f.fields::jsonb || f.more_fields::jsonb else f.fields::jsonb end,
                     'words', case when by_version > 1 then f.words::jsonb || f.more_words::jsonb else f.words::jsonb end)
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
    select json_agg(json_build_object(
             'kind', e.kind, 'request_id', e.request_id, 'number', e.number,
             'fields', case when by_version > 1 then e.fields::jsonb || e.more_fields::jsonb else e.fields::jsonb end,
             'words', case when by_version > 1 then e.words::jsonb || e.more_words::jsonb else e.words::jsonb end)
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
create or replace function entries_to_seal(org bigint, most int)
returns table (token text, size bigint, peaks bytea, last_note text, last_root bytea, at timestamptz, next json, entries json)
language sql stable as $$ select * from entries_to_seal(org, most, 1) $$;

-- As 021, and with the version by which a leaf was made.
create or replace function seal_entries(org bigint, token text, next json, leaves json, checkpoint json) returns boolean
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
  insert into journal_leaf (org_id, leaf_index, kind, request_id, number, leaf_hash, salt, digests, version)
  select org, l.leaf_index, l.kind, l.request_id, l.number, decode(l.leaf_hash, 'base64'), decode(l.salt, 'base64'), l.digests,
         coalesce(l.version, 1)
    from rows_of(leaves) as one cross join lateral json_to_record(one) as l (
      leaf_index bigint, kind text, request_id uuid, number bigint, leaf_hash text, salt text, digests json, version smallint);
  insert into journal_checkpoint (org_id, tree_size, from_size, root, note, sealed_at)
  select org, c.tree_size, c.from_size, decode(c.root, 'base64'), c.note, c.sealed_at
    from json_to_record(checkpoint) as c (tree_size bigint, from_size bigint, root text, note text, sealed_at timestamptz)
   where c.note is not null;
  return true;
end
$$;

revoke execute on function unite_journal_entries() from countersign_gateway, countersign_worker;
grant select on attempt, verdict_facts to countersign_worker;
grant select (based_on, proposed_by_name, decided_by_name) on policy to countersign_worker;
