-- Requests, their decisions and their journal. Every key starts with org_id, so that tables can be distributed by it.
-- Rows of one request are written by one function in one statement (004 to 008), which is what keeps them together;
-- foreign keys would only check that again, row by row, and lock the request once more for each.

-- Stored times have the precision that the outside sees, so that a page's last row can be named exactly.
create function now_ms() returns timestamptz
language sql volatile as $$ select date_trunc('milliseconds', clock_timestamp()) $$;

-- The rows of a batch. Said to be one: the planner begins with what it takes for little, and must never begin with a table, which may
-- look small when a plan is made and be large when the plan is used. Volatile, so that the function is not dissolved into its body.
create function rows_of(batch json) returns setof json
language sql volatile rows 1 as $$ select json_array_elements(batch) $$;

create table request (
  org_id            bigint      not null,
  request_id        uuid        not null,
  type              text        not null,
  type_version      int         not null,
  state             text        not null check (state in
                      ('pending', 'accepted', 'needs_review', 'approved', 'failed', 'rejected', 'withdrawn', 'expired')),
  -- Number of transitions so far; the journal's last seq.
  version           int         not null default 1,
  requester_id      bigint      not null,
  requester_name    text        not null,
  -- The last checker; the whole story is in decision.
  checker_id        bigint      check (checker_id <> requester_id),
  till_id           text,
  store_id          text,
  zone_id           text,
  concept_id        text,
  -- json, not jsonb: the maker's own text, key order and number spelling included; the digest is over these bytes.
  payload           json        not null,
  payload_salt      text        not null,
  payload_digest    text        not null,
  customer          text        not null,
  reference         text,
  amount            numeric,
  line              text        not null,
  natural_key_hash  text,
  loyalty_key_hash  text,
  idempotency_key   text,
  fingerprint       text,
  policy_version    int         not null,
  verdict           text        not null check (verdict in ('checker', 'auto')),
  quorum            int         not null check (quorum >= 1),
  approvals         int         not null default 0,
  outcome           json,
  loyalty_answer    json,
  created_at        timestamptz not null,
  updated_at        timestamptz not null,
  ended_at          timestamptz,
  expires_at        timestamptz,
  primary key (org_id, request_id)
);

-- One open request per natural key; one request per caller's key, for good.
create unique index request_open_natural_key on request (org_id, natural_key_hash)
  where natural_key_hash is not null and state in ('pending', 'accepted', 'needs_review');
create unique index request_idempotency_key on request (org_id, requester_id, idempotency_key) where idempotency_key is not null;
-- Is a duplicate answer perhaps another request's?
create index request_loyalty_key on request (org_id, loyalty_key_hash) where loyalty_key_hash is not null;
create index request_expiring on request (expires_at) where state = 'pending' and expires_at is not null;

-- Lists: newest first by state, by maker and by customer; a reference exactly.
create index request_by_state on request (org_id, state, created_at desc, request_id desc);
create index request_by_maker on request (org_id, requester_id, created_at desc, request_id desc);
create index request_by_customer on request (org_id, customer, created_at desc, request_id desc);
create index request_by_reference on request (org_id, reference) where reference is not null;
create index request_by_creation on request (org_id, created_at desc, request_id desc);
create index request_by_end on request (org_id, ended_at desc, request_id desc) where ended_at is not null;

create table decision (
  org_id          bigint      not null,
  request_id      uuid        not null,
  checker_id      bigint      not null,
  checker_name    text        not null,
  verdict         text        not null check (verdict in ('approved', 'rejected')),
  comment         text        not null,
  digest_seen     text,
  idempotency_key text,
  fingerprint     text,
  decided_at      timestamptz not null,
  primary key (org_id, request_id, checker_id)
);
create unique index decision_idempotency_key on decision (org_id, checker_id, idempotency_key) where idempotency_key is not null;

-- Append-only: the audit trail and the source of every event. An event's bytes come from this row and from columns of
-- request that never change.
create table transition (
  org_id      bigint      not null,
  request_id  uuid        not null,
  seq         int         not null,
  from_state  text,
  to_state    text        not null,
  cause       text        not null check (cause in ('maker', 'checker', 'policy', 'clock', 'worker', 'operators')),
  actor_id    bigint,
  actor_name  text,
  checker_id  bigint,
  comment     text,
  outcome     json,
  trace_id    text        not null,
  event_id    uuid,
  at          timestamptz not null,
  primary key (org_id, request_id, seq)
);
create index transition_by_event on transition (org_id, event_id) where event_id is not null;
create index transition_by_trace on transition (org_id, trace_id);

-- Policies are versions that never change but in status; what is active for an org and type is one row.
create table policy (
  org_id              bigint      not null,
  type                text        not null,
  version             int         not null,
  status              text        not null check (status in ('proposed', 'active', 'superseded', 'declined')),
  auto_approval       json        not null,
  config              json,
  expires_after_hours int         check (expires_after_hours > 0),
  proposed_by         bigint      not null,
  proposed_by_name    text        not null,
  proposed_at         timestamptz not null,
  decided_by          bigint      check (decided_by <> proposed_by),
  decided_by_name     text,
  decided_at          timestamptz,
  primary key (org_id, type, version)
);
create unique index policy_active on policy (org_id, type) include (version) where status = 'active';
