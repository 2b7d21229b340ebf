-- Until autovacuum has analysed a new table the planner takes any column for 200 values, so that in a small table one index that
-- starts with org_id looks as good as another; and the plan that it picks is kept on each connection while the table grows.
-- So it is given statistics of what the tables will look like: rows are written, analysed and removed again.
-- Only in a database that nobody has used yet.
do $$
begin
if exists (select from request) then
  return;
end if;

insert into request (
  org_id, request_id, type, type_version, state, requester_id, requester_name, payload, payload_salt, payload_digest, customer, reference,
  line, natural_key_hash, loyalty_key_hash, idempotency_key, fingerprint, policy_version, verdict, quorum, created_at, updated_at, ended_at,
  expires_at)
select n % 2, md5('request' || n)::uuid, 'TYPE', 1, case when n % 50 = 0 then 'pending' when n % 50 = 1 then 'accepted' else 'approved' end,
       n % 20, 'maker', '{"body":{}}', md5(n::text), md5(n::text) || md5(n::text), 'customer' || n, 'reference' || n,
       'line', md5('natural' || n), md5('loyalty' || n), 'key' || n, 'fingerprint', 0, 'checker', 1, at, at,
       case when n % 50 > 1 then at end, case when n % 4 = 0 then at end
  from (select n, timestamptz '2026-01-01Z' + n * interval '1 minute' as at from generate_series(1, 4000) n) made;

insert into decision (org_id, request_id, checker_id, checker_name, verdict, comment, idempotency_key, decided_at)
select org_id, request_id, 20 + requester_id, 'checker', 'approved', '', idempotency_key, created_at from request where state <> 'pending';

insert into transition (org_id, request_id, seq, to_state, cause, trace_id, event_id, at)
select org_id, request_id, seq, case seq when 1 then 'pending' else state end, case seq when 1 then 'maker' else 'checker' end,
       md5(request_id::text || seq), md5('event' || request_id || seq)::uuid, created_at
  from request cross join generate_series(1, 3) seq;

insert into execution (org_id, request_id, type, customer_hash, when_in_doubt, trace_id, due_at, lease_until)
select org_id, request_id, type, customer_hash(customer), 'replay', 't', created_at, case when requester_id % 2 = 0 then created_at end
  from request;

insert into delivery (org_id, endpoint_id, request_id, seq, payload_format, state, due_at, created_at)
select org_id, md5('endpoint' || requester_id % 4)::uuid, request_id, seq, 'documented',
       case state when 'pending' then 'due' when 'accepted' then 'exhausted' else 'delivered' end, created_at, created_at
  from request cross join generate_series(1, 2) seq;

insert into attempt (org_id, request_id, epoch, class, duration_ms, at)
select org_id, request_id, seq, 'executed', 1, created_at from request cross join generate_series(1, 3) seq;

analyze request, decision, transition, execution, delivery, attempt;
truncate request, decision, transition, execution, delivery, attempt restart identity;
end
$$;
