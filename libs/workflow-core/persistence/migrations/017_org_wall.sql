-- The wall between orgs. The apps log in as members of two roles that own nothing. What the gateway's statements see and write is what
-- belongs to the orgs that were named for the transaction; without a name there is nothing. The worker serves every org, and has no right
-- to decide. Statements name their org all the same: this is the wall behind them, for the day when one of them forgets to.

-- Roles belong to the server, not to the database: another database may have made them already, or be making them at this moment.
do $$
declare
  missing text;
begin
  foreach missing in array array['countersign_gateway', 'countersign_worker'] loop
    if not exists (select from pg_roles where rolname = missing) then
      begin
        execute format('create role %I nologin', missing);
      exception
        when duplicate_object or unique_violation then
          null;
        when insufficient_privilege then
          raise exception 'The role % is missing, and % may not create it.', missing, current_user
            using hint = format('Let an administrator run: create role %I nologin', missing);
      end;
    end if;
  end loop;
end
$$;

-- For the beginning of every migration that changes a table of those who serve meanwhile. All tables at once and never waiting for long: they
-- hold some of them and want others.
create function lock_served_tables() returns void
language plpgsql as $$
begin
  for attempt in 1 .. 300 loop
    begin
      perform set_config('lock_timeout', '400ms', true);
      lock table request, decision, transition, policy, execution, attempt, webhook_endpoint, delivery, review, pause, operator_action,
        operator_answer in access exclusive mode;
      perform set_config('lock_timeout', '0', true);
      return;
    exception
      when lock_not_available or deadlock_detected then
        perform pg_sleep(0.1);
    end;
  end loop;
  raise exception 'The tables are never free: somebody holds them in a long transaction. End it and migrate again.';
end
$$;
select lock_served_tables();

-- The orgs that the transaction may see. Empty once a transaction that named some is over: then null, which is nobody's org.
create function entered_orgs() returns bigint[]
language sql stable as $$ select nullif(current_setting('countersign.orgs', true), '')::bigint[] $$;

-- For every table with an org_id, in the migration that creates it. What each role may do with it is granted beside it.
-- The orgs are read once per statement, and compared in words that fit no index: rows are found by what the statement itself asks for.
-- The owner migrates rows of every org; row-level security is forced, so that this is said and not taken for granted.
create function wall_off(walled regclass) returns void
language plpgsql as $$
begin
  execute format('alter table %s enable row level security', walled);
  execute format('alter table %s force row level security', walled);
  execute format('create policy entered_orgs_only on %s to countersign_gateway using (org_id + 0 = any ((select entered_orgs())::bigint[]))', walled);
  execute format('create policy every_org_for_worker on %s to countersign_worker using (true)', walled);
  execute format('create policy every_org_for_owner on %s to current_user using (true)', walled);
end
$$;

select wall_off(walled)
  from unnest(array['request', 'decision', 'transition', 'policy', 'execution', 'attempt', 'webhook_endpoint', 'delivery', 'review', 'pause',
                    'operator_action', 'operator_answer']::regclass[]) as walled;

-- A worker ends what a checker or a policy has accepted, and what nobody decided in time. It accepts nothing: neither does it write the
-- state, nor is a request that lacks approvals anything that it could end as executed; and it has no right to count approvals.
drop policy every_org_for_worker on request;
create policy worker_reads_every_org on request for select to countersign_worker using (true);
create policy worker_ends_what_was_accepted on request for update to countersign_worker using (true)
  with check (state in ('pending', 'expired')
              or state in ('approved', 'failed', 'needs_review') and (verdict = 'auto' or approvals >= quorum));
drop policy every_org_for_worker on transition;
create policy worker_reads_every_org on transition for select to countersign_worker using (true);
create policy worker_journals_its_own on transition for insert to countersign_worker with check (cause in ('worker', 'clock'));

-- Views see what their reader may see.
alter view subscriber set (security_invoker = true);

-- Rights, each as small as its user's statements. A request never changes in what was asked for, and no journal in anything.
revoke create on schema public from public;
grant usage on schema public to countersign_gateway, countersign_worker;

grant select, insert,
      update (state, version, approvals, checker_id, outcome, updated_at, ended_at, replay_of, earlier_maker_ids) on request to countersign_gateway;
grant select, insert on decision, transition, operator_action to countersign_gateway;
grant select, insert, update (status, decided_by, decided_by_name, decided_at) on policy, review to countersign_gateway;
grant select, insert, delete,
      update (epoch, lease_until, sent_at, attempts, losses, in_doubt, due_at, trace_id) on execution to countersign_gateway;
grant select on attempt to countersign_gateway;
-- The secret is written by the gateway, and read by it only once 022 lets a rotation do so.
grant select (org_id, endpoint_id, name, url, active, event_names, payload_format, headers, max_connections, sla_seconds, disabled_at,
              deleted_at, created_by, created_at, updated_by, updated_at),
      insert,
      update (name, url, active, event_names, payload_format, headers, max_connections, sla_seconds, disabled_at, deleted_at, updated_by,
              updated_at) on webhook_endpoint to countersign_gateway;
grant select, insert, update (state, due_at, attempts, delivered_at) on delivery to countersign_gateway;
grant select, insert, delete on pause to countersign_gateway;
grant select, insert, delete, update (answered_at) on operator_answer to countersign_gateway;

grant select, update (state, version, outcome, loyalty_answer, updated_at, ended_at) on request to countersign_worker;
grant select on decision, pause to countersign_worker;
grant select, insert on transition to countersign_worker;
grant select, delete, update (epoch, lease_until, sent_at, attempts, losses, in_doubt, due_at) on execution to countersign_worker;
grant insert on attempt to countersign_worker;
grant select, update (disabled_at) on webhook_endpoint to countersign_worker;
grant select, insert, update (state, epoch, attempts, due_at, delivered_at) on delivery to countersign_worker;

grant select on subscriber, database_origin to countersign_gateway, countersign_worker;

-- What the worker does about requests that nobody decided in time; as close_requests, which may also decide.
-- Returns the ordinals that were done.
create function expire_requests(expiries json)
returns table (ordinal int, state text, version int, approvals int, at timestamptz)
language plpgsql volatile as $$
#variable_conflict use_column
begin
  return query
  with wanted as materialized (
    select x.*
      from rows_of(expiries) as one cross join lateral json_to_record(one) as x (
        ordinal int, org_id bigint, request_id uuid, trace_id text, event_id uuid)
  ), locked as materialized (
    select w.*, greatest(now_ms(), r.updated_at) as at
      from wanted w
      join request r on r.org_id = w.org_id and r.request_id = w.request_id
     where r.state = 'pending' and r.expires_at <= clock_timestamp()
       for no key update of r skip locked
  ), moved as (
    update request r set state = 'expired', version = r.version + 1, updated_at = l.at, ended_at = l.at
      from locked l
     where r.org_id = l.org_id and r.request_id = l.request_id
    returning l.ordinal, r.org_id, r.request_id, r.state, r.version, r.approvals, l.trace_id, l.event_id, l.at
  ), journaled as (
    insert into transition (org_id, request_id, seq, from_state, to_state, cause, trace_id, event_id, at)
    select m.org_id, m.request_id, m.version, 'pending', m.state, 'clock', m.trace_id, m.event_id, m.at from moved m
  ), announced as (
    insert into delivery (org_id, endpoint_id, request_id, seq, payload_format, state, due_at, created_at)
    select m.org_id, e.endpoint_id, m.request_id, m.version, e.payload_format, 'due',
           delivery_due_at(m.org_id, e.endpoint_id, m.request_id, m.at), m.at
      from moved m
      join subscriber e on e.org_id = m.org_id
  )
  select m.ordinal, m.state, m.version, m.approvals, m.at from moved m;
end
$$;

-- Functions run with the rights of whoever calls them, so that the right to call one gives nothing: both roles have it, nobody else.
-- What only the owner does is taken from them again.
do $$
declare
  own regprocedure;
begin
  for own in
    select p.oid from pg_proc p
     where p.pronamespace = 'public'::regnamespace and p.proowner = current_user::regrole
       and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
  loop
    execute format('revoke execute on function %s from public', own);
    execute format('grant execute on function %s to countersign_gateway, countersign_worker', own);
  end loop;
end
$$;
revoke execute on function mark_restored(), lock_served_tables(), wall_off(regclass) from countersign_gateway, countersign_worker;
alter default privileges revoke execute on functions from public;
alter default privileges in schema public grant execute on functions to countersign_gateway, countersign_worker;

-- Apps of the version before serve on until they are replaced, as whatever role they were given. It sees every org as before.
do $$
declare
  formers text;
  walled regclass;
begin
  select string_agg(distinct a.grantee::regrole::text, ', ') into formers
    from pg_class c cross join lateral aclexplode(c.relacl) a
   where c.oid = 'request'::regclass and a.grantee <> 0 and a.grantee <> c.relowner
     and a.grantee not in ('countersign_gateway'::regrole, 'countersign_worker'::regrole);
  if formers is null then
    return;
  end if;
  for walled in select polrelid from pg_policy where polname = 'every_org_for_owner' loop
    execute format('create policy every_org_for_former_role on %s to %s using (true)', walled, formers);
  end loop;
  execute format('grant execute on all functions in schema public to %s', formers);
end
$$;

-- For later tables, which triggers write on behalf of whoever serves, also of a former role.
create function admit_former_roles(walled regclass) returns void
language plpgsql as $$
declare
  formers text;
begin
  select string_agg(f.role::text, ', ') into formers
    from (select distinct unnest(p.polroles)::regrole as role from pg_policy p where p.polname = 'every_org_for_former_role') f;
  if formers is not null then
    execute format('create policy every_org_for_former_role on %s to %s using (true)', walled, formers);
    execute format('grant select, insert, update on %s to %s', walled, formers);
  end if;
end
$$;
revoke execute on function admit_former_roles(regclass) from countersign_gateway, countersign_worker;

-- For the owner, once no app of the version before is left.
create function shut_out_former_roles() returns void
language plpgsql as $$
declare
  walled regclass;
begin
  for walled in select polrelid from pg_policy where polname = 'every_org_for_former_role' loop
    execute format('drop policy every_org_for_former_role on %s', walled);
  end loop;
end
$$;
revoke execute on function shut_out_former_roles() from countersign_gateway, countersign_worker;
