-- Stores a batch of new requests, each with its first transition, its deliveries and, when approved by policy, its execution.
-- Returns the ordinals of those that were stored. The others lost to a key or to a policy that is no longer current.
create function submit_requests(submissions json) returns table (ordinal int, created_at timestamptz)
language plpgsql volatile as $$
#variable_conflict use_column
begin
  return query
  with wanted as materialized (
    select s.*, now_ms() as at
      from rows_of(submissions) as one cross join lateral json_to_record(one) as s (
        ordinal int, org_id bigint, request_id uuid, type text, type_version int, requester_id bigint, requester_name text,
        till_id text, store_id text, zone_id text, concept_id text, payload text, payload_salt text, payload_digest text,
        customer text, reference text, amount numeric, line text, natural_key_hash text, loyalty_key_hash text,
        idempotency_key text, fingerprint text, policy_version int, verdict text, quorum int, when_in_doubt text,
        expires_after_hours int, trace_id text, event_id uuid)
  ), stored as (
    insert into request (
      org_id, request_id, type, type_version, state, requester_id, requester_name, till_id, store_id, zone_id, concept_id,
      payload, payload_salt, payload_digest, customer, reference, amount, line, natural_key_hash, loyalty_key_hash,
      idempotency_key, fingerprint, policy_version, verdict, quorum, created_at, updated_at, expires_at)
    select
      w.org_id, w.request_id, w.type, w.type_version, case w.verdict when 'auto' then 'accepted' else 'pending' end,
      w.requester_id, w.requester_name, w.till_id, w.store_id, w.zone_id, w.concept_id,
      w.payload::json, w.payload_salt, w.payload_digest, w.customer, w.reference, w.amount, w.line, w.natural_key_hash, w.loyalty_key_hash,
      w.idempotency_key, w.fingerprint, w.policy_version, w.verdict, w.quorum, w.at, w.at,
      case w.verdict when 'checker' then w.at + make_interval(hours => w.expires_after_hours) end
      from wanted w
     where w.policy_version = coalesce(
             (select p.version from policy p where p.org_id = w.org_id and p.type = w.type and p.status = 'active'), 0)
     -- Everybody takes the unique keys in the same order.
     order by w.org_id, w.natural_key_hash, w.requester_id, w.idempotency_key
    on conflict do nothing
    returning request.org_id, request.request_id
  ), winners as (
    select w.* from stored s join wanted w on w.org_id = s.org_id and w.request_id = s.request_id
  ), journaled as (
    insert into transition (org_id, request_id, seq, to_state, cause, actor_id, actor_name, trace_id, event_id, at)
    select w.org_id, w.request_id, 1,
           case w.verdict when 'auto' then 'accepted' else 'pending' end,
           case w.verdict when 'auto' then 'policy' else 'maker' end,
           w.requester_id, w.requester_name, w.trace_id,
           case w.verdict when 'checker' then w.event_id end, w.at
      from winners w
  ), started as (
    insert into execution (org_id, request_id, type, customer_hash, when_in_doubt, trace_id, due_at)
    select w.org_id, w.request_id, w.type, customer_hash(w.customer), w.when_in_doubt, w.trace_id, w.at
      from winners w where w.verdict = 'auto'
  ), announced as (
    insert into delivery (org_id, endpoint_id, request_id, seq, payload_format, state, due_at, created_at)
    select w.org_id, e.endpoint_id, w.request_id, 1, e.payload_format, 'due', w.at, w.at
      from winners w
      join subscriber e on e.org_id = w.org_id
     where w.verdict = 'checker'
  )
  select w.ordinal, w.at from winners w;
end
$$;
