-- Narrow and hot: a row only while an accepted request has not ended.
create table execution (
  org_id        bigint      not null,
  request_id    uuid        not null,
  type          text        not null,
  -- Whose calls go one at a time.
  customer_hash uuid        not null,
  when_in_doubt text        not null check (when_in_doubt in ('replay', 'hold')),
  trace_id      text        not null,
  -- Raised by every claim: whoever holds an older one changes nothing.
  epoch         int         not null default 0,
  lease_until   timestamptz,
  -- Set by the fence before the call leaves; a lease that ends with it set leaves the request in doubt.
  sent_at       timestamptz,
  attempts      int         not null default 0,
  in_doubt      boolean     not null default false,
  due_at        timestamptz not null,
  primary key (org_id, request_id)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 500);
create index execution_due on execution (org_id, due_at) where lease_until is null;
create index execution_leased on execution (lease_until) where lease_until is not null;
-- The last word on one call per customer; claim_executions avoids running into it.
create unique index execution_one_per_customer on execution (org_id, customer_hash) where lease_until is not null;

-- What happened, for support: every loyalty call and every delivery try. Never holds payload data.
create table attempt (
  org_id      bigint      not null,
  attempt_id  bigint      generated always as identity,
  request_id  uuid        not null,
  -- Absent for loyalty calls.
  endpoint_id uuid,
  seq         int,
  epoch       int         not null,
  class       text        not null,
  -- The write came from a worker that had lost its lease; it changed nothing else.
  fenced      boolean     not null default false,
  http_status int,
  code        text,
  duration_ms int         not null,
  at          timestamptz not null,
  primary key (org_id, request_id, attempt_id)
);

create function customer_hash(customer text) returns uuid
language sql immutable as $$ select md5(customer)::uuid $$;
