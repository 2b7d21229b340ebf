/**
 * Temporary tables of the checker's own session, so that evidence of any size meets the database in SQL and nothing is left behind. All
 * have the prefix `seen_`: what somebody outside saw. Times are milliseconds since 1970.
 */
export const SCRATCH_TABLES = `
create temp table seen_run (started_at bigint, healed_at bigint, ended_at bigint);
create temp table seen_fault (kind text, target text, started_at bigint, ended_at bigint, org_ids bigint[]);
create temp table seen_marker (org_id bigint, marker text);
create temp table seen_memory (requests bigint, bytes bigint);
create temp table seen_receiver (endpoint_id uuid primary key, org_id bigint, payload text, registered_at bigint);

create temp table seen_line (
  call_id text, phase text, kind text, at bigint, org_id bigint, user_id bigint, idempotency_key text, type text, request_id uuid,
  payload_hash text, points numeric, status int, answer_hash text, state text, code int, markers_seen bigint[], asks_to_wait boolean,
  during_fault boolean);

-- The loyalty system's own list of effects. key_org and key_request: whose key it was, where the key is one of Countersign's.
create temp table seen_effect (
  seq bigint, call text, org_id bigint, customers bigint[], points numeric, label text, badge text, reference text, issued int,
  idempotency_key text, key_org bigint, key_request uuid);

create temp table seen_event (
  endpoint_id uuid, line bigint, at bigint, webhook_id text, signed_at bigint, signature_problem text, shape_problem text, body_hash text,
  answered text, accepted boolean, event_id uuid, org_id bigint, ref_id text, trace_id text, created_at bigint, request_id uuid, type text,
  requester_id bigint, checker_id bigint, state text, previous_state text, update_time bigint, comment_hash text, reason_hash text, attributes_hash text,
  foreign_marker_of bigint);
`;

/** Made of the tables above, once all evidence is loaded. */
export const GATHERED_TABLES = `
create temp table seen_call as
select call_id, min(kind) as kind, coalesce(min(phase) filter (where phase <> 'invoke'), 'unknown') as phase, min(org_id) as org_id,
       min(user_id) as user_id, min(idempotency_key) as idempotency_key, min(type) as type,
       coalesce(min(request_id::text) filter (where phase <> 'invoke'), min(request_id::text))::uuid as request_id,
       min(payload_hash) as payload_hash, min(points) as points,
       -- What the answer told.
       min(status) filter (where phase <> 'invoke') as status, min(answer_hash) filter (where phase <> 'invoke') as answer_hash,
       min(state) filter (where phase <> 'invoke') as state, min(code) filter (where phase <> 'invoke') as code,
       min(markers_seen::text)::bigint[] as markers_seen, bool_or(asks_to_wait) as asks_to_wait,
       bool_or(during_fault) as during_fault,
       min(at) filter (where phase = 'invoke') as invoked_at, min(at) filter (where phase <> 'invoke') as ended_at
  from seen_line group by call_id;
drop table seen_line;
create index on seen_call (org_id, request_id);
create index on seen_call (org_id, user_id, idempotency_key);
create index on seen_effect (key_org, key_request);
create index on seen_event (event_id);
create index on seen_event (endpoint_id, request_id);
analyze seen_call, seen_effect, seen_event;

create temp table effect_count as
select key_org as org_id, key_request as request_id, count(*)::int as effects, count(distinct lower(label))::int as labels, sum(points) as points
  from seen_effect where key_request is not null group by 1, 2;
create unique index on effect_count (org_id, request_id);
analyze effect_count;
`;

/** Made of all of them and the database. */
export const DERIVED_TABLES = `
-- What an approval of each request would do, read from the maker's own text.
create temp table wanted_effect as
select r.org_id, r.request_id, r.type, r.state,
       case r.type when 'POINTS_REDEMPTION' then 'redeem-points' when 'CUSTOMER_STATUS_CHANGE' then 'change-customer-status'
                   when 'GOODWILL_POINTS' then 'award-goodwill-points' when 'EARN_BADGE' then 'earn-badge'
                   when 'ISSUE_BADGE' then 'issue-badge' end as call,
       case when p.points ~ '^[0-9.eE+-]{1,40}$' then p.points::numeric end as points,
       case r.type when 'POINTS_REDEMPTION' then redeem ->> 'external_reference_number' when 'GOODWILL_POINTS' then body ->> 'referenceId'
                   when 'EARN_BADGE' then body ->> 'requestId' when 'ISSUE_BADGE' then body ->> 'requestId' end as reference,
       case r.type when 'CUSTOMER_STATUS_CHANGE' then body ->> 'label' end as label,
       body ->> 'badgeMetaId' as badge,
       case r.type when 'ISSUE_BADGE' then body -> 'customers' end as customers,
       case r.type when 'GOODWILL_POINTS' then body ->> 'earningEntityId' when 'EARN_BADGE' then body ->> 'customerId' end as customer,
       -- Who said that it may happen: a checker, the stored policy version, or nobody.
       case when exists (select 1 from decision d where d.org_id = r.org_id and d.request_id = r.request_id and d.verdict = 'approved'
                            and d.checker_id <> r.requester_id) then 'checker'
            when exists (select 1 from policy y where y.org_id = r.org_id and y.type = r.type and y.version = r.policy_version
                            and y.status in ('active', 'superseded') and y.auto_approval ->> 'mode' <> 'off') and r.verdict = 'auto'
            then 'policy' end as approved_by,
       -- Whether two operators had the last word.
       (select t.cause from transition t where t.org_id = r.org_id and t.request_id = r.request_id order by t.seq desc limit 1) = 'operators'
         and r.state in ('approved', 'failed') as resolved
  from request r
 cross join lateral (select r.payload -> 'body' as body) b
 cross join lateral (select case json_typeof(body #> '{root,redeem}') when 'array' then body #> '{root,redeem,0}'
                                 else body #> '{root,redeem}' end as redeem) d
 cross join lateral (select case r.type when 'POINTS_REDEMPTION' then redeem ->> 'points_redeemed'
                                        when 'GOODWILL_POINTS' then body ->> 'points' end as points) p;
create unique index on wanted_effect (org_id, request_id);
analyze wanted_effect;

-- What each event must say, read from the journal. Times are milliseconds since 1970, as in the event.
create temp table public_event as
select t.org_id, t.request_id, t.seq, t.event_id, t.trace_id, t.to_state, t.at, (extract(epoch from t.at) * 1000)::bigint as at_ms,
       r.type, r.requester_id, r.verdict, t.checker_id,
       case t.to_state when 'pending' then 'AdminTask' else t.to_state end as state,
       case when t.to_state <> 'pending' and r.verdict <> 'auto' then 'AdminTask' end as previous_state,
       case when w.decided and r.type <> 'CUSTOMER_STATUS_CHANGE' then t.checker_id end as documented_checker_id,
       case when w.decided then encode(sha256(convert_to(t.comment, 'UTF8')), 'hex') end as comment_hash,
       case when r.type = 'CUSTOMER_STATUS_CHANGE' and t.to_state = 'pending'
            then encode(sha256(convert_to(r.payload #>> '{body,reason}', 'UTF8')), 'hex') end as reason_hash,
       encode(sha256(convert_to(
         case when (r.payload -> 'queryParams')::text ~ '^{\\s*}$' then '{"body":' || (r.payload -> 'body')::text || '}'
              else r.payload::text end, 'UTF8')), 'hex') as attributes_hash
  from transition t
  join request r on r.org_id = t.org_id and r.request_id = t.request_id
 cross join lateral (select r.verdict <> 'auto' and t.to_state in ('approved', 'failed', 'rejected') as decided) w
 where t.event_id is not null;
create index on public_event (event_id);
create index on public_event (org_id, request_id);
analyze public_event;
`;
