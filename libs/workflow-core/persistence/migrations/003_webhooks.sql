create table webhook_endpoint (
  org_id          bigint      not null,
  endpoint_id     uuid        not null,
  name            text        not null,
  url             text        not null,
  active          boolean     not null,
  event_names     text[]      not null,
  payload_format  text        not null check (payload_format in ('documented', 'extended')),
  headers         jsonb       not null,
  secret          text        not null,
  max_connections int         not null,
  sla_seconds     int         not null,
  -- The receiver answered 410: nothing is sent until somebody makes it active again.
  disabled_at     timestamptz,
  deleted_at      timestamptz,
  created_by      bigint      not null,
  created_at      timestamptz not null,
  updated_by      bigint      not null,
  updated_at      timestamptz not null,
  primary key (org_id, endpoint_id)
);
create unique index webhook_endpoint_name on webhook_endpoint (org_id, name) where deleted_at is null;

-- One event to one endpoint. Claiming moves due_at to the end of the lease, so that a dead worker's delivery comes back by itself.
create table delivery (
  org_id           bigint      not null,
  endpoint_id      uuid        not null,
  request_id       uuid        not null,
  seq              int         not null,
  -- Frozen, so that a re-send has the same bytes.
  payload_format   text        not null,
  renderer_version int         not null default 1,
  state            text        not null check (state in ('due', 'delivered', 'exhausted', 'dropped')),
  epoch            int         not null default 0,
  attempts         int         not null default 0,
  due_at           timestamptz not null,
  created_at       timestamptz not null,
  delivered_at     timestamptz,
  primary key (org_id, endpoint_id, request_id, seq)
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05);
create index delivery_due on delivery (org_id, endpoint_id, due_at) where state = 'due';
create index delivery_exhausted on delivery (org_id, endpoint_id, request_id, seq) where state = 'exhausted';
create index delivery_by_request on delivery (org_id, request_id);

-- When a new delivery is due: at once, unless the one before it waits long for a receiver that is away; then with that one, so that
-- it is not looked at again and again. What lies within a minute may be a lease and says nothing. Order is held by claim_deliveries.
create function delivery_due_at(org bigint, endpoint uuid, request uuid, at timestamptz) returns timestamptz
language sql stable as $$
  select case when max(b.due_at) > at + interval '1 minute' then max(b.due_at) else at end
    from delivery b
   where b.org_id = org and b.endpoint_id = endpoint and b.request_id = request and b.state = 'due'
$$;

-- Who hears of a request's events: whatever was subscribed when the event was journaled, active or not.
create view subscriber as
  select org_id, endpoint_id, payload_format
    from webhook_endpoint
   where deleted_at is null and 'requestWorkflowEvent' = any (event_names);
