-- An order to erase names what it erased, so that whoever verifies the journal can tell an erasure that somebody ordered from one that nobody
-- did. And what stays when words are erased is sealed by digests of its own, whose salt stays.

select lock_served_tables();

-- Ids of requests, or entries such as `read 12`. Null for what erases nothing, and in orders of versions before.
alter table operator_action add column covers json;

-- Of the digests of what is not erased.
alter table journal_leaf add column lasting_salt bytea;

-- As 026, with what an order covers.
create or replace view operator_action_entry with (security_invoker = true) as
select a.org_id, coalesce(a.request_id, no_request()) as request_id, a.action_id as number, a.written_in, a.at,
       json_strip_nulls(json_build_object(
         'id', a.action_id::text, 'action', a.action, 'type', a.type, 'request', a.request_id::text, 'newRequest', a.new_request_id::text,
         'proposal', a.proposal::text, 'resolution', a.resolution, 'actor', a.actor_id::text, 'trace', a.trace_id,
         'at', to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))) as fields,
       json_strip_nulls(json_build_object('reason', a.reason)) as words,
       json_strip_nulls(json_build_object('covers', a.covers::text)) as more_fields,
       json_build_object('actorName', a.actor_name) as more_words
  from operator_action a;

-- What version 3 of a leaf adds: digests of rows one by one, so that a verifier can say which of them is another one. `words` go when the
-- request is erased; `lasting` stays, and is no personal data of a customer.
create view journal_rows with (security_invoker = true) as
select t.org_id, 'transition' as kind, t.request_id, t.seq::bigint as number,
       json_strip_nulls(json_build_object(
         'request', case when t.seq = 1 then row_digest(json_build_array(
            r.payload::text, r.payload_salt, r.customer, r.reference, r.line, r.natural_key_hash, r.loyalty_key_hash, r.idempotency_key,
            r.fingerprint)) end,
         'customers', case when t.seq = 1 then
           (select row_digest(json_agg(n.customer order by n.customer)) from request_customer n
             where n.org_id = t.org_id and n.request_id = t.request_id having count(*) > 0) end,
         'comments', case when t.from_state = 'pending' then
           (select row_digest(json_agg(json_build_array(d.checker_id, d.comment, d.idempotency_key, d.fingerprint) order by d.checker_id))
              from decision d where d.org_id = t.org_id and d.request_id = t.request_id having count(*) > 0) end,
         'answer', case when t.to_state in ('approved', 'failed') then row_digest(to_json(r.loyalty_answer::text)) end)) as words,
       json_strip_nulls(json_build_object(
         'by', t.actor_name,
         'maker', case when t.seq = 1 then r.requester_name end,
         'facts', case when t.seq = 1 then
           (select row_digest(to_json(f.facts::text)) from verdict_facts f where f.org_id = t.org_id and f.request_id = t.request_id) end,
         'decided', case when t.from_state = 'pending' then
           (select row_digest(json_agg(json_build_array(d.checker_id, d.checker_name, d.verdict, d.position, d.digest_seen, utc_text(d.decided_at))
                                       order by d.checker_id))
              from decision d where d.org_id = t.org_id and d.request_id = t.request_id having count(*) > 0) end,
         'attempts',
           (select row_digest(json_agg(json_build_array(a.attempt_id, a.seq, a.epoch, a.class, a.fenced, a.http_status, a.code, a.duration_ms,
                                                        utc_text(a.at)) order by a.attempt_id))
              from attempt a
             where a.org_id = t.org_id and a.request_id = t.request_id and a.endpoint_id is null
               and (a.written_in = t.written_in or a.written_in < t.written_in and a.at <= t.at)
            having count(*) > 0),
         'ending', case when t.outcome is not null then row_digest(json_strip_nulls(json_build_array(
            t.outcome -> 'kind', t.outcome -> 'code', t.outcome -> 'attempts', t.outcome -> 'partial'))) end,
         'loyaltyKey', case when t.to_state = 'approved' then r.loyalty_key_hash end)) as lasting
  from transition t
  left join request r on (t.seq = 1 or t.to_state in ('approved', 'failed')) and r.org_id = t.org_id and r.request_id = t.request_id
union all
select b.org_id, 'revoked-approval', b.request_id, b.entry_id, '{}'::json, json_build_object('by', b.revoked_by_name, 'checker', b.checker_name)
  from revoked_approval b
union all
select a.org_id, 'operator-action', coalesce(a.request_id, no_request()), a.action_id, '{}'::json, json_build_object('by', a.actor_name)
  from operator_action a
union all
select i.org_id, 'identity-action', no_request(), i.action_id, '{}'::json, json_build_object('by', i.actor_name)
  from identity_action i
union all
select w.org_id, 'webhook-action', no_request(), w.action_id, '{}'::json, json_strip_nulls(json_build_object('by', w.actor_name))
  from webhook_action w
union all
select k.org_id, 'client-action', no_request(), k.action_id, '{}'::json, json_strip_nulls(json_build_object('by', k.actor_name))
  from client_action k;

-- One entry as a version seals it.
create function entry_to_seal(entry journal_entry, by_version int) returns json
language plpgsql stable as $$
declare
  fields jsonb := entry.fields;
  words jsonb := entry.words;
  lasting json;
  more jsonb;
begin
  if by_version > 1 then
    fields := fields || entry.more_fields::jsonb;
    words := words || entry.more_words::jsonb;
  end if;
  if by_version > 2 then
    select x.words, x.lasting into more, lasting
      from journal_rows x
     where x.org_id = entry.org_id and x.kind = entry.kind and x.request_id = entry.request_id and x.number = entry.number;
  end if;
  return json_build_object('kind', entry.kind, 'request_id', entry.request_id, 'number', entry.number, 'fields', fields,
                           'words', words || coalesce(more, '{}'), 'lasting', coalesce(lasting, '{}'));
end
$$;

-- As 026, also of version 3; and `next` says whether it is older rows that are taken in.
create or replace function entries_to_seal(org bigint, most int, by_version int)
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
  is_older boolean;
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
  is_older := head.walk_kind is not null;
  if is_older then
    -- What is numbered higher than any transaction of this server was written on another one.
    with step as materialized (
      select w.*, row_number() over () as ordinal
        from journal_keys_after(org, head.walk_kind, head.walk_request, head.walk_number, most) w
    ), fresh as (
      select e as entry from step s join journal_entry e
          on e.org_id = org and e.kind = head.walk_kind and e.request_id = s.request_id and e.number = s.number
       where (s.written_in < head.horizon or s.written_in >= highest)
         and not exists (select from journal_leaf l where l.org_id = org and l.request_id = s.request_id and l.kind = head.walk_kind and l.number = s.number)
    )
    select (select count(*) from step),
           (select s.request_id from step s order by s.ordinal desc limit 1),
           (select s.number from step s order by s.ordinal desc limit 1),
           (select json_agg(entry_to_seal(f.entry, by_version) order by (f.entry).request_id, (f.entry).number) from fresh f)
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
    select json_agg(entry_to_seal(e, by_version) order by e.at, e.request_id, e.kind, e.number)
      into page
      from journal_entry e
     where e.org_id = org and e.written_in >= head.horizon and e.written_in < until
       and not exists (select from journal_leaf l where l.org_id = org and l.request_id = e.request_id and l.kind = e.kind and l.number = e.number);
    head.horizon := greatest(head.horizon, until);
  end if;
  return query
  select was, head.size, head.peaks, c.note, c.root, now_ms(),
         json_build_object('horizon', head.horizon, 'walk_kind', head.walk_kind, 'walk_request', head.walk_request, 'walk_number', head.walk_number,
                           'is_older', is_older),
         coalesce(page, '[]')
    from (values (1)) one (row)
    left join lateral (select p.note, p.root from journal_checkpoint p where p.org_id = org order by p.tree_size desc limit 1) c on true;
end
$$;
-- As 026, and with the salt of what is not erased.
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
  insert into journal_leaf (org_id, leaf_index, kind, request_id, number, leaf_hash, salt, digests, lasting_salt, version)
  select org, l.leaf_index, l.kind, l.request_id, l.number, decode(l.leaf_hash, 'base64'), decode(l.salt, 'base64'), l.digests,
         decode(l.lasting_salt, 'base64'), coalesce(l.version, 1)
    from rows_of(leaves) as one cross join lateral json_to_record(one) as l (
      leaf_index bigint, kind text, request_id uuid, number bigint, leaf_hash text, salt text, digests json, lasting_salt text, version smallint);
  insert into journal_checkpoint (org_id, tree_size, from_size, root, note, sealed_at)
  select org, c.tree_size, c.from_size, decode(c.root, 'base64'), c.note, c.sealed_at
    from json_to_record(checkpoint) as c (tree_size bigint, from_size bigint, root text, note text, sealed_at timestamptz)
   where c.note is not null;
  return true;
end
$$;

-- Journals what was erased on somebody's order, and names it.
create function note_erasure(caller json, of_type text, thing text, covered json) returns void
language sql volatile as $$
  insert into operator_action (org_id, action, type, reason, actor_id, actor_name, trace_id, covers, at)
  select c.org_id, 'erase', of_type, n.count || ' ' || thing || case n.count when 1 then '' else 's' end,
         c.actor_id, c.actor_name, c.trace_id, covered, now_ms()
    from json_to_record(caller) as c (org_id bigint, actor_id bigint, actor_name text, trace_id text),
         json_array_length(covered) as n (count)
$$;

-- As 022.
create or replace function erase_on_order(caller json, wanted uuid[], undelivered boolean) returns bigint
language plpgsql volatile as $$
declare
  erased record;
  total bigint := 0;
begin
  for erased in
    select e.type, json_agg(e.request_id order by e.request_id) as requests
      from erase_requests((caller ->> 'org_id')::bigint, wanted, undelivered) e group by e.type order by e.type
  loop
    perform note_erasure(caller, erased.type, 'request', erased.requests);
    total := total + json_array_length(erased.requests);
  end loop;
  return total;
end
$$;

-- Reasons that are about no request, and can be forgotten.
create function kept_reasons(org bigint) returns table (kind text, number bigint, reason text)
language sql stable as $$
  select 'operator-action', a.action_id, a.reason from operator_action a
   where a.org_id = org and a.request_id is null and a.action in ('pause', 'resume') and a.reason is not null
  union all select 'identity-action', i.action_id, i.reason from identity_action i where i.org_id = org and i.reason is not null
  union all select 'webhook-action', w.action_id, w.reason from webhook_action w where w.org_id = org and w.reason is not null
  union all select 'client-action', k.action_id, k.reason from client_action k where k.org_id = org and k.reason is not null
$$;

-- As 033.
create or replace function reasons_that_mention(org bigint, customers text[]) returns table (kind text, number bigint)
language sql stable as $$
  select s.kind, s.number from kept_reasons(org) s
   where exists (select from unnest(customers) as c (spelling) where length(c.spelling) > 3 and position(c.spelling in s.reason) > 0)
$$;

-- As 033. An entry without a reason keeps its salt. What stands of a pause or a revocation is of the last one who did it, whatever the others
-- said.
create or replace function forget_reasons(caller json, of_kind text, numbers bigint[]) returns bigint
language plpgsql volatile as $$
declare
  org bigint := (caller ->> 'org_id')::bigint;
  chosen bigint[];
begin
  -- Whoever seals or forgets in this org at this moment has done so, or waits.
  perform forget_entries(org, of_kind, '{}');
  select array_agg(r.number order by r.number) into chosen from kept_reasons(org) r where r.kind = of_kind and r.number = any (numbers);
  if chosen is null then
    return 0;
  end if;
  perform forget_entries(org, of_kind, chosen);
  case of_kind
    when 'operator-action' then
      update pause p set reason = 'erased' from operator_action a
       where p.org_id = org and a.org_id = org and a.action_id = any (chosen) and a.action = 'pause' and p.type = a.type and p.reason = a.reason
         and not exists (select from operator_action x
                          where x.org_id = org and x.type = a.type and x.action in ('pause', 'resume') and x.action_id > a.action_id);
      update operator_action a set reason = null, idempotency_key = null, fingerprint = null where a.org_id = org and a.action_id = any (chosen);
    when 'identity-action' then
      update revocation v set reason = 'erased' from identity_action i
       where v.org_id = org and i.org_id = org and i.action_id = any (chosen) and i.action = 'revoke' and v.user_id = i.about and v.reason = i.reason
         and not exists (select from identity_action x
                          where x.org_id = org and x.about = i.about and x.action = 'revoke' and x.action_id > i.action_id);
      update identity_action i set reason = null where i.org_id = org and i.action_id = any (chosen);
    when 'webhook-action' then
      update webhook_action w set reason = null where w.org_id = org and w.action_id = any (chosen);
    when 'client-action' then
      update client_action k set reason = null where k.org_id = org and k.action_id = any (chosen);
  end case;
  perform note_erasure(caller, of_kind, 'reason', (select json_agg(of_kind || ' ' || c.number) from unnest(chosen) as c (number)));
  return cardinality(chosen);
end
$$;

-- As 033.
create or replace function erase_person(caller json, customers text[], keys text[]) returns bigint
language plpgsql volatile as $$
declare
  org bigint := (caller ->> 'org_id')::bigint;
  found_reads bigint[];
  named record;
  total bigint;
begin
  delete from policy_usage u
   where u.org_id = org and u.subject = 'customer'
     and (u.subject_key = any (keys) or u.subject_key in (select customer_hash(c)::text from unnest(customers) as c));
  get diagnostics total = row_count;
  for named in select m.kind, array_agg(m.number) as numbers from reasons_that_mention(org, customers) m group by m.kind order by m.kind loop
    total := total + forget_reasons(caller, named.kind, named.numbers);
  end loop;
  select array_agg(r.read_id order by r.read_id) into found_reads from read_action r
   where r.org_id = org and exists (select from unnest(keys) as k (key) where position(k.key in r.filter::text) > 0);
  if found_reads is not null then
    perform forget_reads(org, found_reads);
    perform note_erasure(caller, 'JOURNAL_READS', 'read', (select json_agg('read ' || f.number) from unnest(found_reads) as f (number)));
  end if;
  return total + coalesce(cardinality(found_reads), 0);
end
$$;

-- Who looked for a customer, and who opened a request.
create index read_action_by_customer on read_action (org_id, (filter ->> 'customer'), read_id desc) where filter ->> 'customer' is not null;
create index read_action_by_request on read_action (org_id, request_id, read_id desc) where request_id is not null;

revoke execute on function note_erasure(json, text, text, json), kept_reasons(bigint), entry_to_seal(journal_entry, int)
  from countersign_gateway, countersign_worker;
grant execute on function entry_to_seal(journal_entry, int) to countersign_worker;
grant select on journal_rows to countersign_worker;
