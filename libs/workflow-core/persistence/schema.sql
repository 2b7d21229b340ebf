-- The schema as the migrations leave it: tables and views with all that belongs to them, functions, privileges.
-- Not shown: schema_migration, owners, comments, and how columns are stored.
-- Written by `npm run schema`, compared by schema.int-spec.ts, applied by nobody.

create table api_client (
  org_id bigint not null,
  client_id bigint generated always as identity not null,
  client_key text not null,
  name text not null,
  secret_hash text not null,
  secret_since timestamp with time zone not null,
  secret_holders bigint[] not null,
  grants jsonb not null,
  created_by bigint not null,
  created_by_name text not null,
  created_at timestamp with time zone not null,
  disabled_at timestamp with time zone,
  version integer default 1 not null,
  suspended_at timestamp with time zone,
  suspended_for bigint[] default '{}'::bigint[] not null,
  constraint api_client_pkey PRIMARY KEY (org_id, client_id),
  constraint api_client_never_decides CHECK (((jsonb_typeof(grants) = 'array'::text) AND (NOT jsonb_path_exists(grants, '$[*]?(!(@."grant" == "CanMakeRequest" || @."grant" == "CanAuditWorkflows"))'::jsonpath))))
);
CREATE UNIQUE INDEX api_client_key ON public.api_client USING btree (org_id, client_key);
CREATE UNIQUE INDEX api_client_name ON public.api_client USING btree (org_id, name) WHERE (disabled_at IS NULL);
alter table api_client enable row level security;
alter table api_client force row level security;
create policy entered_orgs_only on api_client for all to countersign_gateway using (((org_id + 0) = ANY (( SELECT entered_orgs() AS entered_orgs)::bigint[])));
create policy every_org_for_owner on api_client for all to postgres using (true);
create policy every_org_for_worker on api_client for all to countersign_worker using (true);
CREATE TRIGGER api_client_has_versions BEFORE UPDATE ON public.api_client FOR EACH ROW EXECUTE FUNCTION api_client_changes();

create table api_token (
  org_id bigint not null,
  token_hash bytea not null,
  client_id bigint not null,
  expires_at timestamp with time zone not null,
  constraint api_token_pkey PRIMARY KEY (org_id, token_hash)
);
CREATE INDEX api_token_of_client ON public.api_token USING btree (org_id, client_id, expires_at);
alter table api_token enable row level security;
alter table api_token force row level security;
create policy entered_orgs_only on api_token for all to countersign_gateway using (((org_id + 0) = ANY (( SELECT entered_orgs() AS entered_orgs)::bigint[])));
create policy every_org_for_owner on api_token for all to postgres using (true);
create policy every_org_for_worker on api_token for all to countersign_worker using (true);

create table attempt (
  org_id bigint not null,
  attempt_id bigint generated always as identity not null,
  request_id uuid not null,
  endpoint_id uuid,
  seq integer,
  epoch integer not null,
  class text not null,
  fenced boolean default false not null,
  http_status integer,
  code text,
  duration_ms integer not null,
  at timestamp with time zone not null,
  written_in bigint default ((pg_current_xact_id())::text)::bigint not null,
  constraint attempt_pkey PRIMARY KEY (org_id, request_id, attempt_id)
);
alter table attempt enable row level security;
alter table attempt force row level security;
create policy entered_orgs_only on attempt for all to countersign_gateway using (((org_id + 0) = ANY (( SELECT entered_orgs() AS entered_orgs)::bigint[])));
create policy every_org_for_owner on attempt for all to postgres using (true);
create policy every_org_for_worker on attempt for all to countersign_worker using (true);

create table client_action (
  org_id bigint not null,
  action_id bigint generated always as identity not null,
  action text not null,
  client_id bigint,
  change_id uuid,
  details json default '{}'::json not null,
  reason text,
  actor_id bigint,
  actor_name text,
  trace_id text,
  at timestamp with time zone not null,
  written_in bigint default ((pg_current_xact_id())::text)::bigint not null,
  constraint client_action_pkey PRIMARY KEY (org_id, action_id),
  constraint client_action_by_somebody CHECK ((num_nonnulls(actor_id, actor_name) =
CASE action
    WHEN 'expire'::text THEN 0
    ELSE 2
END)),
  constraint client_action_on_something CHECK (((client_id IS NOT NULL) OR (change_id IS NOT NULL)))
);
CREATE INDEX client_action_by_xact ON public.client_action USING btree (org_id, written_in);
alter table client_action enable row level security;
alter table client_action force row level security;
create policy entered_orgs_only on client_action for all to countersign_gateway using (((org_id + 0) = ANY (( SELECT entered_orgs() AS entered_orgs)::bigint[])));
create policy every_org_for_owner on client_action for all to postgres using (true);
create policy every_org_for_worker on client_action for all to countersign_worker using (true);
CREATE TRIGGER client_action_only_forgets BEFORE UPDATE ON public.client_action FOR EACH ROW EXECUTE FUNCTION refuse_rewriting_but('reason');
CREATE TRIGGER client_action_only_grows BEFORE DELETE OR TRUNCATE ON public.client_action FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();

create table configuration_change (
  org_id bigint not null,
  change_id uuid not null,
  subject text not null,
  subject_id text,
  action text not null,
  before json,
  after json,
  parcel jsonb,
  based_on integer,
  state text not null,
  at_once boolean default false not null,
  proposed_by bigint not null,
  proposed_by_name text not null,
  proposed_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  decided_by bigint,
  decided_by_name text,
  decided_at timestamp with time zone,
  constraint configuration_change_pkey PRIMARY KEY (org_id, change_id),
  constraint configuration_change_action_check CHECK ((action = ANY (ARRAY['create'::text, 'update'::text, 'rotate-secret'::text, 'delete'::text, 'change-grants'::text, 'rotate'::text, 'disable'::text]))),
  constraint configuration_change_by_persons CHECK (((proposed_by < '1000000000000000'::bigint) AND (COALESCE(decided_by, (0)::bigint) < '1000000000000000'::bigint))),
  constraint configuration_change_by_two CHECK (((state <> 'in-effect'::text) OR at_once OR COALESCE((decided_by <> proposed_by), false))),
  constraint configuration_change_leaves_no_secret CHECK (((parcel IS NULL) OR (state = 'pending'::text))),
  constraint configuration_change_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'in-effect'::text, 'declined'::text, 'withdrawn'::text, 'expired'::text]))),
  constraint configuration_change_subject_check CHECK ((subject = ANY (ARRAY['webhook'::text, 'api-client'::text])))
);
CREATE INDEX configuration_change_by_time ON public.configuration_change USING btree (org_id, proposed_at DESC, change_id DESC);
CREATE INDEX configuration_change_pending ON public.configuration_change USING btree (org_id, expires_at) WHERE (state = 'pending'::text);
alter table configuration_change enable row level security;
alter table configuration_change force row level security;
create policy entered_orgs_only on configuration_change for all to countersign_gateway using (((org_id + 0) = ANY (( SELECT entered_orgs() AS entered_orgs)::bigint[])));
create policy every_org_for_owner on configuration_change for all to postgres using (true);
create policy every_org_for_worker on configuration_change for all to countersign_worker using (true);

create table database_origin (
  the_only_row boolean default true not null,
  system_id text not null,
  timeline integer not null,
  restored_at timestamp with time zone,
  constraint database_origin_pkey PRIMARY KEY (the_only_row),
  constraint database_origin_the_only_row_check CHECK (the_only_row)
);

create table decision (
  org_id bigint not null,
  request_id uuid not null,
  checker_id bigint not null,
  checker_name text not null,
  verdict text not null,
  comment text not null,
  digest_seen text,
  idempotency_key text,
  fingerprint text,
  decided_at timestamp with time zone not null,
  "position" integer,
  constraint decision_pkey PRIMARY KEY (org_id, request_id, checker_id),
  constraint decision_by_a_person CHECK ((checker_id < '1000000000000000'::bigint)) NOT VALID,
  constraint decision_verdict_check CHECK ((verdict = ANY (ARRAY['approved'::text, 'rejected'::text])))
);
CREATE UNIQUE INDEX decision_idempotency_key ON public.decision USING btree (org_id, checker_id, idempotency_key) WHERE (idempotency_key IS NOT NULL);
alter table decision enable row level security;
alter table decision force row level security;
create policy entered_orgs_only on decision for all to countersign_gateway using (((org_id + 0) = ANY (( SELECT entered_orgs() AS entered_orgs)::bigint[])));
create policy every_org_for_owner on decision for all to postgres using (true);
create policy every_org_for_worker on decision for all to countersign_worker using (true);

create table delivery (
  org_id bigint not null,
  endpoint_id uuid not null,
  request_id uuid not null,
  seq integer not null,
  payload_format text not null,
  renderer_version integer default 1 not null,
  state text not null,
  epoch integer default 0 not null,
  attempts integer default 0 not null,
  due_at timestamp with time zone not null,
  created_at timestamp with time zone not null,
  delivered_at timestamp with time zone,
  constraint delivery_pkey PRIMARY KEY (org_id, endpoint_id, request_id, seq),
  constraint delivery_state_check CHECK ((state = ANY (ARRAY['due'::text, 'delivered'::text, 'exhausted'::text, 'dropped'::text])))
) with (fillfactor=80, autovacuum_vacuum_scale_factor=0.05);
CREATE INDEX delivery_by_request ON public.delivery USING btree (org_id, request_id);
CREATE INDEX delivery_due ON public.delivery USING btree (org_id, endpoint_id, due_at) WHERE (state = 'due'::text);
CREATE INDEX delivery_exhausted ON public.delivery USING btree (org_id, endpoint_id, request_id, seq) WHERE (state = 'exhausted'::text);
alter table delivery enable row level security;
alter table delivery force row level security;
create policy entered_orgs_only on delivery for all to countersign_gateway using (((org_id + 0) = ANY (( SELECT entered_orgs() AS entered_orgs)::bigint[])));
create policy every_org_for_owner on delivery for all to postgres using (true);
create policy every_org_for_worker on delivery for all to countersign_worker using (true);

create table execution (
  org_id bigint not null,
  request_id uuid not null,
  type text not null,
  customer_hash uuid not null,
  when_in_doubt text not null,
  trace_id text not null,
  epoch integer default 0 not null,
  lease_until timestamp with time zone,
  sent_at timestamp with time zone,
  attempts integer default 0 not null,
  in_doubt boolean default false not null,
  due_at timestamp with time zone not null,
  losses integer default 0 not null,
  constraint execution_pkey PRIMARY KEY (org_id, request_id),
  constraint execution_when_in_doubt_check CHECK ((when_in_doubt = ANY (ARRAY['replay'::text, 'hold'::text])))
) with (fillfactor=70, autovacuum_vacuum_scale_factor=0.02, autovacuum_vacuum_threshold=500);
CREATE INDEX execution_due ON public.execution USING btree (org_id, type, due_at) WHERE (lease_until IS NULL);
CREATE INDEX execution_leased ON public.execution USING btree (lease_until) WHERE (lease_until IS NOT NULL);
CREATE UNIQUE INDEX execution_one_per_customer ON public.execution USING btree (org_id, customer_hash) WHERE (lease_until IS NOT NULL);
alter table execution enable row level security;
alter table execution force row level security;
create policy entered_orgs_only on execution for all to countersign_gateway using (((org_id + 0) = ANY (( SELECT entered_orgs() AS entered_orgs)::bigint[])));
create policy every_org_for_owner on execution for all to postgres using (true);
create policy every_org_for_worker on execution for all to countersign_worker using (true);

create table identity_action (
  org_id bigint not null,
  action_id bigint generated always as identity not null,
  action text not null,
  about bigint not null,
  reason text,
  actor_id bigint not null,
  actor_name text not null,
  trace_id text,
  at timestamp with time zone not null,
  written_in bigint default ((pg_current_xact_id())::text)::bigint not null,
  constraint identity_action_pkey PRIMARY KEY (org_id, action_id),
  constraint identity_action_action_check CHECK ((action = ANY (ARRAY['create-client'::text, 'change-grants'::text, 'rotate-client'::text, 'disable-client'::text, 'suspend-client'::text, 'revoke'::text])))
);
CREATE INDEX identity_action_by_xact ON public.identity_action USING btree (org_id, written_in);
alter table identity_action enable row level security;
alter table identity_action force row level security;
create policy entered_orgs_only on identity_action for all to countersign_gateway using (((org_id + 0) = ANY (( SELECT entered_orgs() AS entered_orgs)::bigint[])));
create policy every_org_for_owner on identity_action for all to postgres using (true);
create policy every_org_for_worker on identity_action for all to countersign_worker using (true);
CREATE TRIGGER identity_action_only_forgets BEFORE UPDATE ON public.identity_action FOR EACH ROW EXECUTE FUNCTION refuse_rewriting_but('reason');
CREATE TRIGGER identity_action_only_grows BEFORE DELETE OR TRUNCATE ON public.identity_action FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();

create table journal (
  org_id bigint not null,
  size bigint default 0 not null,
  peaks bytea default '\x'::bytea not null,
  horizon bigint default '-1'::integer not null,
  walk_kind text,
  walk_request uuid,
  walk_number bigint,
  forgotten integer default 0 not null,
  constraint journal_pkey PRIMARY KEY (org_id)
);
alter table journal enable row level security;
alter table journal force row level security;
create policy entered_orgs_only on journal for all to countersign_gateway using (((org_id + 0) = ANY (( SELECT entered_orgs() AS entered_orgs)::bigint[])));
create policy every_org_for_owner on journal for all to postgres using (true);
create policy every_org_for_worker on journal for all to countersign_worker using (true);

create table journal_checkpoint (
  org_id bigint not null,
  tree_size bigint not null,
  from_size bigint not null,
  root bytea not null,
  note text not null,
  sealed_at timestamp with time zone not null,
  claimed_until timestamp with time zone,
  appended_at timestamp with time zone,
  constraint journal_checkpoint_pkey PRIMARY KEY (org_id, tree_size)
);
CREATE INDEX journal_checkpoint_not_outside ON public.journal_checkpoint USING btree (sealed_at) WHERE (appended_at IS NULL);
alter table journal_checkpoint enable row level security;
alter table journal_checkpoint force row level security;
create policy entered_orgs_only on journal_checkpoint for all to countersign_gateway using (((org_id + 0) = ANY (( SELECT entered_orgs() AS entered_orgs)::bigint[])));
create policy every_org_for_owner on journal_checkpoint for all to postgres using (true);
create policy every_org_for_worker on journal_checkpoint for all to countersign_worker using (true);

create table journal_kind (
  kind text not null,
  "position" integer not null,
  source name not null,
  entries name not null,
  number_column name not null,
  request_column name,
  is_by_request boolean default false not null,
  constraint journal_kind_pkey PRIMARY KEY (kind),
  constraint journal_kind_position_key UNIQUE ("position")
);

create table journal_leaf (
  org_id bigint not null,
  leaf_index bigint not null,
  kind text not null,
  request_id uuid not null,
  number bigint not null,
  leaf_hash bytea not null,
  salt bytea,
  digests json,
  version smallint default 1 not null,
  lasting_salt bytea,
  constraint journal_leaf_pkey PRIMARY KEY (org_id, leaf_index),
  constraint journal_leaf_once UNIQUE (org_id, request_id, kind, number)
);
alter table journal_leaf enable row level security;
alter table journal_leaf force row level security;
create policy entered_orgs_only on journal_leaf for all to countersign_gateway using (((org_id + 0) = ANY (( SELECT entered_orgs() AS entered_orgs)::bigint[])));
create policy every_org_for_owner on journal_leaf for all to postgres using (true);
create policy every_org_for_worker on journal_leaf for all to countersign_worker using (true);
CREATE TRIGGER journal_leaf_only_forgets BEFORE DELETE OR UPDATE ON public.journal_leaf FOR EACH ROW EXECUTE FUNCTION refuse_resealing();

create table loyalty_outage (
  org_id bigint not null,
  code text not null,
  http_status integer,
  held_back boolean not null,
  since timestamp with time zone not null,
  failed_at timestamp with time zone not null,
  constraint loyalty_outage_pkey PRIMARY KEY (org_id)
);
alter table loyalty_outage enable row level security;
alter table loyalty_outage force row level security;
create policy entered_orgs_only on loyalty_outage for all to countersign_gateway using (((org_id + 0) = ANY (( SELECT entered_orgs() AS entered_orgs)::bigint[])));
create policy every_org_for_owner on loyalty_outage for all to postgres using (true);
create policy every_org_for_worker on loyalty_outage for all to countersign_worker using (true);

create table notification (
  org_id bigint not null,
  request_id uuid not null,
  kind text not null,
  number integer not null,
  address text not null,
  state text not null,
  epoch integer default 0 not null,
  attempts integer default 0 not null,
  class text,
  due_at timestamp with time zone not null,
  created_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint notification_pkey PRIMARY KEY (org_id, request_id, kind, number, address),
  constraint notification_kind_check CHECK ((kind = ANY (ARRAY['step'::text, 'reminder'::text, 'configuration'::text]))),
  constraint notification_state_check CHECK ((state = ANY (ARRAY['due'::text, 'sent'::text, 'given-up'::text])))
) with (fillfactor=80, autovacuum_vacuum_scale_factor=0.05);
CREATE INDEX notification_due ON public.notification USING btree (due_at) WHERE (state = 'due'::text);
CREATE INDEX notification_ended ON public.notification USING btree (ended_at) WHERE (state <> 'due'::text);
alter table notification enable row level security;
alter table notification force row level security;
create policy entered_orgs_only on notification for all to countersign_gateway using (((org_id + 0) = ANY (( SELECT entered_orgs() AS entered_orgs)::bigint[])));
create policy every_org_for_owner on notification for all to postgres using (true);
create policy every_org_for_worker on notification for all to countersign_worker using (true);

create table notification_sender (
  the_only_row boolean default true not null,
  seen_at timestamp with time zone not null,
  constraint notification_sender_pkey PRIMARY KEY (the_only_row),
  constraint notification_sender_the_only_row_check CHECK (the_only_row)
);

create table operator_action (
  org_id bigint not null,
  action_id bigint generated always as identity not null,
  action text not null,
  type text not null,
  request_id uuid,
  new_request_id uuid,
  proposal integer,
  resolution text,
  reason text,
  actor_id bigint not null,
  actor_name text not null,
  trace_id text,
  idempotency_key text,
  fingerprint text,
  at timestamp with time zone not null,
  written_in bigint default ((pg_current_xact_id())::text)::bigint not null,
  covers json,
  constraint operator_action_pkey PRIMARY KEY (org_id, action_id),
  constraint operator_action_action_check CHECK ((action = ANY (ARRAY['pause'::text, 'resume'::text, 'replay'::text, 'redispatch'::text, 'propose'::text, 'confirm'::text, 'decline'::text, 'withdraw'::text, 'erase'::text, 'retain'::text]))),
  constraint operator_action_on_something CHECK (((request_id IS NULL) = (action = ANY (ARRAY['pause'::text, 'resume'::text, 'erase'::text, 'retain'::text]))))
);
CREATE INDEX operator_action_by_xact ON public.operator_action USING btree (org_id, written_in);
CREATE UNIQUE INDEX operator_action_key ON public.operator_action USING btree (org_id, actor_id, idempotency_key) WHERE (idempotency_key IS NOT NULL);
alter table operator_action enable row level security;
alter table operator_action force row level security;
create policy entered_orgs_only on operator_action for all to countersign_gateway using (((org_id + 0) = ANY (( SELECT entered_orgs() AS entered_orgs)::bigint[])));
create policy every_org_for_owner on operator_action for all to postgres using (true);
create policy every_org_for_worker on operator_action for all to countersign_worker using (true);
CREATE TRIGGER operator_action_only_forgets BEFORE UPDATE ON public.operator_action FOR EACH ROW EXECUTE FUNCTION refuse_rewriting_but_words();
CREATE TRIGGER operator_action_only_grows BEFORE DELETE OR TRUNCATE ON public.operator_action FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();

create table operator_answer (
  org_id bigint not null,
  action_id bigint not null,
  answer text not null,
  answered_at timestamp with time zone not null,
  constraint operator_answer_pkey PRIMARY KEY (org_id, action_id)
);
CREATE INDEX operator_answer_age ON public.operator_answer USING btree (org_id, answered_at);
alter table operator_answer enable row level security;
alter table operator_answer force row level security;
create policy entered_orgs_only on operator_answer for all to countersign_gateway using (((org_id + 0) = ANY (( SELECT entered_orgs() AS entered_orgs)::bigint[])));
create policy every_org_for_owner on operator_answer for all to postgres using (true);
create policy every_org_for_worker on operator_answer for all to countersign_worker using (true);
CREATE TRIGGER operator_answer_is_not_kept BEFORE INSERT ON public.operator_answer FOR EACH ROW EXECUTE FUNCTION keep_nothing();

create table pause (
  org_id bigint not null,
  type text not null,
  paused_by bigint not null,
  paused_by_name text not null,
  reason text not null,
  paused_at timestamp with time zone not null,
  constraint pause_pkey PRIMARY KEY (org_id, type)
);
alter table pause enable row level security;
alter table pause force row level security;
create policy entered_orgs_only on pause for all to countersign_gateway using (((org_id + 0) = ANY (( SELECT entered_orgs() AS entered_orgs)::bigint[])));
create policy every_org_for_owner on pause for all to postgres using (true);
create policy every_org_for_worker on pause for all to countersign_worker using (true);

create table policy (
  org_id bigint not null,
  type text not null,
  version integer not null,
  status text not null,
  auto_approval json not null,
  config json,
  expires_after_hours integer,
  proposed_by bigint not null,
  proposed_by_name text not null,
  proposed_at timestamp with time zone not null,
  decided_by bigint,
  decided_by_name text,
  decided_at timestamp with time zone,
  controls json,
  based_on integer,
  notifications json,
  trace_id text,
  constraint policy_pkey PRIMARY KEY (org_id, type, version),
  constraint policy_decided_by_two CHECK (((status = 'withdrawn'::text) OR (decided_by <> proposed_by))),
  constraint policy_expires_after_hours_check CHECK ((expires_after_hours > 0)),
  constraint policy_status_check CHECK ((status = ANY (ARRAY['proposed'::text, 'active'::text, 'superseded'::text, 'declined'::text, 'withdrawn'::text])))
);
CREATE UNIQUE INDEX policy_active ON public.policy USING btree (org_id, type) INCLUDE (version) WHERE (status = 'active'::text);
CREATE UNIQUE INDEX policy_notifying ON public.policy USING btree (org_id, type) WHERE ((status = 'active'::text) AND (notifications IS NOT NULL));
alter table policy enable row level security;
alter table policy force row level security;
create policy entered_orgs_only on policy for all to countersign_gateway using (((org_id + 0) = ANY (( SELECT entered_orgs() AS entered_orgs)::bigint[])));
create policy every_org_for_owner on policy for all to postgres using (true);
create policy every_org_for_worker on policy for all to countersign_worker using (true);
CREATE TRIGGER policy_is_journaled AFTER INSERT OR UPDATE OF status ON public.policy FOR EACH ROW EXECUTE FUNCTION note_policy_action();

create table policy_action (
  org_id bigint not null,
  action_id bigint generated always as identity not null,
  action text not null,
  type text not null,
  version integer not null,
  actor_id bigint not null,
  at timestamp with time zone not null,
  written_in bigint default ((pg_current_xact_id())::text)::bigint not null,
  trace_id text,
  constraint policy_action_pkey PRIMARY KEY (org_id, action_id),
  constraint policy_action_action_check CHECK ((action = ANY (ARRAY['propose'::text, 'approve'::text, 'decline'::text, 'withdraw'::text])))
);
CREATE INDEX policy_action_by_xact ON public.policy_action USING btree (org_id, written_in);
alter table policy_action enable row level security;
alter table policy_action force row level security;
create policy entered_orgs_only on policy_action for all to countersign_gateway using (((org_id + 0) = ANY (( SELECT entered_orgs() AS entered_orgs)::bigint[])));
create policy every_org_for_owner on policy_action for all to postgres using (true);
create policy every_org_for_worker on policy_action for all to countersign_worker using (true);
CREATE TRIGGER policy_action_only_grows BEFORE DELETE OR UPDATE OR TRUNCATE ON public.policy_action FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();

create table policy_usage (
  org_id bigint not null,
  type text not null,
  subject text not null,
  subject_key text not null,
  day date not null,
  requests integer not null,
  amount numeric not null,
  constraint policy_usage_pkey PRIMARY KEY (org_id, type, subject, subject_key),
  constraint policy_usage_subject_check CHECK ((subject = ANY (ARRAY['maker'::text, 'customer'::text, 'org'::text])))
) with (fillfactor=50);
alter table policy_usage enable row level security;
alter table policy_usage force row level security;
create policy entered_orgs_only on policy_usage for all to countersign_gateway using (((org_id + 0) = ANY (( SELECT entered_orgs() AS entered_orgs)::bigint[])));
create policy every_org_for_owner on policy_usage for all to postgres using (true);
create policy every_org_for_worker on policy_usage for all to countersign_worker using (true);

create table read_action (
  org_id bigint not null,
  read_id bigint generated always as identity not null,
  what text,
  filter json,
  request_id uuid,
  row_count integer,
  times integer,
  actor_id bigint,
  actor_name text,
  trace_id text,
  at timestamp with time zone not null,
  written_in bigint default ((pg_current_xact_id())::text)::bigint not null,
  constraint read_action_pkey PRIMARY KEY (org_id, read_id),
  constraint read_action_whole_or_forgotten CHECK ((num_nonnulls(what, row_count, times, actor_id, actor_name) = ANY (ARRAY[0, 5])))
);
CREATE INDEX read_action_by_customer ON public.read_action USING btree (org_id, ((filter ->> 'customer'::text)), read_id DESC) WHERE ((filter ->> 'customer'::text) IS NOT NULL);
CREATE INDEX read_action_by_request ON public.read_action USING btree (org_id, request_id, read_id DESC) WHERE (request_id IS NOT NULL);
CREATE INDEX read_action_by_xact ON public.read_action USING btree (org_id, written_in);
CREATE INDEX read_action_to_forget ON public.read_action USING btree (org_id, read_id) WHERE (what IS NOT NULL);
alter table read_action enable row level security;
alter table read_action force row level security;
create policy entered_orgs_only on read_action for all to countersign_gateway using (((org_id + 0) = ANY (( SELECT entered_orgs() AS entered_orgs)::bigint[])));
create policy every_org_for_owner on read_action for all to postgres using (true);
create policy every_org_for_worker on read_action for all to countersign_worker using (true);
CREATE TRIGGER read_action_only_forgets BEFORE UPDATE ON public.read_action FOR EACH ROW EXECUTE FUNCTION refuse_rewriting_but('what', 'filter', 'request_id', 'row_count', 'times', 'actor_id', 'actor_name', 'trace_id');
CREATE TRIGGER read_action_only_grows BEFORE DELETE OR TRUNCATE ON public.read_action FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();

create table refused_action (
  org_id bigint not null,
  refusal_id bigint generated always as identity not null,
  action text not null,
  code integer not null,
  actor_id bigint not null,
  request_id uuid,
  trace_id text not null,
  at timestamp with time zone not null,
  times integer not null,
  written_in bigint default ((pg_current_xact_id())::text)::bigint not null,
  constraint refused_action_pkey PRIMARY KEY (org_id, refusal_id)
);
CREATE INDEX refused_action_by_xact ON public.refused_action USING btree (org_id, written_in);
alter table refused_action enable row level security;
alter table refused_action force row level security;
create policy entered_orgs_only on refused_action for all to countersign_gateway using (((org_id + 0) = ANY (( SELECT entered_orgs() AS entered_orgs)::bigint[])));
create policy every_org_for_owner on refused_action for all to postgres using (true);
create policy every_org_for_worker on refused_action for all to countersign_worker using (true);
CREATE TRIGGER refused_action_only_grows BEFORE DELETE OR UPDATE OR TRUNCATE ON public.refused_action FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();

create table refused_submission (
  org_id bigint not null,
  refusal_id uuid not null,
  type text not null,
  requester_id bigint not null,
  requester_name text not null,
  till_id text,
  store_id text,
  zone_id text,
  concept_id text,
  customer text not null,
  amount numeric,
  policy_version integer not null,
  reason text not null,
  facts json not null,
  idempotency_key text,
  trace_id text not null,
  refused_at timestamp with time zone not null,
  constraint refused_submission_pkey PRIMARY KEY (org_id, refusal_id)
);
CREATE INDEX refused_submission_by_time ON public.refused_submission USING btree (org_id, refused_at DESC, refusal_id DESC);
CREATE INDEX refused_submission_by_type ON public.refused_submission USING btree (org_id, type, refused_at);
CREATE UNIQUE INDEX refused_submission_key ON public.refused_submission USING btree (org_id, requester_id, idempotency_key, policy_version) WHERE (idempotency_key IS NOT NULL);
alter table refused_submission enable row level security;
alter table refused_submission force row level security;
create policy entered_orgs_only on refused_submission for all to countersign_gateway using (((org_id + 0) = ANY (( SELECT entered_orgs() AS entered_orgs)::bigint[])));
create policy every_org_for_owner on refused_submission for all to postgres using (true);
create policy every_org_for_worker on refused_submission for all to countersign_worker using (true);

create table reminder (
  org_id bigint not null,
  request_id uuid not null,
  number integer not null,
  due_at timestamp with time zone not null,
  constraint reminder_pkey PRIMARY KEY (org_id, request_id)
);
CREATE INDEX reminder_due ON public.reminder USING btree (due_at);
alter table reminder enable row level security;
alter table reminder force row level security;
create policy entered_orgs_only on reminder for all to countersign_gateway using (((org_id + 0) = ANY (( SELECT entered_orgs() AS entered_orgs)::bigint[])));
create policy every_org_for_owner on reminder for all to postgres using (true);
create policy every_org_for_worker on reminder for all to countersign_worker using (true);

create table request (
  org_id bigint not null,
  request_id uuid not null,
  type text not null,
  type_version integer not null,
  state text not null,
  version integer default 1 not null,
  requester_id bigint not null,
  requester_name text not null,
  checker_id bigint,
  till_id text,
  store_id text,
  zone_id text,
  concept_id text,
  payload json not null,
  payload_salt text not null,
  payload_digest text not null,
  customer text not null,
  reference text,
  amount numeric,
  line text not null,
  natural_key_hash text,
  loyalty_key_hash text,
  idempotency_key text,
  fingerprint text,
  policy_version integer not null,
  verdict text not null,
  quorum integer not null,
  approvals integer default 0 not null,
  outcome json,
  loyalty_answer json,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  expires_at timestamp with time zone,
  replay_of uuid,
  earlier_maker_ids bigint[],
  band integer,
  level_grants text[],
  limits json,
  resubmission_of uuid,
  reminders integer default 0 not null,
  reminded_at timestamp with time zone,
  erased_at timestamp with time zone,
  customer_keys text[],
  open_positions integer[],
  constraint request_pkey PRIMARY KEY (org_id, request_id),
  constraint request_check CHECK ((checker_id <> requester_id)),
  constraint request_checker_never_asked CHECK ((checker_id <> ALL (earlier_maker_ids))) NOT VALID,
  constraint request_level_for_each_approval CHECK ((cardinality(level_grants) = quorum)) NOT VALID,
  constraint request_quorum_check CHECK ((quorum >= 1)),
  constraint request_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'accepted'::text, 'needs_review'::text, 'approved'::text, 'failed'::text, 'rejected'::text, 'withdrawn'::text, 'expired'::text]))),
  constraint request_verdict_check CHECK ((verdict = ANY (ARRAY['checker'::text, 'auto'::text])))
);
CREATE INDEX request_by_concept ON public.request USING btree (org_id, concept_id, created_at DESC, request_id DESC) WHERE (concept_id IS NOT NULL);
CREATE INDEX request_by_creation ON public.request USING btree (org_id, created_at DESC, request_id DESC);
CREATE INDEX request_by_customer ON public.request USING btree (org_id, customer, created_at DESC, request_id DESC);
CREATE INDEX request_by_end ON public.request USING btree (org_id, ended_at DESC, request_id DESC) WHERE (ended_at IS NOT NULL);
CREATE INDEX request_by_maker ON public.request USING btree (org_id, requester_id, created_at DESC, request_id DESC);
CREATE INDEX request_by_reference ON public.request USING btree (org_id, reference, created_at DESC, request_id DESC) WHERE (reference IS NOT NULL);
CREATE INDEX request_by_state ON public.request USING btree (org_id, state, created_at DESC, request_id DESC);
CREATE INDEX request_by_store ON public.request USING btree (org_id, store_id, created_at DESC, request_id DESC) WHERE (store_id IS NOT NULL);
CREATE INDEX request_by_till ON public.request USING btree (org_id, till_id, created_at DESC, request_id DESC) WHERE (till_id IS NOT NULL);
CREATE INDEX request_by_zone ON public.request USING btree (org_id, zone_id, created_at DESC, request_id DESC) WHERE (zone_id IS NOT NULL);
CREATE INDEX request_expiring ON public.request USING btree (expires_at) WHERE ((state = 'pending'::text) AND (expires_at IS NOT NULL));
CREATE UNIQUE INDEX request_idempotency_key ON public.request USING btree (org_id, requester_id, idempotency_key) WHERE (idempotency_key IS NOT NULL);
CREATE INDEX request_loyalty_key ON public.request USING btree (loyalty_key_hash) WHERE (loyalty_key_hash IS NOT NULL);
CREATE UNIQUE INDEX request_open_natural_key ON public.request USING btree (org_id, natural_key_hash) WHERE ((natural_key_hash IS NOT NULL) AND (state = ANY (ARRAY['pending'::text, 'accepted'::text, 'needs_review'::text])));
CREATE INDEX request_partly_approved ON public.request USING btree (org_id, updated_at) WHERE ((state = 'pending'::text) AND (approvals > 0));
CREATE INDEX request_replays ON public.request USING btree (org_id, replay_of, created_at) WHERE (replay_of IS NOT NULL);
CREATE UNIQUE INDEX request_resubmission ON public.request USING btree (org_id, resubmission_of) WHERE (resubmission_of IS NOT NULL);
alter table request enable row level security;
alter table request force row level security;
create policy entered_orgs_only on request for all to countersign_gateway using (((org_id + 0) = ANY (( SELECT entered_orgs() AS entered_orgs)::bigint[])));
create policy every_org_for_owner on request for all to postgres using (true);
create policy worker_ends_what_was_accepted on request for update to countersign_worker using (true) with check (((state = ANY (ARRAY['pending'::text, 'expired'::text])) OR ((state = ANY (ARRAY['approved'::text, 'failed'::text, 'needs_review'::text])) AND ((verdict = 'auto'::text) OR (approvals >= quorum)))));
create policy worker_reads_every_org on request for select to countersign_worker using (true);
CREATE TRIGGER request_customer_keys BEFORE INSERT ON public.request FOR EACH ROW WHEN (((new.limits ->> 'customerKeys'::text) IS NOT NULL)) EXECUTE FUNCTION keep_customer_keys();
CREATE TRIGGER request_customers_erased AFTER UPDATE OF erased_at ON public.request FOR EACH ROW WHEN (((old.erased_at IS NULL) AND (new.erased_at IS NOT NULL))) EXECUTE FUNCTION forget_other_customers();
CREATE TRIGGER request_limits_bind AFTER INSERT ON public.request FOR EACH ROW WHEN ((new.limits IS NOT NULL)) EXECUTE FUNCTION bind_limits();
CREATE TRIGGER request_limits_given_back AFTER UPDATE OF state ON public.request FOR EACH ROW WHEN (((new.limits IS NOT NULL) AND (new.state = ANY (ARRAY['rejected'::text, 'withdrawn'::text, 'expired'::text, 'failed'::text])) AND (old.state <> new.state))) EXECUTE FUNCTION give_back_limits();
CREATE TRIGGER request_of_api_client BEFORE INSERT ON public.request FOR EACH ROW WHEN ((new.requester_id >= '1000000000000000'::bigint)) EXECUTE FUNCTION name_secret_holders();
CREATE TRIGGER request_of_policy_author BEFORE INSERT OR UPDATE OF earlier_maker_ids ON public.request FOR EACH ROW WHEN ((new.verdict = 'auto'::text)) EXECUTE FUNCTION ask_a_checker();
CREATE TRIGGER request_revoked_approvals_erased AFTER UPDATE OF erased_at ON public.request FOR EACH ROW WHEN ((new.erased_at IS NOT NULL)) EXECUTE FUNCTION forget_revoked_approvals();

create table request_customer (
  org_id bigint not null,
  request_id uuid not null,
  customer text not null,
  constraint request_customer_pkey PRIMARY KEY (org_id, request_id, customer)
);
CREATE INDEX request_customer_by_name ON public.request_customer USING btree (org_id, customer, request_id DESC);
alter table request_customer enable row level security;
alter table request_customer force row level security;
create policy entered_orgs_only on request_customer for all to countersign_gateway using (((org_id + 0) = ANY (( SELECT entered_orgs() AS entered_orgs)::bigint[])));
create policy every_org_for_owner on request_customer for all to postgres using (true);
create policy every_org_for_worker on request_customer for all to countersign_worker using (true);

create table retention (
  org_id bigint not null,
  type text not null,
  days integer not null,
  set_by bigint not null,
  set_at timestamp with time zone not null,
  swept_until timestamp with time zone default '-infinity'::timestamp with time zone not null,
  swept_id uuid default '00000000-0000-0000-0000-000000000000'::uuid not null,
  next_at timestamp with time zone default '-infinity'::timestamp with time zone not null,
  constraint retention_pkey PRIMARY KEY (org_id, type),
  constraint retention_days_check CHECK (((days >= 7) AND (days <= 36500)))
);
CREATE INDEX retention_next ON public.retention USING btree (next_at);
alter table retention enable row level security;
alter table retention force row level security;
create policy entered_orgs_only on retention for all to countersign_gateway using (((org_id + 0) = ANY (( SELECT entered_orgs() AS entered_orgs)::bigint[])));
create policy every_org_for_owner on retention for all to postgres using (true);
create policy every_org_for_worker on retention for all to countersign_worker using (true);

create table review (
  org_id bigint not null,
  request_id uuid not null,
  proposal integer not null,
  requester_id bigint not null,
  action text not null,
  evidence text not null,
  proposed_by bigint not null,
  proposed_by_name text not null,
  proposed_at timestamp with time zone not null,
  status text not null,
  decided_by bigint,
  decided_by_name text,
  decided_at timestamp with time zone,
  constraint review_pkey PRIMARY KEY (org_id, request_id, proposal),
  constraint review_action_check CHECK ((action = ANY (ARRAY['executed'::text, 'not-executed'::text, 'retry'::text]))),
  constraint review_decided_by_somebody CHECK (((status = ANY (ARRAY['confirmed'::text, 'declined'::text])) = (decided_by IS NOT NULL))),
  constraint review_not_by_maker CHECK (((proposed_by <> requester_id) AND (decided_by <> requester_id))),
  constraint review_status_check CHECK ((status = ANY (ARRAY['proposed'::text, 'confirmed'::text, 'declined'::text, 'withdrawn'::text]))),
  constraint review_two_people CHECK ((decided_by <> proposed_by))
);
CREATE UNIQUE INDEX review_one_open ON public.review USING btree (org_id, request_id) WHERE (status = 'proposed'::text);
alter table review enable row level security;
alter table review force row level security;
create policy entered_orgs_only on review for all to countersign_gateway using (((org_id + 0) = ANY (( SELECT entered_orgs() AS entered_orgs)::bigint[])));
create policy every_org_for_owner on review for all to postgres using (true);
create policy every_org_for_worker on review for all to countersign_worker using (true);

create table revocation (
  org_id bigint not null,
  user_id bigint not null,
  not_before timestamp with time zone not null,
  reason text not null,
  revoked_by bigint not null,
  revoked_by_name text not null,
  constraint revocation_pkey PRIMARY KEY (org_id, user_id)
);
alter table revocation enable row level security;
alter table revocation force row level security;
create policy entered_orgs_only on revocation for all to countersign_gateway using (((org_id + 0) = ANY (( SELECT entered_orgs() AS entered_orgs)::bigint[])));
create policy every_org_for_owner on revocation for all to postgres using (true);
create policy every_org_for_worker on revocation for all to countersign_worker using (true);
CREATE TRIGGER later_revocation_takes_back AFTER UPDATE OF not_before ON public.revocation FOR EACH ROW WHEN ((new.not_before > old.not_before)) EXECUTE FUNCTION take_back_approvals();
CREATE TRIGGER revocation_takes_back AFTER INSERT ON public.revocation FOR EACH ROW EXECUTE FUNCTION take_back_approvals();

create table revoked_approval (
  org_id bigint not null,
  entry_id bigint generated always as identity not null,
  request_id uuid not null,
  checker_id bigint not null,
  checker_name text not null,
  "position" integer,
  comment text,
  digest_seen text,
  decided_at timestamp with time zone not null,
  revoked_by bigint not null,
  revoked_by_name text not null,
  at timestamp with time zone not null,
  written_in bigint default ((pg_current_xact_id())::text)::bigint not null,
  constraint revoked_approval_pkey PRIMARY KEY (org_id, entry_id)
);
CREATE INDEX revoked_approval_by_request ON public.revoked_approval USING btree (org_id, request_id);
CREATE INDEX revoked_approval_by_xact ON public.revoked_approval USING btree (org_id, written_in);
alter table revoked_approval enable row level security;
alter table revoked_approval force row level security;
create policy entered_orgs_only on revoked_approval for all to countersign_gateway using (((org_id + 0) = ANY (( SELECT entered_orgs() AS entered_orgs)::bigint[])));
create policy every_org_for_owner on revoked_approval for all to postgres using (true);
create policy every_org_for_worker on revoked_approval for all to countersign_worker using (true);
CREATE TRIGGER revoked_approval_only_forgets BEFORE UPDATE ON public.revoked_approval FOR EACH ROW EXECUTE FUNCTION refuse_rewriting_but('comment');
CREATE TRIGGER revoked_approval_only_grows BEFORE DELETE OR TRUNCATE ON public.revoked_approval FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();

create table transition (
  org_id bigint not null,
  request_id uuid not null,
  seq integer not null,
  from_state text,
  to_state text not null,
  cause text not null,
  actor_id bigint,
  actor_name text,
  checker_id bigint,
  comment text,
  outcome json,
  trace_id text not null,
  event_id uuid,
  at timestamp with time zone not null,
  written_in bigint default ((pg_current_xact_id())::text)::bigint not null,
  constraint transition_pkey PRIMARY KEY (org_id, request_id, seq),
  constraint transition_cause_check CHECK ((cause = ANY (ARRAY['maker'::text, 'checker'::text, 'policy'::text, 'clock'::text, 'worker'::text, 'operators'::text])))
);
CREATE INDEX transition_by_event ON public.transition USING btree (org_id, event_id) WHERE (event_id IS NOT NULL);
CREATE INDEX transition_by_trace ON public.transition USING btree (org_id, trace_id);
CREATE INDEX transition_by_xact ON public.transition USING btree (org_id, written_in);
alter table transition enable row level security;
alter table transition force row level security;
create policy entered_orgs_only on transition for all to countersign_gateway using (((org_id + 0) = ANY (( SELECT entered_orgs() AS entered_orgs)::bigint[])));
create policy every_org_for_owner on transition for all to postgres using (true);
create policy worker_journals_its_own on transition for insert to countersign_worker with check ((cause = ANY (ARRAY['worker'::text, 'clock'::text])));
create policy worker_reads_every_org on transition for select to countersign_worker using (true);
CREATE TRIGGER transition_is_told AFTER INSERT ON public.transition REFERENCING NEW TABLE AS journaled FOR EACH STATEMENT EXECUTE FUNCTION note_who_is_told();

create table verdict_facts (
  org_id bigint not null,
  request_id uuid not null,
  facts json not null,
  constraint verdict_facts_pkey PRIMARY KEY (org_id, request_id)
);
alter table verdict_facts enable row level security;
alter table verdict_facts force row level security;
create policy entered_orgs_only on verdict_facts for all to countersign_gateway using (((org_id + 0) = ANY (( SELECT entered_orgs() AS entered_orgs)::bigint[])));
create policy every_org_for_owner on verdict_facts for all to postgres using (true);
create policy every_org_for_worker on verdict_facts for all to countersign_worker using (true);

create table webhook_action (
  org_id bigint not null,
  action_id bigint generated always as identity not null,
  action text not null,
  endpoint_id uuid,
  change_id uuid,
  details json default '{}'::json not null,
  reason text,
  actor_id bigint,
  actor_name text,
  trace_id text,
  at timestamp with time zone not null,
  written_in bigint default ((pg_current_xact_id())::text)::bigint not null,
  constraint webhook_action_pkey PRIMARY KEY (org_id, action_id),
  constraint webhook_action_by_somebody CHECK ((num_nonnulls(actor_id, actor_name) =
CASE action
    WHEN 'expire'::text THEN 0
    ELSE 2
END)),
  constraint webhook_action_on_something CHECK (((endpoint_id IS NOT NULL) OR (change_id IS NOT NULL)))
);
CREATE INDEX webhook_action_by_xact ON public.webhook_action USING btree (org_id, written_in);
alter table webhook_action enable row level security;
alter table webhook_action force row level security;
create policy entered_orgs_only on webhook_action for all to countersign_gateway using (((org_id + 0) = ANY (( SELECT entered_orgs() AS entered_orgs)::bigint[])));
create policy every_org_for_owner on webhook_action for all to postgres using (true);
create policy every_org_for_worker on webhook_action for all to countersign_worker using (true);
CREATE TRIGGER webhook_action_only_forgets BEFORE UPDATE ON public.webhook_action FOR EACH ROW EXECUTE FUNCTION refuse_rewriting_but('reason');
CREATE TRIGGER webhook_action_only_grows BEFORE DELETE OR TRUNCATE ON public.webhook_action FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();

create table webhook_endpoint (
  org_id bigint not null,
  endpoint_id uuid not null,
  name text not null,
  url text not null,
  active boolean not null,
  event_names text[] not null,
  payload_format text not null,
  headers jsonb not null,
  secret text not null,
  max_connections integer not null,
  sla_seconds integer not null,
  disabled_at timestamp with time zone,
  deleted_at timestamp with time zone,
  created_by bigint not null,
  created_at timestamp with time zone not null,
  updated_by bigint not null,
  updated_at timestamp with time zone not null,
  previous_secrets jsonb default '[]'::jsonb not null,
  version integer default 1 not null,
  constraint webhook_endpoint_pkey PRIMARY KEY (org_id, endpoint_id),
  constraint webhook_endpoint_payload_format_check CHECK ((payload_format = ANY (ARRAY['documented'::text, 'extended'::text])))
);
CREATE UNIQUE INDEX webhook_endpoint_name ON public.webhook_endpoint USING btree (org_id, name) WHERE (deleted_at IS NULL);
alter table webhook_endpoint enable row level security;
alter table webhook_endpoint force row level security;
create policy entered_orgs_only on webhook_endpoint for all to countersign_gateway using (((org_id + 0) = ANY (( SELECT entered_orgs() AS entered_orgs)::bigint[])));
create policy every_org_for_owner on webhook_endpoint for all to postgres using (true);
create policy every_org_for_worker on webhook_endpoint for all to countersign_worker using (true);
CREATE TRIGGER webhook_endpoint_has_versions BEFORE UPDATE ON public.webhook_endpoint FOR EACH ROW EXECUTE FUNCTION webhook_endpoint_changes();

create view client_action_entry with (security_invoker=true) as
 SELECT org_id,
    no_request() AS request_id,
    action_id AS number,
    written_in,
    at,
    json_strip_nulls(json_build_object('id', action_id::text, 'action', action, 'client', client_id::text, 'change', change_id::text, 'details', details::text, 'actor', actor_id::text, 'trace', trace_id, 'at', to_char((at AT TIME ZONE 'UTC'::text), 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'::text))) AS fields,
    json_strip_nulls(json_build_object('reason', reason)) AS words,
    '{}'::json AS more_fields,
    json_strip_nulls(json_build_object('actorName', actor_name)) AS more_words
   FROM client_action k;

create view identity_action_entry with (security_invoker=true) as
 SELECT org_id,
    no_request() AS request_id,
    action_id AS number,
    written_in,
    at,
    json_strip_nulls(json_build_object('id', action_id::text, 'action', action, 'about', about::text, 'actor', actor_id::text, 'trace', trace_id, 'at', to_char((at AT TIME ZONE 'UTC'::text), 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'::text))) AS fields,
    json_strip_nulls(json_build_object('reason', reason)) AS words,
    '{}'::json AS more_fields,
    json_build_object('actorName', actor_name) AS more_words
   FROM identity_action i;

create view journal_entry with (security_invoker=true) as
 SELECT e.org_id,
    'transition'::text AS kind,
    e.request_id,
    e.number,
    e.written_in,
    e.at,
    e.fields,
    e.words,
    e.more_fields,
    e.more_words
   FROM transition_entry e
UNION ALL
 SELECT e.org_id,
    'operator-action'::text AS kind,
    e.request_id,
    e.number,
    e.written_in,
    e.at,
    e.fields,
    e.words,
    e.more_fields,
    e.more_words
   FROM operator_action_entry e
UNION ALL
 SELECT e.org_id,
    'identity-action'::text AS kind,
    e.request_id,
    e.number,
    e.written_in,
    e.at,
    e.fields,
    e.words,
    e.more_fields,
    e.more_words
   FROM identity_action_entry e
UNION ALL
 SELECT e.org_id,
    'policy-action'::text AS kind,
    e.request_id,
    e.number,
    e.written_in,
    e.at,
    e.fields,
    e.words,
    e.more_fields,
    e.more_words
   FROM policy_action_entry e
UNION ALL
 SELECT e.org_id,
    'refusal'::text AS kind,
    e.request_id,
    e.number,
    e.written_in,
    e.at,
    e.fields,
    e.words,
    e.more_fields,
    e.more_words
   FROM refusal_entry e
UNION ALL
 SELECT e.org_id,
    'webhook-action'::text AS kind,
    e.request_id,
    e.number,
    e.written_in,
    e.at,
    e.fields,
    e.words,
    e.more_fields,
    e.more_words
   FROM webhook_action_entry e
UNION ALL
 SELECT e.org_id,
    'client-action'::text AS kind,
    e.request_id,
    e.number,
    e.written_in,
    e.at,
    e.fields,
    e.words,
    e.more_fields,
    e.more_words
   FROM client_action_entry e
UNION ALL
 SELECT e.org_id,
    'read'::text AS kind,
    e.request_id,
    e.number,
    e.written_in,
    e.at,
    e.fields,
    e.words,
    e.more_fields,
    e.more_words
   FROM read_entry e
UNION ALL
 SELECT e.org_id,
    'revoked-approval'::text AS kind,
    e.request_id,
    e.number,
    e.written_in,
    e.at,
    e.fields,
    e.words,
    e.more_fields,
    e.more_words
   FROM revoked_approval_entry e;

create view journal_rows with (security_invoker=true) as
 SELECT t.org_id,
    'transition'::text AS kind,
    t.request_id,
    t.seq::bigint AS number,
    json_strip_nulls(json_build_object('request',
        CASE
            WHEN t.seq = 1 THEN row_digest(json_build_array(r.payload::text, r.payload_salt, r.customer, r.reference, r.line, r.natural_key_hash, r.loyalty_key_hash, r.idempotency_key, r.fingerprint))
            ELSE NULL::text
        END, 'customers',
        CASE
            WHEN t.seq = 1 THEN ( SELECT row_digest(json_agg(n.customer ORDER BY n.customer)) AS row_digest
               FROM request_customer n
              WHERE n.org_id = t.org_id AND n.request_id = t.request_id
             HAVING count(*) > 0)
            ELSE NULL::text
        END, 'comments',
        CASE
            WHEN t.from_state = 'pending'::text THEN ( SELECT row_digest(json_agg(json_build_array(d.checker_id, d.comment, d.idempotency_key, d.fingerprint) ORDER BY d.checker_id)) AS row_digest
               FROM decision d
              WHERE d.org_id = t.org_id AND d.request_id = t.request_id
             HAVING count(*) > 0)
            ELSE NULL::text
        END, 'answer',
        CASE
            WHEN t.to_state = ANY (ARRAY['approved'::text, 'failed'::text]) THEN row_digest(to_json(r.loyalty_answer::text))
            ELSE NULL::text
        END)) AS words,
    json_strip_nulls(json_build_object('by', t.actor_name, 'maker',
        CASE
            WHEN t.seq = 1 THEN r.requester_name
            ELSE NULL::text
        END, 'facts',
        CASE
            WHEN t.seq = 1 THEN ( SELECT row_digest(to_json(f.facts::text)) AS row_digest
               FROM verdict_facts f
              WHERE f.org_id = t.org_id AND f.request_id = t.request_id)
            ELSE NULL::text
        END, 'decided',
        CASE
            WHEN t.from_state = 'pending'::text THEN ( SELECT row_digest(json_agg(json_build_array(d.checker_id, d.checker_name, d.verdict, d."position", d.digest_seen, utc_text(d.decided_at)) ORDER BY d.checker_id)) AS row_digest
               FROM decision d
              WHERE d.org_id = t.org_id AND d.request_id = t.request_id
             HAVING count(*) > 0)
            ELSE NULL::text
        END, 'attempts', ( SELECT row_digest(json_agg(json_build_array(a.attempt_id, a.seq, a.epoch, a.class, a.fenced, a.http_status, a.code, a.duration_ms, utc_text(a.at)) ORDER BY a.attempt_id)) AS row_digest
           FROM attempt a
          WHERE a.org_id = t.org_id AND a.request_id = t.request_id AND a.endpoint_id IS NULL AND (a.written_in = t.written_in OR a.written_in < t.written_in AND a.at <= t.at)
         HAVING count(*) > 0), 'ending',
        CASE
            WHEN t.outcome IS NOT NULL THEN row_digest(json_strip_nulls(json_build_array(t.outcome -> 'kind'::text, t.outcome -> 'code'::text, t.outcome -> 'attempts'::text, t.outcome -> 'partial'::text)))
            ELSE NULL::text
        END, 'loyaltyKey',
        CASE
            WHEN t.to_state = 'approved'::text THEN r.loyalty_key_hash
            ELSE NULL::text
        END)) AS lasting
   FROM transition t
     LEFT JOIN request r ON (t.seq = 1 OR (t.to_state = ANY (ARRAY['approved'::text, 'failed'::text]))) AND r.org_id = t.org_id AND r.request_id = t.request_id
UNION ALL
 SELECT b.org_id,
    'revoked-approval'::text AS kind,
    b.request_id,
    b.entry_id AS number,
    '{}'::json AS words,
    json_build_object('by', b.revoked_by_name, 'checker', b.checker_name) AS lasting
   FROM revoked_approval b
UNION ALL
 SELECT a.org_id,
    'operator-action'::text AS kind,
    COALESCE(a.request_id, no_request()) AS request_id,
    a.action_id AS number,
    '{}'::json AS words,
    json_build_object('by', a.actor_name) AS lasting
   FROM operator_action a
UNION ALL
 SELECT i.org_id,
    'identity-action'::text AS kind,
    no_request() AS request_id,
    i.action_id AS number,
    '{}'::json AS words,
    json_build_object('by', i.actor_name) AS lasting
   FROM identity_action i
UNION ALL
 SELECT w.org_id,
    'webhook-action'::text AS kind,
    no_request() AS request_id,
    w.action_id AS number,
    '{}'::json AS words,
    json_strip_nulls(json_build_object('by', w.actor_name)) AS lasting
   FROM webhook_action w
UNION ALL
 SELECT k.org_id,
    'client-action'::text AS kind,
    no_request() AS request_id,
    k.action_id AS number,
    '{}'::json AS words,
    json_strip_nulls(json_build_object('by', k.actor_name)) AS lasting
   FROM client_action k;

create view operator_action_entry with (security_invoker=true) as
 SELECT org_id,
    COALESCE(request_id, no_request()) AS request_id,
    action_id AS number,
    written_in,
    at,
    json_strip_nulls(json_build_object('id', action_id::text, 'action', action, 'type', type, 'request', request_id::text, 'newRequest', new_request_id::text, 'proposal', proposal::text, 'resolution', resolution, 'actor', actor_id::text, 'trace', trace_id, 'at', to_char((at AT TIME ZONE 'UTC'::text), 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'::text))) AS fields,
    json_strip_nulls(json_build_object('reason', reason)) AS words,
    json_strip_nulls(json_build_object('covers', covers::text)) AS more_fields,
    json_build_object('actorName', actor_name) AS more_words
   FROM operator_action a;

create view policy_action_entry with (security_invoker=true) as
 SELECT c.org_id,
    no_request() AS request_id,
    c.action_id AS number,
    c.written_in,
    c.at,
    json_strip_nulls(json_build_object('id', c.action_id::text, 'action', c.action, 'type', c.type, 'version', c.version::text, 'actor', c.actor_id::text, 'trace', c.trace_id, 'at', to_char((c.at AT TIME ZONE 'UTC'::text), 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'::text))) AS fields,
        CASE c.action
            WHEN 'propose'::text THEN json_strip_nulls(json_build_object('settings', concat_ws('
'::text, p.auto_approval::text, 'config='::text || p.config::text, 'expires='::text || p.expires_after_hours, 'controls='::text || p.controls::text, 'notifications='::text || p.notifications::text)))
            ELSE '{}'::json
        END AS words,
    json_strip_nulls(json_build_object('basedOn',
        CASE c.action
            WHEN 'propose'::text THEN p.based_on::text
            ELSE NULL::text
        END)) AS more_fields,
    json_strip_nulls(json_build_object('actorName',
        CASE c.action
            WHEN 'propose'::text THEN p.proposed_by_name
            ELSE p.decided_by_name
        END)) AS more_words
   FROM policy_action c
     LEFT JOIN policy p ON p.org_id = c.org_id AND p.type = c.type AND p.version = c.version;

create view read_entry with (security_invoker=true) as
 SELECT org_id,
    no_request() AS request_id,
    read_id AS number,
    written_in,
    at,
    json_build_object('id', read_id::text, 'at', to_char((at AT TIME ZONE 'UTC'::text), 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'::text)) AS fields,
    json_strip_nulls(json_build_object('actor', actor_id::text, 'what', what, 'filter', filter::text, 'request', request_id::text, 'rows', row_count::text, 'times', NULLIF(times, 1)::text, 'trace', trace_id)) AS words,
    '{}'::json AS more_fields,
    json_strip_nulls(json_build_object('actorName', actor_name)) AS more_words
   FROM read_action r;

create view refusal_entry with (security_invoker=true) as
 SELECT org_id,
    COALESCE(request_id, no_request()) AS request_id,
    refusal_id AS number,
    written_in,
    at,
    json_strip_nulls(json_build_object('id', refusal_id::text, 'action', action, 'code', code::text, 'actor', actor_id::text, 'request', request_id::text, 'times', NULLIF(times, 1)::text, 'trace', trace_id, 'at', to_char((at AT TIME ZONE 'UTC'::text), 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'::text))) AS fields,
    '{}'::json AS words,
    '{}'::json AS more_fields,
    '{}'::json AS more_words
   FROM refused_action f;

create view revoked_approval_entry with (security_invoker=true) as
 SELECT org_id,
    request_id,
    entry_id AS number,
    written_in,
    at,
    json_strip_nulls(json_build_object('id', entry_id::text, 'request', request_id::text, 'checker', checker_id::text, 'position', "position"::text, 'digestSeen', digest_seen, 'decidedAt', utc_text(decided_at), 'actor', revoked_by::text, 'at', to_char((at AT TIME ZONE 'UTC'::text), 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'::text))) AS fields,
    json_strip_nulls(json_build_object('comment', comment)) AS words,
    '{}'::json AS more_fields,
    json_build_object('checkerName', checker_name, 'actorName', revoked_by_name) AS more_words
   FROM revoked_approval b;

create view subscriber with (security_invoker=true) as
 SELECT org_id,
    endpoint_id,
    payload_format
   FROM webhook_endpoint
  WHERE deleted_at IS NULL AND ('requestWorkflowEvent'::text = ANY (event_names));

create view transition_entry with (security_invoker=true) as
 SELECT t.org_id,
    t.request_id,
    t.seq::bigint AS number,
    t.written_in,
    t.at,
    json_strip_nulls(json_build_object('request', t.request_id::text, 'seq', t.seq::text, 'from', t.from_state, 'to', t.to_state, 'cause', t.cause, 'actor', t.actor_id::text, 'checker', t.checker_id::text, 'trace', t.trace_id, 'event', t.event_id::text, 'at', to_char((t.at AT TIME ZONE 'UTC'::text), 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'::text), 'outcomeKind', t.outcome ->> 'kind'::text, 'outcomeCode', t.outcome ->> 'code'::text, 'type', r.type, 'maker', r.requester_id::text, 'payloadDigest', r.payload_digest, 'policyVersion', r.policy_version::text, 'verdict', r.verdict, 'decisions',
        CASE
            WHEN t.from_state = 'pending'::text THEN ( SELECT string_agg((d.checker_id || ' '::text) || d.verdict, ', '::text ORDER BY d.decided_at, d.checker_id) AS string_agg
               FROM decision d
              WHERE d.org_id = t.org_id AND d.request_id = t.request_id)
            ELSE NULL::text
        END)) AS fields,
    json_strip_nulls(json_build_object('comment', t.comment, 'outcome', t.outcome::text)) AS words,
    json_strip_nulls(json_build_object('typeVersion', r.type_version::text, 'till', r.till_id, 'store', r.store_id, 'zone', r.zone_id, 'concept', r.concept_id, 'amount', r.amount::text, 'quorum', r.quorum::text, 'band', r.band::text, 'levelGrants', r.level_grants::text, 'limits', r.limits::text, 'replayOf', r.replay_of::text, 'resubmissionOf', r.resubmission_of::text, 'earlierMakers', r.earlier_maker_ids::text, 'createdAt', utc_text(r.created_at), 'expiresAt', utc_text(r.expires_at))) AS more_fields,
    json_build_object('rows', row_digest(json_build_array(t.actor_name,
        CASE
            WHEN t.seq = 1 THEN json_build_array(r.requester_name, r.payload::text, r.payload_salt, r.customer, r.reference, r.line, r.natural_key_hash, r.loyalty_key_hash, r.idempotency_key, r.fingerprint, ( SELECT json_agg(n.customer ORDER BY n.customer) AS json_agg
               FROM request_customer n
              WHERE n.org_id = t.org_id AND n.request_id = t.request_id), ( SELECT f.facts::text AS facts
               FROM verdict_facts f
              WHERE f.org_id = t.org_id AND f.request_id = t.request_id))
            ELSE NULL::json
        END,
        CASE
            WHEN t.from_state = 'pending'::text THEN ( SELECT json_agg(json_build_array(d.checker_id, d.checker_name, d.verdict, d.comment, d.digest_seen, d.idempotency_key, d.fingerprint, utc_text(d.decided_at)) ORDER BY d.checker_id) AS json_agg
               FROM decision d
              WHERE d.org_id = t.org_id AND d.request_id = t.request_id)
            ELSE NULL::json
        END, ( SELECT json_agg(json_build_array(a.attempt_id, a.seq, a.epoch, a.class, a.fenced, a.http_status, a.code, a.duration_ms, utc_text(a.at)) ORDER BY a.attempt_id) AS json_agg
           FROM attempt a
          WHERE a.org_id = t.org_id AND a.request_id = t.request_id AND a.endpoint_id IS NULL AND (a.written_in = t.written_in OR a.written_in < t.written_in AND a.at <= t.at)),
        CASE
            WHEN t.to_state = ANY (ARRAY['approved'::text, 'failed'::text]) THEN ( SELECT n.loyalty_answer::text AS loyalty_answer
               FROM request n
              WHERE n.org_id = t.org_id AND n.request_id = t.request_id)
            ELSE NULL::text
        END))) AS more_words
   FROM transition t
     LEFT JOIN request r ON t.seq = 1 AND r.org_id = t.org_id AND r.request_id = t.request_id;

create view webhook_action_entry with (security_invoker=true) as
 SELECT org_id,
    no_request() AS request_id,
    action_id AS number,
    written_in,
    at,
    json_strip_nulls(json_build_object('id', action_id::text, 'action', action, 'webhook', endpoint_id::text, 'change', change_id::text, 'details', details::text, 'actor', actor_id::text, 'trace', trace_id, 'at', to_char((at AT TIME ZONE 'UTC'::text), 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'::text))) AS fields,
    json_strip_nulls(json_build_object('reason', reason)) AS words,
    '{}'::json AS more_fields,
    json_strip_nulls(json_build_object('actorName', actor_name)) AS more_words
   FROM webhook_action w;

CREATE OR REPLACE FUNCTION public.acts_at_once(org bigint)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  select exists (select from policy p
                  where p.org_id = org and p.type = 'CONFIGURATION' and p.status = 'active' and (p.config ->> 'actAtOnce')::boolean)
$function$;

CREATE OR REPLACE FUNCTION public.admit_former_roles(walled regclass)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION public.admit_journal_kind(of_kind text, happened_in regclass, numbered_by name, request_in name DEFAULT NULL::name, by_request boolean DEFAULT false)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  insert into journal_kind (kind, position, source, entries, number_column, request_column, is_by_request)
  select of_kind, coalesce(max(k.position), 0) + 1, happened_in::text, replace(of_kind, '-', '_') || '_entry', numbered_by, request_in, by_request
    from journal_kind k;
  perform unite_journal_entries();
end
$function$;

CREATE OR REPLACE FUNCTION public.api_client_changes()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if to_jsonb(new) - 'version' <> to_jsonb(old) - 'version' then
    new.version := old.version + 1;
  end if;
  return new;
end
$function$;

CREATE OR REPLACE FUNCTION public.apply_client_change(change configuration_change, proposer json)
 RETURNS json
 LANGUAGE plpgsql
AS $function$
declare
  client bigint := change.subject_id;
begin
  case change.action
    when 'create' then
      select c.client_id into client
        from create_api_client(change.org_id, change.parcel ->> 'key', change.parcel ->> 'name', change.parcel ->> 'secretHash',
                               change.parcel -> 'grants', proposer) c;
    when 'change-grants' then
      if change.parcel ->> 'secretHash' is not null then
        perform from rotate_api_client(change.org_id, client, change.parcel ->> 'secretHash', proposer);
      end if;
      update api_client c set grants = change.parcel -> 'grants' where c.org_id = change.org_id and c.client_id = client;
      perform note_identity_action(change.org_id, 'change-grants', client, null, proposer);
    when 'rotate' then
      perform from rotate_api_client(change.org_id, client, change.parcel ->> 'secretHash', proposer);
    when 'disable' then
      perform from disable_api_client(change.org_id, client, proposer);
  end case;
  return json_build_object('subjectId', client);
end
$function$;

CREATE OR REPLACE FUNCTION public.apply_configuration(change configuration_change, trace text)
 RETURNS json
 LANGUAGE sql
AS $function$
  select case change.subject
    when 'webhook' then apply_webhook_change(change)
    else apply_client_change(change, json_build_object('actor_id', change.proposed_by, 'actor_name', change.proposed_by_name, 'trace_id', trace))
  end
$function$;

CREATE OR REPLACE FUNCTION public.apply_webhook_change(change configuration_change)
 RETURNS json
 LANGUAGE plpgsql
AS $function$
declare
  columns text := (select string_agg(quote_ident(k.name), ', ') from jsonb_object_keys(change.parcel) as k (name));
  endpoint uuid := change.subject_id;
  ends timestamptz;
begin
  case change.action
    when 'create' then
      execute format('insert into webhook_endpoint (org_id, endpoint_id, created_by, updated_by, created_at, updated_at, %1$s)
                      select $2, $3, $4, $4, now_ms(), now_ms(), %1$s from jsonb_populate_record(null::webhook_endpoint, $1) w', columns)
        using change.parcel, change.org_id, endpoint, change.proposed_by;
    when 'update' then
      -- Saving an endpoint as active also ends a disablement.
      execute format('update webhook_endpoint e
                         set (updated_by, updated_at, disabled_at, %1$s)
                           = (select $4, now_ms(), case when w.active then null else e.disabled_at end, %1$s
                                from jsonb_populate_record(null::webhook_endpoint, $1) w)
                       where e.org_id = $2 and e.endpoint_id = $3', columns)
        using change.parcel, change.org_id, endpoint, change.proposed_by;
    when 'rotate-secret' then
      ends := date_trunc('milliseconds', now() + make_interval(secs => (change.parcel ->> 'graceMs')::int / 1000.0));
      update webhook_endpoint e
         set secret = change.parcel ->> 'secret', updated_by = change.proposed_by, updated_at = now_ms(),
             previous_secrets = (select coalesce(jsonb_agg(p.one), '[]') from jsonb_array_elements(e.previous_secrets) as p (one)
                                  where (p.one ->> 'until')::timestamptz > now())
                                || jsonb_build_object('secret', e.secret, 'until', ends)
       where e.org_id = change.org_id and e.endpoint_id = endpoint;
    when 'delete' then
      update webhook_endpoint e set deleted_at = now_ms(), active = false where e.org_id = change.org_id and e.endpoint_id = endpoint;
      update delivery d set state = 'dropped' where d.org_id = change.org_id and d.endpoint_id = endpoint and d.state = 'due';
  end case;
  return json_build_object('subjectId', endpoint, 'previousUntil', ends);
end
$function$;

CREATE OR REPLACE FUNCTION public.ask_a_checker()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if exists (
    select from policy p
     where p.org_id = new.org_id and p.type = new.type and p.version = new.policy_version
       and array[p.proposed_by, p.decided_by] && (array[new.requester_id] || coalesce(new.earlier_maker_ids, '{}'))) then
    raise exception using errcode = 'CS001', message = 'Who has a part in a policy is not approved by it.', detail = '{"ownPolicy":true}';
  end if;
  return new;
end
$function$;

CREATE OR REPLACE FUNCTION public.bind_limits()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  caps        json := new.limits -> 'caps';
  assumed     boolean := (new.limits ->> 'sameCustomerPending')::boolean;
  today       date := (new.created_at at time zone 'UTC')::date;
  points      numeric := coalesce(round(new.amount, 6), 0);
  whom        text;
  cap         record;
  used        record;
  usage       jsonb := '{}';
  pending     uuid;
  passed      boolean := false;
begin
  foreach whom in array array['maker', 'customer', 'org'] loop
    continue when caps -> whom is null and not (whom = 'customer' and assumed is not null);
    if whom = 'customer' and new.customer_keys is not null then
      perform take_over_count(new);
    end if;
    with counted as (
      insert into policy_usage as u (org_id, type, subject, subject_key, day, requests, amount)
      select new.org_id, new.type, whom, key, today, 1, points from unnest(cap_subjects(new, whom)) as key
      on conflict (org_id, type, subject, subject_key) do update
         set day = greatest(u.day, excluded.day),
             requests = case when u.day >= excluded.day then u.requests + 1 else 1 end,
             amount = case when u.day >= excluded.day then u.amount + excluded.amount else excluded.amount end
      returning u.requests, u.amount
    )
    -- The facts are those of the customer with the most, because a cap that holds for that one holds for all.
    select max(c.requests) as requests, max(c.amount) as amount into used from counted c;
    select c.* into cap from json_to_record(coalesce(caps -> whom, '{}')) as c (requests int, amount numeric);
    passed := passed or coalesce(used.requests > cap.requests, false) or coalesce(used.amount > round(cap.amount, 6), false);
    usage := usage || jsonb_build_object(whom, jsonb_build_object('requests', used.requests - 1, 'amount', used.amount - points));
  end loop;
  if assumed is not null then
    -- Whoever submitted for one of these customers before held the customer's counter until its request could be seen.
    select p.request_id into pending
      from unnest(customers_named(new)) as name
     cross join lateral (
       (select r.request_id, r.created_at
          from request r
         where r.org_id = new.org_id and r.customer = name and r.type = new.type and r.state = 'pending' and r.request_id <> new.request_id
         order by r.created_at desc
         limit 1)
       union all
       select r.request_id, r.created_at
         from request_customer n
         join request r on r.org_id = n.org_id and r.request_id = n.request_id
        where n.org_id = new.org_id and n.customer = name and r.type = new.type and r.state = 'pending' and r.request_id <> new.request_id) p
     order by p.created_at desc
     limit 1;
    passed := passed or assumed <> (pending is not null);
  end if;
  usage := jsonb_strip_nulls(jsonb_build_object('usage', usage, 'pendingRequestId', pending));
  if passed then
    raise exception using errcode = 'CS001', message = 'The request is beyond the limits by which it was judged.', detail = usage::text;
  end if;
  insert into verdict_facts (org_id, request_id, facts) values (new.org_id, new.request_id, usage::json);
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION public.cap_subjects(asked request, whom text)
 RETURNS text[]
 LANGUAGE sql
 STABLE
AS $function$
  select case whom
           when 'maker' then array[asked.requester_id::text]
           when 'customer' then array(
             select distinct key from unnest(coalesce(asked.customer_keys,
               array(select customer_hash(n)::text from unnest(customers_named(asked)) as n))) as key order by key)
           else array[''] end
$function$;

CREATE OR REPLACE FUNCTION public.claim_checkpoints(most integer, hold interval)
 RETURNS TABLE(org_id bigint, tree_size bigint, from_size bigint, note text, marks bytea)
 LANGUAGE plpgsql
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION public.claim_deliveries(most integer, lease interval, under_way json)
 RETURNS TABLE(org_id bigint, endpoint_id uuid, request_id uuid, seq integer, epoch integer, attempts integer, url text, headers jsonb, secret text, sla_seconds integer, payload_format text, renderer_version integer, type text, requester_id bigint, payload text, entity_info json, verdict text, to_state text, event_id uuid, trace_id text, checker_id bigint, comment text, outcome text, at timestamp with time zone)
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
begin
  return query
  with recursive waiting as (
    (select d.org_id, d.endpoint_id from delivery d where d.state = 'due' order by d.org_id, d.endpoint_id limit 1)
    union all
    select n.org_id, n.endpoint_id
      from waiting w
     cross join lateral (
       select d.org_id, d.endpoint_id
         from delivery d
        where d.state = 'due' and (d.org_id, d.endpoint_id) > (w.org_id, w.endpoint_id)
        order by d.org_id, d.endpoint_id
        limit 1) n
  ), picked as materialized (
    select d.org_id, d.endpoint_id, d.request_id, d.seq
      from waiting w
      join webhook_endpoint e on e.org_id = w.org_id and e.endpoint_id = w.endpoint_id
      left join json_to_recordset(under_way) as u (endpoint_id uuid, calls int) on u.endpoint_id = e.endpoint_id
     cross join lateral (
       select d.*, row_number() over (order by d.due_at) as turn
         from delivery d
        where d.org_id = e.org_id and d.endpoint_id = e.endpoint_id and d.state = 'due' and d.due_at <= statement_timestamp()
          and not exists (select 1 from delivery b
                           where b.org_id = d.org_id and b.endpoint_id = d.endpoint_id and b.request_id = d.request_id
                             and b.seq < d.seq and b.state = 'due')
        order by d.due_at
        limit greatest(0, e.max_connections - coalesce(u.calls, 0))) d
     where e.active and e.disabled_at is null and e.deleted_at is null
     order by d.turn, d.due_at
     limit most
  ), locked as materialized (
    -- Judged again on the newest version of the row: another worker may have claimed it meanwhile.
    select d.org_id, d.endpoint_id, d.request_id, d.seq
      from picked p
      join delivery d on d.org_id = p.org_id and d.endpoint_id = p.endpoint_id and d.request_id = p.request_id and d.seq = p.seq
     where d.state = 'due' and d.due_at <= statement_timestamp()
       for no key update of d skip locked
  ), claimed as (
    update delivery d set epoch = d.epoch + 1, attempts = d.attempts + 1, due_at = clock_timestamp() + lease
      from locked c
     where d.org_id = c.org_id and d.endpoint_id = c.endpoint_id and d.request_id = c.request_id and d.seq = c.seq
    returning d.*
  )
  select c.org_id, c.endpoint_id, c.request_id, c.seq, c.epoch, c.attempts, e.url, e.headers, e.secret, e.sla_seconds,
         c.payload_format, c.renderer_version, r.type, r.requester_id, r.payload::text,
         json_strip_nulls(json_build_object('tillId', r.till_id, 'storeId', r.store_id, 'zoneId', r.zone_id, 'conceptId', r.concept_id)),
         r.verdict, t.to_state, t.event_id, t.trace_id, t.checker_id, t.comment, t.outcome::text, t.at
    from claimed c
    join webhook_endpoint e on e.org_id = c.org_id and e.endpoint_id = c.endpoint_id
    join request r on r.org_id = c.org_id and r.request_id = c.request_id
    join transition t on t.org_id = c.org_id and t.request_id = c.request_id and t.seq = c.seq;
end
$function$;

CREATE OR REPLACE FUNCTION public.claim_executions(claims json, lease interval)
 RETURNS TABLE(ordinal integer, org_id bigint, request_id uuid, epoch integer, type text, requester_id bigint, till_id text, store_id text, zone_id text, concept_id text, payload text, payload_salt text, payload_digest text, when_in_doubt text, attempts integer, in_doubt boolean, contested boolean, trace_id text)
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
begin
  return query
  with wanted as materialized (
    select c.* from rows_of(claims) as one cross join lateral json_to_record(one) as c (ordinal int, org_id bigint, request_id uuid, epoch int)
  ), free as materialized (
    select w.ordinal, e.org_id, e.request_id, e.customer_hash, e.due_at, e.in_doubt
      from wanted w
      join execution e on e.org_id = w.org_id and e.request_id = w.request_id
     -- Unleased, in words that fit no partial index: to a planner that takes the table for empty one of those looks as good as the key.
     where e.epoch = w.epoch and coalesce(e.lease_until, '-infinity') = '-infinity' and e.due_at <= clock_timestamp()
       and not exists (select from pause p where p.org_id = e.org_id and p.type = e.type)
       for no key update of e skip locked
  ), ranked as materialized (
    select f.*,
           row_number() over (partition by f.org_id, f.customer_hash order by f.due_at, f.request_id) > 1
           or exists (select 1 from execution b
                       where b.org_id = f.org_id and b.customer_hash = f.customer_hash and b.lease_until is not null)
           or not f.in_doubt and loyalty_key_in_doubt(f.org_id, f.request_id) as busy
      from free f
  ), put_off as (
    update execution e set epoch = e.epoch + 1, due_at = clock_timestamp() + interval '200 milliseconds'
      from ranked r where r.busy and e.org_id = r.org_id and e.request_id = r.request_id
  ), claimed as (
    update execution e
       set epoch = e.epoch + 1, lease_until = clock_timestamp() + lease, sent_at = null, attempts = e.attempts + 1
      from ranked r
     where not r.busy and e.org_id = r.org_id and e.request_id = r.request_id
    returning r.ordinal, e.*
  )
  select c.ordinal, c.org_id, c.request_id, c.epoch, c.type, r.requester_id, r.till_id, r.store_id, r.zone_id, r.concept_id,
         r.payload::text, r.payload_salt, r.payload_digest, c.when_in_doubt, c.attempts, c.in_doubt,
         loyalty_key_contested(r.org_id, r.request_id, r.loyalty_key_hash), c.trace_id
    from claimed c
    join request r on r.org_id = c.org_id and r.request_id = c.request_id;
end
$function$;

CREATE OR REPLACE FUNCTION public.claim_mails(most integer, lease interval)
 RETURNS TABLE(org_id bigint, request_id uuid, kind text, number integer, address text, epoch integer, attempts integer, type text, requester_name text, to_state text, at timestamp with time zone, expires_at timestamp with time zone, change json)
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
begin
  return query
  with locked as materialized (
    select n.*, n.created_at < statement_timestamp() - interval '3 days' as old
      from notification n
     where n.state = 'due' and n.due_at <= statement_timestamp()
     order by n.due_at
     limit most
       for no key update skip locked
  ), given_up as (
    update notification n set state = 'given-up', ended_at = now_ms()
      from locked l
     where l.old and n.org_id = l.org_id and n.request_id = l.request_id and n.kind = l.kind and n.number = l.number and n.address = l.address
  ), claimed as (
    update notification n set epoch = n.epoch + 1, attempts = n.attempts + 1, due_at = clock_timestamp() + lease
      from locked l
     where not l.old and n.org_id = l.org_id and n.request_id = l.request_id and n.kind = l.kind and n.number = l.number and n.address = l.address
    returning n.*
  )
  select c.org_id, c.request_id, c.kind, c.number, c.address, c.epoch, c.attempts,
         r.type, r.requester_name, coalesce(t.to_state, 'pending'), coalesce(t.at, c.created_at), r.expires_at,
         case when g.change_id is not null then json_build_object(
           'subject', g.subject, 'action', g.action, 'name', coalesce(g.after ->> 'name', g.before ->> 'name'),
           'became', case when c.number = 2 then g.state when g.at_once then 'in-effect-at-once' else 'proposed' end,
           'by', case when c.number = 2 then g.decided_by_name else g.proposed_by_name end) end
    from claimed c
    left join request r on c.kind <> 'configuration' and r.org_id = c.org_id and r.request_id = c.request_id
    left join transition t on c.kind = 'step' and t.org_id = c.org_id and t.request_id = c.request_id and t.seq = c.number
    left join configuration_change g on c.kind = 'configuration' and g.org_id = c.org_id and g.change_id = c.request_id
   where r.request_id is not null or g.change_id is not null;
end
$function$;

CREATE OR REPLACE FUNCTION public.claim_notifications(most integer, lease interval)
 RETURNS TABLE(org_id bigint, request_id uuid, kind text, number integer, address text, epoch integer, attempts integer, type text, requester_name text, to_state text, at timestamp with time zone, expires_at timestamp with time zone)
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
begin
  return query
  with locked as materialized (
    select n.*, n.created_at < statement_timestamp() - interval '3 days' as old
      from notification n
     where n.state = 'due' and n.due_at <= statement_timestamp()
     order by n.due_at
     limit most
       for no key update skip locked
  ), given_up as (
    update notification n set state = 'given-up', ended_at = now_ms()
      from locked l
     where l.old and n.org_id = l.org_id and n.request_id = l.request_id and n.kind = l.kind and n.number = l.number and n.address = l.address
  ), claimed as (
    update notification n set epoch = n.epoch + 1, attempts = n.attempts + 1, due_at = clock_timestamp() + lease
      from locked l
     where not l.old and n.org_id = l.org_id and n.request_id = l.request_id and n.kind = l.kind and n.number = l.number and n.address = l.address
    returning n.*
  )
  select c.org_id, c.request_id, c.kind, c.number, c.address, c.epoch, c.attempts,
         r.type, r.requester_name, coalesce(t.to_state, 'pending'), coalesce(t.at, c.created_at), r.expires_at
    from claimed c
    join request r on r.org_id = c.org_id and r.request_id = c.request_id
    left join transition t on c.kind = 'step' and t.org_id = c.org_id and t.request_id = c.request_id and t.seq = c.number;
end
$function$;

CREATE OR REPLACE FUNCTION public.close_requests(closes json)
 RETURNS TABLE(ordinal integer, state text, version integer, approvals integer, at timestamp with time zone)
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
begin
  return query
  with wanted as materialized (
    select c.*
      from rows_of(closes) as one cross join lateral json_to_record(one) as c (
        ordinal int, org_id bigint, request_id uuid, action text, actor_id bigint, actor_name text, comment text, digest text,
        idempotency_key text, fingerprint text, when_in_doubt text, outcome json, trace_id text, event_id uuid, grants text[])
  ), locked as materialized (
    select w.*, r.type, r.customer, r.quorum, r.approvals, r.version, r.created_at, greatest(now_ms(), r.updated_at) as at,
           next_position(r) as position
      from wanted w
      join request r on r.org_id = w.org_id and r.request_id = w.request_id
     where r.state = 'pending'
       and case
             when w.action in ('approve', 'reject') then
               r.requester_id <> w.actor_id
               and (w.digest is null or w.digest = r.payload_digest)
               and (r.expires_at is null or r.expires_at > clock_timestamp())
               -- An approval takes the grant of the position that is next; to reject, also by sending back, that of any level.
               and (r.level_grants is null
                    or case w.action when 'approve' then r.level_grants[next_position(r) : next_position(r)] else r.level_grants end
                       && coalesce(w.grants, '{CanCheckRequest}'))
             when w.action = 'withdraw' then r.requester_id = w.actor_id
             else r.expires_at <= clock_timestamp()
           end
       for no key update of r skip locked
  ), decided as (
    -- A second word of the same checker, or a key that this checker used for another request, closes nothing.
    insert into decision (org_id, request_id, checker_id, checker_name, verdict, comment, digest_seen, idempotency_key, fingerprint, decided_at,
                          position)
    select l.org_id, l.request_id, l.actor_id, l.actor_name, case l.action when 'approve' then 'approved' else 'rejected' end,
           l.comment, l.digest, l.idempotency_key, l.fingerprint, l.at, case l.action when 'approve' then l.position end
      from locked l where l.action in ('approve', 'reject')
    on conflict do nothing
    returning decision.org_id, decision.request_id
  ), winners as materialized (
    select l.*,
           case l.action
             when 'reject' then 'rejected'
             when 'withdraw' then 'withdrawn'
             when 'expire' then 'expired'
             else case when l.approvals + 1 >= l.quorum then 'accepted' else 'pending' end
           end as to_state
      from locked l
     where l.action in ('withdraw', 'expire')
        or exists (select 1 from decided d where d.org_id = l.org_id and d.request_id = l.request_id)
  ), moved as (
    update request r
       set state = w.to_state,
           version = r.version + case when w.to_state = 'pending' then 0 else 1 end,
           approvals = r.approvals + case when w.action = 'approve' then 1 else 0 end,
           open_positions = case when w.action = 'approve' then r.open_positions[2:] else r.open_positions end,
           checker_id = case when w.action in ('approve', 'reject') then w.actor_id else r.checker_id end,
           outcome = coalesce(w.outcome, r.outcome),
           updated_at = w.at,
           ended_at = case when w.to_state in ('rejected', 'withdrawn', 'expired') then w.at end
      from winners w
     where r.org_id = w.org_id and r.request_id = w.request_id
    returning w.ordinal, r.state, r.version, r.approvals, w.at
  ), journaled as (
    insert into transition (org_id, request_id, seq, from_state, to_state, cause, actor_id, actor_name, checker_id, comment, outcome, trace_id, event_id, at)
    select w.org_id, w.request_id, w.version + 1, 'pending', w.to_state,
           case w.action when 'withdraw' then 'maker' when 'expire' then 'clock' else 'checker' end,
           w.actor_id, w.actor_name,
           case when w.action in ('approve', 'reject') then w.actor_id end,
           w.comment, w.outcome, w.trace_id, case when w.to_state <> 'accepted' then w.event_id end, w.at
      from winners w where w.to_state <> 'pending'
  ), started as (
    insert into execution (org_id, request_id, type, customer_hash, when_in_doubt, trace_id, in_doubt, due_at)
    select w.org_id, w.request_id, w.type, customer_hash(w.customer), w.when_in_doubt, w.trace_id,
           coalesce(w.created_at < (select o.restored_at from database_origin o where o.the_only_row), false), w.at
      from winners w where w.to_state = 'accepted'
  ), announced as (
    insert into delivery (org_id, endpoint_id, request_id, seq, payload_format, state, due_at, created_at)
    select w.org_id, e.endpoint_id, w.request_id, w.version + 1, e.payload_format, 'due',
           delivery_due_at(w.org_id, e.endpoint_id, w.request_id, w.at), w.at
      from winners w
      join subscriber e on e.org_id = w.org_id
     where w.to_state in ('rejected', 'withdrawn', 'expired')
  )
  select m.ordinal, m.state, m.version, m.approvals, m.at from moved m;
end
$function$;

CREATE OR REPLACE FUNCTION public.configuration_lock(org bigint)
 RETURNS bigint
 LANGUAGE sql
 IMMUTABLE
AS $function$ select hashtextextended('configuration/' || org, 0) $function$;

CREATE OR REPLACE FUNCTION public.configuration_refusal(change configuration_change)
 RETURNS text
 LANGUAGE sql
AS $function$
  select case
    when change.subject = 'webhook' and change.action in ('create', 'update') and exists (
      select from webhook_endpoint e
       where e.org_id = change.org_id and e.name = change.parcel ->> 'name' and e.deleted_at is null
         and e.endpoint_id <> change.subject_id::uuid) then 'name-taken'
    when change.subject = 'webhook' and change.action = 'create'
      and (select count(*) from webhook_endpoint e where e.org_id = change.org_id and e.deleted_at is null) >= 100 then 'too-many'
    when change.action = 'rotate-secret' and (
      select count(*) from webhook_endpoint e cross join lateral jsonb_array_elements(e.previous_secrets) as p (one)
       where e.org_id = change.org_id and e.endpoint_id = change.subject_id::uuid and (p.one ->> 'until')::timestamptz > now()) >= 3
      then 'too-many-secrets'
    when change.subject = 'api-client' and change.action = 'create' and exists (
      select from api_client c where c.org_id = change.org_id and c.name = change.parcel ->> 'name' and c.disabled_at is null) then 'name-taken'
    when change.action in ('rotate', 'change-grants') and change.parcel ->> 'secretHash' is not null and exists (
      select from api_client c
       where c.org_id = change.org_id and c.client_id = change.subject_id::bigint and change.proposed_by = any (c.suspended_for))
      then 'own-suspension'
  end
$function$;

CREATE OR REPLACE FUNCTION public.configuration_version(org bigint, of_subject text, id text)
 RETURNS integer
 LANGUAGE sql
AS $function$
  select case of_subject
    when 'webhook' then (select e.version from webhook_endpoint e where e.org_id = org and e.endpoint_id = id::uuid and e.deleted_at is null)
    else (select c.version from api_client c where c.org_id = org and c.client_id = id::bigint and c.disabled_at is null)
  end
$function$;

CREATE OR REPLACE FUNCTION public.create_api_client(org bigint, key text, called text, hash text, granted jsonb, caller json)
 RETURNS SETOF api_client
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
declare
  made api_client;
begin
  insert into api_client (org_id, client_key, name, secret_hash, secret_since, secret_holders, grants, created_by, created_by_name, created_at)
  select org, key, called, hash, now_ms(), array[c.actor_id], granted, c.actor_id, c.actor_name, now_ms()
    from json_to_record(caller) as c (actor_id bigint, actor_name text)
  returning * into made;
  perform note_identity_action(org, 'create-client', made.client_id, called, caller);
  return next made;
end
$function$;

CREATE OR REPLACE FUNCTION public.customer_hash(customer text)
 RETURNS uuid
 LANGUAGE sql
 IMMUTABLE
AS $function$ select md5(customer)::uuid $function$;

CREATE OR REPLACE FUNCTION public.customers_named(asked request)
 RETURNS text[]
 LANGUAGE sql
 STABLE
AS $function$
  select asked.customer || array(select n.customer from request_customer n where n.org_id = asked.org_id and n.request_id = asked.request_id)
$function$;

CREATE OR REPLACE FUNCTION public.decide_configuration(caller json, id uuid, verdict text)
 RETURNS TABLE(kind text, applied json)
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
declare
  org bigint := caller ->> 'org_id';
  change configuration_change;
  is_own boolean;
begin
  perform pg_advisory_xact_lock(configuration_lock(org));
  perform expire_configuration(org);
  select c.* into change from configuration_change c where c.org_id = org and c.change_id = id;
  is_own := change.proposed_by = (caller ->> 'actor_id')::bigint;
  kind := case
    when change.change_id is null then 'unknown'
    when change.state <> 'pending' then 'not-pending'
    when is_own and verdict <> 'withdraw' then 'own-proposal'
    when not is_own and verdict = 'withdraw' then 'not-proposer'
    when verdict <> 'confirm' then 'done'
    when change.action <> 'create'
      and configuration_version(org, change.subject, change.subject_id) is distinct from change.based_on then 'stale'
    else coalesce(configuration_refusal(change), 'done')
  end;
  if kind = 'done' then
    if verdict = 'confirm' then
      applied := apply_configuration(change, caller ->> 'trace_id');
      change.subject_id := applied ->> 'subjectId';
    end if;
    update configuration_change c
       set state = case verdict when 'confirm' then 'in-effect' when 'decline' then 'declined' else 'withdrawn' end,
           subject_id = change.subject_id, parcel = null,
           decided_by = (caller ->> 'actor_id')::bigint, decided_by_name = caller ->> 'actor_name', decided_at = now_ms()
     where c.org_id = org and c.change_id = id;
    perform note_configuration(change, caller, verdict);
  end if;
  return next;
end
$function$;

CREATE OR REPLACE FUNCTION public.decide_review(caller json, held uuid, number integer, verdict text, end_outcome json, event uuid)
 RETURNS SETOF review
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
declare
  person record;
  origin request;
  decided review;
begin
  select c.* into person from json_to_record(caller) as c (org_id bigint, actor_id bigint, actor_name text, trace_id text);
  select r.* into origin
    from request r
   where r.org_id = person.org_id and r.request_id = held and r.state = 'needs_review'
     and person.actor_id <> all (coalesce(r.earlier_maker_ids, '{}'))
     for no key update;
  if not found then
    return;
  end if;
  update review v
     set status = verdict, decided_at = now_ms(),
         decided_by = case when verdict <> 'withdrawn' then person.actor_id end,
         decided_by_name = case when verdict <> 'withdrawn' then person.actor_name end
   where v.org_id = person.org_id and v.request_id = held and v.proposal = number and v.status = 'proposed'
     and case verdict when 'withdrawn' then v.proposed_by = person.actor_id
                      else v.proposed_by <> person.actor_id and v.requester_id <> person.actor_id end
  returning v.* into decided;
  if not found then
    return;
  end if;
  if verdict = 'confirmed' then
    perform end_hold(decided, end_outcome, person.trace_id, event);
  end if;
  perform note_action(caller, case verdict when 'confirmed' then 'confirm' when 'declined' then 'decline' else 'withdraw' end,
                      origin.type, null, held, null, number, decided.action);
  return next decided;
end
$function$;

CREATE OR REPLACE FUNCTION public.decide_review(org bigint, held uuid, number integer, verdict text, person bigint, person_name text, end_outcome json, trace text, event uuid)
 RETURNS SETOF review
 LANGUAGE sql
AS $function$
  select * from decide_review(
    json_build_object('org_id', org, 'actor_id', person, 'actor_name', person_name, 'trace_id', trace), held, number, verdict, end_outcome, event)
$function$;

CREATE OR REPLACE FUNCTION public.delivery_due_at(org bigint, endpoint uuid, request uuid, at timestamp with time zone)
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE
AS $function$
  select case when max(b.due_at) > at + interval '1 minute' then max(b.due_at) else at end
    from delivery b
   where b.org_id = org and b.endpoint_id = endpoint and b.request_id = request and b.state = 'due'
$function$;

CREATE OR REPLACE FUNCTION public.disable_api_client(org bigint, client bigint, caller json)
 RETURNS SETOF api_client
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
declare
  made api_client;
begin
  update api_client c set disabled_at = now_ms()
   where c.org_id = org and c.client_id = client and c.disabled_at is null
  returning * into made;
  if found then
    delete from api_token t where t.org_id = org and t.client_id = client;
    perform note_identity_action(org, 'disable-client', client, null, caller);
    return next made;
  end if;
end
$function$;

CREATE OR REPLACE FUNCTION public.end_hold(decided review, end_outcome json, trace text, event uuid)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
begin
  with clock as materialized (
    select now_ms() as now
  ), moved as (
    update request r
       set state = case decided.action when 'executed' then 'approved' when 'not-executed' then 'failed' else 'accepted' end,
           version = r.version + 1, outcome = end_outcome, updated_at = greatest(c.now, r.updated_at),
           ended_at = case when decided.action <> 'retry' then greatest(c.now, r.updated_at) end
      from clock c
     where r.org_id = decided.org_id and r.request_id = decided.request_id and r.state = 'needs_review'
    returning r.org_id, r.request_id, r.state, r.version, r.checker_id, r.outcome, r.updated_at as at,
              case when decided.action <> 'retry' then event end as event_id
  ), gone as (
    delete from execution e using moved m
     where m.state <> 'accepted' and e.org_id = m.org_id and e.request_id = m.request_id
  ), sent_again as (
    -- Under a new epoch: no worker that held an older one can write, and nobody remembers having dispatched it. Where the loyalty API
    -- enforces the key the doubt stays, whatever people think: a duplicate then still means executed, and a refusal comes back to them.
    update execution e
       set epoch = e.epoch + 1, lease_until = null, sent_at = null, attempts = 0, losses = 0,
           in_doubt = e.in_doubt and e.when_in_doubt = 'replay', due_at = clock_timestamp(), trace_id = trace
      from moved m
     where m.state = 'accepted' and e.org_id = m.org_id and e.request_id = m.request_id
  ), journaled as (
    insert into transition (org_id, request_id, seq, from_state, to_state, cause, actor_id, actor_name, checker_id, comment, outcome, trace_id, event_id, at)
    select m.org_id, m.request_id, m.version, 'needs_review', m.state, 'operators', decided.decided_by, decided.decided_by_name,
           m.checker_id, case when m.event_id is null then decided.evidence else d.comment end, m.outcome, trace, m.event_id, m.at
      from moved m
      left join decision d on d.org_id = m.org_id and d.request_id = m.request_id and d.checker_id = m.checker_id
  )
  insert into delivery (org_id, endpoint_id, request_id, seq, payload_format, state, due_at, created_at)
  select m.org_id, e.endpoint_id, m.request_id, m.version, e.payload_format, 'due',
         delivery_due_at(m.org_id, e.endpoint_id, m.request_id, m.at), m.at
    from moved m
    join subscriber e on e.org_id = m.org_id
   where m.event_id is not null;
end
$function$;

CREATE OR REPLACE FUNCTION public.entered_orgs()
 RETURNS bigint[]
 LANGUAGE sql
 STABLE
AS $function$ select nullif(current_setting('countersign.orgs', true), '')::bigint[] $function$;

CREATE OR REPLACE FUNCTION public.entries_to_seal(org bigint, most integer)
 RETURNS TABLE(token text, size bigint, peaks bytea, last_note text, last_root bytea, at timestamp with time zone, next json, entries json)
 LANGUAGE sql
 STABLE
AS $function$ select * from entries_to_seal(org, most, 1) $function$;

CREATE OR REPLACE FUNCTION public.entries_to_seal(org bigint, most integer, by_version integer)
 RETURNS TABLE(token text, size bigint, peaks bytea, last_note text, last_root bytea, at timestamp with time zone, next json, entries json)
 LANGUAGE plpgsql
 STABLE
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION public.entry_to_seal(entry journal_entry, by_version integer)
 RETURNS json
 LANGUAGE plpgsql
 STABLE
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION public.erase_on_order(caller json, wanted uuid[], undelivered boolean)
 RETURNS bigint
 LANGUAGE plpgsql
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION public.erase_overdue(most integer)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
#variable_conflict use_column
declare
  rule retention;
  looked record;
begin
  select r.* into rule from retention r where r.next_at <= clock_timestamp() order by r.next_at limit 1 for update skip locked;
  if not found then
    return 0;
  end if;
  if rule.type = 'JOURNAL_READS' then
    select count(*)::int as number, array_agg(o.read_id) as reads into looked
      from (select r.read_id, r.at from read_action r where r.org_id = rule.org_id and r.what is not null order by r.read_id limit most) o
     where o.at < clock_timestamp() - make_interval(days => rule.days);
    if looked.number > 0 then
      perform forget_reads(rule.org_id, looked.reads);
    end if;
    update retention r
       set next_at = case when looked.number < most then clock_timestamp() + interval '10 minutes' else clock_timestamp() end
     where r.org_id = rule.org_id and r.type = rule.type;
    return looked.number;
  end if;
  with ended as materialized (
    select r.request_id, r.type, r.ended_at
      from request r
     where r.org_id = rule.org_id and r.ended_at is not null and (r.ended_at, r.request_id) > (rule.swept_until, rule.swept_id)
       and r.ended_at < clock_timestamp() - make_interval(days => rule.days)
     order by r.ended_at, r.request_id
     limit most
  )
  select count(*)::int as number, array_agg(e.request_id) filter (where e.type = rule.type) as overdue,
         (array_agg(e.ended_at order by e.ended_at desc, e.request_id desc))[1] as last_end,
         (array_agg(e.request_id order by e.ended_at desc, e.request_id desc))[1] as last_id
    into looked
    from ended e;
  perform erase_requests(rule.org_id, looked.overdue, true);
  delete from delivery d where d.org_id = rule.org_id and d.request_id = any (looked.overdue);
  delete from attempt a where a.org_id = rule.org_id and a.request_id = any (looked.overdue);
  -- Nobody was asked for anything by what was refused, so that nothing of it has to stay.
  delete from refused_submission s
   where s.org_id = rule.org_id
     and s.refusal_id in (select o.refusal_id from refused_submission o
                           where o.org_id = rule.org_id and o.type = rule.type
                             and o.refused_at < clock_timestamp() - make_interval(days => rule.days)
                           order by o.refused_at
                           limit most);
  update retention r
     set swept_until = coalesce(looked.last_end, r.swept_until), swept_id = coalesce(looked.last_id, r.swept_id),
         next_at = case when looked.number < most then clock_timestamp() + interval '10 minutes' else clock_timestamp() end
   where r.org_id = rule.org_id and r.type = rule.type;
  return looked.number;
end
$function$;

CREATE OR REPLACE FUNCTION public.erase_person(caller json, customers text[], keys text[])
 RETURNS bigint
 LANGUAGE plpgsql
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION public.erase_refused(caller json, customers text[])
 RETURNS bigint
 LANGUAGE plpgsql
AS $function$
declare
  counted record;
  total bigint := 0;
begin
  for counted in
    with erased as (
      update refused_submission s set customer = 'erased', idempotency_key = null
       where s.org_id = (caller ->> 'org_id')::bigint and s.customer = any (customers)
      returning s.type
    )
    select e.type, count(*) as submissions from erased e group by e.type order by e.type
  loop
    perform note_action(caller, 'erase', counted.type,
                        counted.submissions || case counted.submissions when 1 then ' refused submission' else ' refused submissions' end);
    total := total + counted.submissions;
  end loop;
  return total;
end
$function$;

CREATE OR REPLACE FUNCTION public.erase_requests(org bigint, wanted uuid[], undelivered boolean)
 RETURNS TABLE(request_id uuid, type text)
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
declare
  chosen uuid[];
begin
  -- In a statement of its own: the next ones see what whoever held the locks has written, such as an event that is sent again.
  perform from request r
    where r.org_id = org and r.request_id = any (wanted) order by r.request_id for update;
  select array_agg(r.request_id) into chosen
    from request r
   where r.org_id = org and r.request_id = any (wanted) and r.erased_at is null
     and r.state in ('approved', 'failed', 'rejected', 'withdrawn', 'expired')
     and (undelivered or not exists (select from delivery d where d.org_id = org and d.request_id = r.request_id and d.state = 'due'));
  if chosen is null then
    return;
  end if;
  -- Before the words themselves: whoever seals them at this moment has done so, or begins anew and finds none.
  perform forget_words(org, chosen);
  update delivery d set state = 'dropped'
   where d.org_id = org and d.request_id = any (chosen) and d.state in ('due', 'exhausted');
  update decision d set comment = 'erased', idempotency_key = null, fingerprint = null
   where d.org_id = org and d.request_id = any (chosen);
  update transition t set comment = null, outcome = outcome_without_words(t.outcome)
   where t.org_id = org and t.request_id = any (chosen);
  update review v set evidence = 'erased' where v.org_id = org and v.request_id = any (chosen);
  update operator_action a set reason = null, idempotency_key = null, fingerprint = null
   where a.org_id = org and a.request_id = any (chosen);
  -- Counters of days that are over count nothing any more.
  delete from policy_usage u using request r
   where r.org_id = org and r.request_id = any (chosen)
     and u.org_id = org and u.type = r.type and u.subject = 'customer'
     and u.subject_key = any (customer_hash(r.customer)::text || r.customer_keys)
     and u.day < (now_ms() at time zone 'UTC')::date;
  return query
  update request r
     set payload = '{"erased":true}', payload_salt = '', customer = 'erased', customer_keys = null, reference = null, line = 'erased',
         natural_key_hash = null, idempotency_key = null, fingerprint = null,
         loyalty_key_hash = case when r.state = 'approved' then r.loyalty_key_hash end,
         outcome = outcome_without_words(r.outcome), loyalty_answer = null, erased_at = now_ms()
   where r.org_id = org and r.request_id = any (chosen)
  returning r.request_id, r.type;
end
$function$;

CREATE OR REPLACE FUNCTION public.expire_configuration(org bigint)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  change configuration_change;
begin
  for change in
    update configuration_change c set state = 'expired', parcel = null
     where c.org_id = org and c.state = 'pending' and c.expires_at <= clock_timestamp()
    returning c.*
  loop
    perform note_configuration(change, json_build_object('org_id', org), 'expire');
  end loop;
end
$function$;

CREATE OR REPLACE FUNCTION public.expire_overdue_configuration(most integer)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  overdue bigint[] := array(select distinct c.org_id from configuration_change c
                             where c.state = 'pending' and c.expires_at <= clock_timestamp() order by c.org_id limit most);
  org bigint;
begin
  foreach org in array overdue loop
    perform pg_advisory_xact_lock(configuration_lock(org));
    perform expire_configuration(org);
  end loop;
  return cardinality(overdue);
end
$function$;

CREATE OR REPLACE FUNCTION public.expire_requests(expiries json)
 RETURNS TABLE(ordinal integer, state text, version integer, approvals integer, at timestamp with time zone)
 LANGUAGE plpgsql
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION public.fence_executions(leases json, least_left interval)
 RETURNS TABLE(ordinal integer)
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
begin
  return query
  update execution e set sent_at = clock_timestamp()
    from rows_of(leases) as one cross join lateral json_to_record(one) as l (ordinal int, org_id bigint, request_id uuid, epoch int)
   where e.org_id = l.org_id and e.request_id = l.request_id and e.epoch = l.epoch
     and e.sent_at is null and e.lease_until >= clock_timestamp() + least_left
     and (e.in_doubt or not loyalty_key_in_doubt(e.org_id, e.request_id))
  returning l.ordinal;
end
$function$;

CREATE OR REPLACE FUNCTION public.find_due_executions(types text[], overdue interval, most integer)
 RETURNS TABLE(org_id bigint, request_id uuid, type text, epoch integer)
 LANGUAGE sql
 STABLE
AS $function$
  select * from find_due_executions(types, overdue, most, most, '{}')
$function$;

CREATE OR REPLACE FUNCTION public.find_due_executions(types text[], overdue interval, most integer, per_org integer, except_orgs bigint[])
 RETURNS TABLE(org_id bigint, request_id uuid, type text, epoch integer)
 LANGUAGE plpgsql
 STABLE
AS $function$
#variable_conflict use_column
begin
  return query
  with recursive lane as (
    (select e.org_id, e.type from execution e where e.lease_until is null order by e.org_id, e.type limit 1)
    union all
    select n.org_id, n.type
      from lane l
     cross join lateral (
       select e.org_id, e.type
         from execution e
        where e.lease_until is null and (e.org_id, e.type) > (l.org_id, l.type)
        order by e.org_id, e.type
        limit 1) n
  )
  select d.org_id, d.request_id, d.type, d.epoch
    from (
      select f.*, row_number() over (partition by f.org_id order by f.due_at) as turn
        from lane l
       cross join lateral (
         select e.org_id, e.request_id, e.type, e.epoch, e.due_at
           from execution e
          where e.org_id = l.org_id and e.type = l.type and e.lease_until is null and e.due_at <= statement_timestamp() - overdue
          order by e.due_at
          limit least(most, per_org)) f
       where l.type = any (types) and l.org_id <> all (except_orgs)
         and not exists (select from pause p where p.org_id = l.org_id and p.type = l.type)) d
   where d.turn <= per_org
   order by d.turn, d.due_at
   limit most;
end
$function$;

CREATE OR REPLACE FUNCTION public.forget_entries(org bigint, of_kind text, numbers bigint[])
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  -- First, and in a statement of its own: who is sealing these words at this moment is either done before the next one, or begins anew.
  insert into journal (org_id, forgotten) values (org, 1) on conflict (org_id) do update set forgotten = journal.forgotten + 1;
  update journal_leaf l set salt = null
   where l.org_id = org and l.request_id = no_request() and l.kind = of_kind and l.number = any (numbers) and l.salt is not null;
end
$function$;

CREATE OR REPLACE FUNCTION public.forget_notifications(most integer)
 RETURNS integer
 LANGUAGE plpgsql
AS $function$
declare
  forgotten int;
begin
  delete from notification n
   using (select o.org_id, o.request_id, o.kind, o.number, o.address
            from notification o
           where o.state <> 'due' and o.ended_at < statement_timestamp() - interval '30 days'
           order by o.ended_at
           limit most
             for update skip locked) old
   where n.org_id = old.org_id and n.request_id = old.request_id and n.kind = old.kind and n.number = old.number and n.address = old.address;
  get diagnostics forgotten = row_count;
  return forgotten;
end
$function$;

CREATE OR REPLACE FUNCTION public.forget_other_customers()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  delete from policy_usage u using request_customer n
   where n.org_id = new.org_id and n.request_id = new.request_id
     and u.org_id = n.org_id and u.type = new.type and u.subject = 'customer' and u.subject_key = customer_hash(n.customer)::text
     and u.day < (now_ms() at time zone 'UTC')::date;
  delete from request_customer n where n.org_id = new.org_id and n.request_id = new.request_id;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION public.forget_reads(keep_days integer, most integer)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
AS $function$ select 0 $function$;

CREATE OR REPLACE FUNCTION public.forget_reads(org bigint, reads bigint[])
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  perform forget_entries(org, 'read', reads);
  update read_action r
     set what = null, filter = null, request_id = null, row_count = null, times = null, actor_id = null, actor_name = null, trace_id = null
   where r.org_id = org and r.read_id = any (reads) and r.what is not null;
end
$function$;

CREATE OR REPLACE FUNCTION public.forget_reasons(caller json, of_kind text, numbers bigint[])
 RETURNS bigint
 LANGUAGE plpgsql
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION public.forget_revoked_approvals()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  update revoked_approval b set comment = null where b.org_id = new.org_id and b.request_id = new.request_id and b.comment is not null;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION public.forget_words(org bigint, requests uuid[])
 RETURNS bigint
 LANGUAGE plpgsql
AS $function$
declare
  forgotten bigint;
begin
  -- First, and in a statement of its own: who is sealing these words at this moment is either done before the next one, or begins anew.
  insert into journal (org_id, forgotten) values (org, 1) on conflict (org_id) do update set forgotten = journal.forgotten + 1;
  update journal_leaf l set salt = null where l.org_id = org and l.request_id = any (requests) and l.salt is not null;
  get diagnostics forgotten = row_count;
  return forgotten;
end
$function$;

CREATE OR REPLACE FUNCTION public.give_back_limits()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  whom  text;
  keys  text[];
begin
  foreach whom in array array['maker', 'customer', 'org'] loop
    continue when not (new.limits -> 'caps' -> whom is not null or whom = 'customer' and new.limits ->> 'sameCustomerPending' is not null);
    keys := cap_subjects(new, whom);
    perform from policy_usage u
      where u.org_id = new.org_id and u.type = new.type and u.subject = whom and u.subject_key = any (keys)
      order by u.subject_key
        for no key update;
    update policy_usage u
       set requests = u.requests - 1, amount = u.amount - coalesce(round(new.amount, 6), 0)
     where u.org_id = new.org_id and u.type = new.type and u.subject = whom and u.subject_key = any (keys)
       and u.day = (new.created_at at time zone 'UTC')::date;
  end loop;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION public.issue_api_token(org bigint, client bigint, hash text, new_token bytea, ttl interval)
 RETURNS timestamp with time zone
 LANGUAGE plpgsql
AS $function$
declare
  until timestamptz := now_ms() + ttl;
begin
  perform from api_client c
    where c.org_id = org and c.client_id = client and c.secret_hash = hash and c.disabled_at is null and c.suspended_at is null
      for share;
  if not found then
    return null;
  end if;
  delete from api_token t where t.org_id = org and t.client_id = client and t.expires_at <= now();
  insert into api_token (org_id, token_hash, client_id, expires_at) values (org, new_token, client, until);
  return until;
end
$function$;

CREATE OR REPLACE FUNCTION public.journal_keys_after(org bigint, of_kind text, after_request uuid, after_number bigint, most integer)
 RETURNS TABLE(request_id uuid, number bigint, written_in bigint)
 LANGUAGE plpgsql
 STABLE
AS $function$
declare
  known journal_kind;
  keys text;
begin
  select k.* into strict known from journal_kind k where k.kind = of_kind;
  keys := concat_ws(', ', case when known.is_by_request then format('s.%I', known.request_column) end, format('s.%I', known.number_column));
  return query execute format('
    select %s, s.%I::bigint, s.written_in from %I s where s.org_id = $1 and (%s) > (%s) order by %s limit $4',
    case when known.request_column is null then 'no_request()' else format('coalesce(s.%I, no_request())', known.request_column) end,
    known.number_column, known.source, keys, case when known.is_by_request then '$2, $3' else '$3' end, keys)
    using org, after_request, after_number, most;
end
$function$;

CREATE OR REPLACE FUNCTION public.journal_kind_after(passed text)
 RETURNS text
 LANGUAGE sql
 STABLE
AS $function$
  select k.kind from journal_kind k
   where k.position > coalesce((select p.position from journal_kind p where p.kind = passed), 0)
   order by k.position limit 1
$function$;

CREATE OR REPLACE FUNCTION public.journal_token(head journal)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select concat_ws('/', head.size, head.horizon, head.walk_kind, head.walk_request, head.walk_number, head.forgotten)
$function$;

CREATE OR REPLACE FUNCTION public.keep_customer_keys()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  new.customer_keys := array(select json_array_elements_text(new.limits -> 'customerKeys'));
  new.limits := (new.limits::jsonb - 'customerKeys')::json;
  return new;
end
$function$;

CREATE OR REPLACE FUNCTION public.keep_nothing()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION public.kept_reasons(org bigint)
 RETURNS TABLE(kind text, number bigint, reason text)
 LANGUAGE sql
 STABLE
AS $function$
  select 'operator-action', a.action_id, a.reason from operator_action a
   where a.org_id = org and a.request_id is null and a.action in ('pause', 'resume') and a.reason is not null
  union all select 'identity-action', i.action_id, i.reason from identity_action i where i.org_id = org and i.reason is not null
  union all select 'webhook-action', w.action_id, w.reason from webhook_action w where w.org_id = org and w.reason is not null
  union all select 'client-action', k.action_id, k.reason from client_action k where k.org_id = org and k.reason is not null
$function$;

CREATE OR REPLACE FUNCTION public.lock_served_tables()
 RETURNS void
 LANGUAGE plpgsql
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION public.loyalty_key_contested(org bigint, request uuid, key_hash text)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  select exists (
    select 1 from request o
     where o.loyalty_key_hash = key_hash and o.org_id + 0 = org and o.request_id <> request
       and (o.state in ('approved', 'needs_review')
            or o.state = 'accepted' and (select x.in_doubt or x.lease_until is not null
                                           from execution x where x.org_id = o.org_id and x.request_id = o.request_id)))
$function$;

CREATE OR REPLACE FUNCTION public.loyalty_key_in_doubt(org bigint, request uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  select exists (
    select 1 from request o
     where o.loyalty_key_hash = (select own.loyalty_key_hash from request own where own.org_id = org and own.request_id = request)
       and o.org_id + 0 = org and o.request_id <> request and o.state = 'accepted'
       and (select x.in_doubt from execution x where x.org_id = o.org_id and x.request_id = o.request_id))
$function$;

CREATE OR REPLACE FUNCTION public.mark_checkpoints_appended(checkpoints json)
 RETURNS void
 LANGUAGE sql
AS $function$
  update journal_checkpoint c set appended_at = now_ms()
    from json_to_recordset(checkpoints) as a (org_id bigint, tree_size bigint)
   where c.org_id = a.org_id and c.tree_size = a.tree_size and c.appended_at is null
$function$;

CREATE OR REPLACE FUNCTION public.mark_restored()
 RETURNS bigint
 LANGUAGE plpgsql
AS $function$
declare
  marked bigint;
begin
  update database_origin o
     set system_id = s.system_identifier::text, timeline = c.timeline_id, restored_at = clock_timestamp()
    from pg_control_system() s, pg_control_checkpoint() c;
  update execution set in_doubt = true, epoch = epoch + 1000000, lease_until = null, sent_at = null, due_at = clock_timestamp();
  get diagnostics marked = row_count;
  return marked;
end
$function$;

CREATE OR REPLACE FUNCTION public.name_secret_holders()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  select c.secret_holders || coalesce(new.earlier_maker_ids, '{}') into new.earlier_maker_ids
    from api_client c
   where c.org_id = new.org_id and c.client_id = new.requester_id and c.disabled_at is null and c.suspended_at is null;
  if not found then
    raise exception 'The requester is no API client of this org.' using errcode = 'foreign_key_violation';
  end if;
  return new;
end
$function$;

CREATE OR REPLACE FUNCTION public.next_position(asked request)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
AS $function$ select coalesce(asked.open_positions[1], asked.approvals + 1) $function$;

CREATE OR REPLACE FUNCTION public.no_request()
 RETURNS uuid
 LANGUAGE sql
 IMMUTABLE
AS $function$ select '00000000-0000-0000-0000-000000000000'::uuid $function$;

CREATE OR REPLACE FUNCTION public.not_revoked(closes json)
 RETURNS json
 LANGUAGE plpgsql
AS $function$
declare
  caller record;
  revoked int[];
begin
  for caller in
    select distinct w.org_id, w.actor_id
      from rows_of(closes) as one cross join lateral json_to_record(one) as w (org_id bigint, actor_id bigint, token_issued_at timestamptz)
     where w.token_issued_at is not null
     order by w.org_id, w.actor_id
  loop
    perform pg_advisory_xact_lock_shared(revocation_lock(caller.org_id, caller.actor_id));
  end loop;
  if not found then
    return closes;
  end if;
  -- A statement of its own, and so with eyes of its own: it sees what was revoked while the locks were waited for.
  select array_agg(w.ordinal) into revoked
    from rows_of(closes) as one
   cross join lateral json_to_record(one) as w (ordinal int, org_id bigint, actor_id bigint, token_issued_at timestamptz)
    join revocation r on r.org_id = w.org_id and r.user_id = w.actor_id and r.not_before >= w.token_issued_at;
  if revoked is null then
    return closes;
  end if;
  return coalesce((select json_agg(one) from rows_of(closes) as one where (one ->> 'ordinal')::int <> all (revoked)), '[]');
end
$function$;

CREATE OR REPLACE FUNCTION public.note_action(caller json, did text, of_type text, why text, to_request uuid DEFAULT NULL::uuid, made uuid DEFAULT NULL::uuid, about_proposal integer DEFAULT NULL::integer, found_out text DEFAULT NULL::text)
 RETURNS void
 LANGUAGE sql
AS $function$
  insert into operator_action (org_id, action, type, request_id, new_request_id, proposal, resolution, reason,
                               actor_id, actor_name, trace_id, idempotency_key, fingerprint, at)
  select c.org_id, did, of_type, to_request, made, about_proposal, found_out, why,
         c.actor_id, c.actor_name, c.trace_id, c.idempotency_key, c.fingerprint, now_ms()
    from json_to_record(caller) as c (org_id bigint, actor_id bigint, actor_name text, trace_id text, idempotency_key text, fingerprint text)
$function$;

CREATE OR REPLACE FUNCTION public.note_client_action(caller json, did text, client bigint, change uuid, changed json, why text DEFAULT NULL::text)
 RETURNS void
 LANGUAGE sql
AS $function$
  insert into client_action (org_id, action, client_id, change_id, details, reason, actor_id, actor_name, trace_id, at)
  select c.org_id, did, client, change, coalesce(changed, '{}'), why, c.actor_id, c.actor_name, c.trace_id, now_ms()
    from json_to_record(caller) as c (org_id bigint, actor_id bigint, actor_name text, trace_id text)
$function$;

CREATE OR REPLACE FUNCTION public.note_configuration(change configuration_change, caller json, did text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  details json := json_strip_nulls(json_build_object('change', change.action, 'before', change.before, 'after', change.after));
begin
  if change.subject = 'webhook' then
    perform note_webhook_action(caller, did, change.subject_id::uuid, change.change_id, details);
  else
    perform note_client_action(caller, did, change.subject_id::bigint, change.change_id, details);
  end if;
  perform tell_configurators(change, case when did in ('propose', 'at-once') then 1 else 2 end);
end
$function$;

CREATE OR REPLACE FUNCTION public.note_erasure(caller json, of_type text, thing text, covered json)
 RETURNS void
 LANGUAGE sql
AS $function$
  insert into operator_action (org_id, action, type, reason, actor_id, actor_name, trace_id, covers, at)
  select c.org_id, 'erase', of_type, n.count || ' ' || thing || case n.count when 1 then '' else 's' end,
         c.actor_id, c.actor_name, c.trace_id, covered, now_ms()
    from json_to_record(caller) as c (org_id bigint, actor_id bigint, actor_name text, trace_id text),
         json_array_length(covered) as n (count)
$function$;

CREATE OR REPLACE FUNCTION public.note_identity_action(org bigint, did text, whom bigint, why text, caller json)
 RETURNS void
 LANGUAGE sql
AS $function$
  insert into identity_action (org_id, action, about, reason, actor_id, actor_name, trace_id, at)
  select org, did, whom, why, c.actor_id, c.actor_name, c.trace_id, now_ms()
    from json_to_record(caller) as c (actor_id bigint, actor_name text, trace_id text)
$function$;

CREATE OR REPLACE FUNCTION public.note_policy_action()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'INSERT' then
    insert into policy_action (org_id, action, type, version, actor_id, trace_id, at)
    values (new.org_id, 'propose', new.type, new.version, new.proposed_by, new.trace_id, new.proposed_at);
  elsif old.status = 'proposed' then
    -- A gateway of the version before writes none, and leaves that of the proposal.
    insert into policy_action (org_id, action, type, version, actor_id, trace_id, at)
    values (new.org_id, case new.status when 'active' then 'approve' when 'declined' then 'decline' else 'withdraw' end,
            new.type, new.version, new.decided_by, case when new.trace_id is distinct from old.trace_id then new.trace_id end,
            new.decided_at);
  end if;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION public.note_reads(reads json)
 RETURNS void
 LANGUAGE sql
AS $function$
  insert into read_action (org_id, what, filter, request_id, row_count, times, actor_id, actor_name, trace_id, at)
  select r.org_id, r.what, r.filter, r.request_id, r.row_count, coalesce(r.times, 1), r.actor_id, r.actor_name, r.trace_id,
         now_ms() - make_interval(secs => coalesce(r.ago_ms, 0) / 1000)
    from rows_of(reads) as one cross join lateral json_to_record(one) as r (
      org_id bigint, what text, filter json, request_id uuid, row_count int, times int, actor_id bigint, actor_name text, trace_id text,
      ago_ms float8)
$function$;

CREATE OR REPLACE FUNCTION public.note_refusals(refusals json)
 RETURNS void
 LANGUAGE sql
AS $function$
  insert into refused_action (org_id, action, code, actor_id, request_id, trace_id, at, times)
  select r.org_id, r.action, r.code, r.actor_id, r.request_id, r.trace_id, now_ms() - make_interval(secs => r.ago_ms / 1000), r.times
    from rows_of(refusals) as one cross join lateral json_to_record(one) as r (
      org_id bigint, action text, code int, actor_id bigint, request_id uuid, trace_id text, ago_ms float8, times int)
$function$;

CREATE OR REPLACE FUNCTION public.note_webhook_action(caller json, did text, endpoint uuid, change uuid, changed json, why text DEFAULT NULL::text)
 RETURNS void
 LANGUAGE sql
AS $function$
  insert into webhook_action (org_id, action, endpoint_id, change_id, details, reason, actor_id, actor_name, trace_id, at)
  select c.org_id, did, endpoint, change, coalesce(changed, '{}'), why, c.actor_id, c.actor_name, c.trace_id, now_ms()
    from json_to_record(caller) as c (org_id bigint, actor_id bigint, actor_name text, trace_id text)
$function$;

CREATE OR REPLACE FUNCTION public.note_who_is_told()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  -- Where nobody is told by e-mail, this is all that it costs.
  if not exists (select from policy p where p.status = 'active' and p.notifications is not null) then
    return null;
  end if;
  with told as materialized (
    select n.org_id, n.request_id, n.seq, n.to_state, n.at, p.notifications
      from journaled n
      join request r on r.org_id = n.org_id and r.request_id = n.request_id
      join policy p on p.org_id = r.org_id and p.type = r.type and p.status = 'active' and p.notifications is not null
     where n.event_id is not null
  ), timed as (
    insert into reminder (org_id, request_id, number, due_at)
    select t.org_id, t.request_id, 1, t.at + make_interval(hours => (t.notifications ->> 'remindAfterHours')::int)
      from told t where t.to_state = 'pending' and t.notifications ->> 'remindAfterHours' is not null
  )
  insert into notification (org_id, request_id, kind, number, address, state, due_at, created_at)
  select t.org_id, t.request_id, 'step', t.seq, a.address, 'due', t.at, t.at
    from told t cross join lateral json_array_elements_text(t.notifications -> 'emails') as a (address)
  on conflict do nothing;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION public.now_ms()
 RETURNS timestamp with time zone
 LANGUAGE sql
AS $function$ select date_trunc('milliseconds', clock_timestamp()) $function$;

CREATE OR REPLACE FUNCTION public.orgs_to_seal(most integer)
 RETURNS SETOF bigint
 LANGUAGE plpgsql
 STABLE
AS $function$
declare
  lowest bigint := pg_snapshot_xmin(pg_current_snapshot())::text::bigint;
  highest bigint := pg_snapshot_xmax(pg_current_snapshot())::text::bigint;
  next_org text;
  is_new text;
begin
  select string_agg(format('(select min(s.org_id) from %I s where s.org_id > o.id)', k.source), ', '),
         string_agg(format('exists (select from %I s where s.org_id = o.id and s.written_in >= j.horizon and s.written_in < $2)', k.source), ' or ')
    into next_org, is_new
    from journal_kind k;
  return query execute format('
    with recursive org as (
      select -1::bigint as id
      union all
      select least(%s) from org o where o.id is not null
    )
    select o.id
      from org o
      left join journal j on j.org_id = o.id
     where o.id >= 0 and (j.org_id is null or j.walk_kind is not null or j.horizon > $3 or %s)
     limit $1', next_org, is_new)
    using most, lowest, highest;
end
$function$;

CREATE OR REPLACE FUNCTION public.outcome_without_words(outcome json)
 RETURNS json
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select case when outcome is not null then
    json_strip_nulls(json_build_object('kind', outcome -> 'kind', 'code', outcome -> 'code', 'message', 'erased',
                                       'attempts', outcome -> 'attempts', 'partial', outcome -> 'partial')) end
$function$;

CREATE OR REPLACE FUNCTION public.partly_approved_by(org bigint, person bigint)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE
AS $function$
  select r.request_id from request r
   where r.org_id = org and r.state = 'pending' and r.approvals > 0
     and (select d.checker_id from decision d where d.org_id = r.org_id and d.request_id = r.request_id and d.checker_id = person) is not null
$function$;

CREATE OR REPLACE FUNCTION public.pause_type(caller json, of_type text, why text)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
begin
  insert into pause (org_id, type, paused_by, paused_by_name, reason, paused_at)
  select c.org_id, of_type, c.actor_id, c.actor_name, why, now_ms()
    from json_to_record(caller) as c (org_id bigint, actor_id bigint, actor_name text)
  on conflict do nothing;
  if not found then
    return false;
  end if;
  perform note_action(caller, 'pause', of_type, why);
  return true;
end
$function$;

CREATE OR REPLACE FUNCTION public.propose_configuration(caller json, wanted json, days integer)
 RETURNS TABLE(kind text, applied json)
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
declare
  change configuration_change := json_populate_record(null::configuration_change, wanted);
  version int;
begin
  change.org_id := caller ->> 'org_id';
  change.proposed_by := caller ->> 'actor_id';
  change.proposed_by_name := caller ->> 'actor_name';
  perform pg_advisory_xact_lock(configuration_lock(change.org_id));
  perform expire_configuration(change.org_id);
  if change.action <> 'create' then
    version := configuration_version(change.org_id, change.subject, change.subject_id);
    if version is null then
      return query select 'unknown', null::json;
      return;
    elsif version <> change.based_on then
      return query select 'stale', null::json;
      return;
    end if;
  end if;
  kind := configuration_refusal(change);
  if kind is null and (select count(*) from configuration_change c where c.org_id = change.org_id and c.state = 'pending') >= 100 then
    kind := 'too-many-pending';
  end if;
  if kind is null then
    change.proposed_at := now_ms();
    change.expires_at := change.proposed_at + make_interval(days => days);
    change.at_once := acts_at_once(change.org_id);
    kind := 'pending';
    if change.at_once then
      kind := 'in-effect';
      applied := apply_configuration(change, caller ->> 'trace_id');
      change.subject_id := applied ->> 'subjectId';
      change.parcel := null;
    end if;
    change.state := kind;
    insert into configuration_change select change.*;
    perform note_configuration(change, caller, case when change.at_once then 'at-once' else 'propose' end);
  end if;
  return next;
end
$function$;

CREATE OR REPLACE FUNCTION public.propose_resolution(caller json, held uuid, resolution text, proof text)
 RETURNS SETOF review
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
declare
  asker record;
  origin request;
  made review;
begin
  select c.* into asker from json_to_record(caller) as c (org_id bigint, actor_id bigint, actor_name text);
  select r.* into origin
    from request r
   where r.org_id = asker.org_id and r.request_id = held and r.state = 'needs_review' and r.requester_id <> asker.actor_id
     and asker.actor_id <> all (coalesce(r.earlier_maker_ids, '{}'))
     for no key update;
  if not found then
    return;
  end if;
  insert into review (org_id, request_id, proposal, requester_id, action, evidence, proposed_by, proposed_by_name, proposed_at, status)
  select asker.org_id, held, coalesce(max(v.proposal), 0) + 1, origin.requester_id, resolution, proof, asker.actor_id, asker.actor_name, now_ms(),
         'proposed'
    from review v where v.org_id = asker.org_id and v.request_id = held
  on conflict (org_id, request_id) where status = 'proposed' do nothing
  returning * into made;
  if not found then
    return;
  end if;
  perform note_action(caller, 'propose', origin.type, proof, held, null, made.proposal, resolution);
  return next made;
end
$function$;

CREATE OR REPLACE FUNCTION public.propose_resolution(org bigint, held uuid, resolution text, proof text, proposer bigint, proposer_name text)
 RETURNS SETOF review
 LANGUAGE sql
AS $function$
  select * from propose_resolution(json_build_object('org_id', org, 'actor_id', proposer, 'actor_name', proposer_name), held, resolution, proof)
$function$;

CREATE OR REPLACE FUNCTION public.reasons_that_mention(org bigint, customers text[])
 RETURNS TABLE(kind text, number bigint)
 LANGUAGE sql
 STABLE
AS $function$
  select s.kind, s.number from kept_reasons(org) s
   where exists (select from unnest(customers) as c (spelling) where length(c.spelling) > 3 and position(c.spelling in s.reason) > 0)
$function$;

CREATE OR REPLACE FUNCTION public.redispatch_execution(caller json, waiting uuid, why text)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
declare
  of_type text;
begin
  update execution e set epoch = e.epoch + 1, due_at = least(e.due_at, clock_timestamp())
   where e.org_id = (caller ->> 'org_id')::bigint and e.request_id = waiting
     and coalesce(e.lease_until, '-infinity') = '-infinity' and isfinite(e.due_at)
     and not exists (select from pause p where p.org_id = e.org_id and p.type = e.type)
  returning e.type into of_type;
  if not found then
    return false;
  end if;
  perform note_action(caller, 'redispatch', of_type, why, waiting);
  return true;
end
$function$;

CREATE OR REPLACE FUNCTION public.refuse_resealing()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'UPDATE' then
    if new.salt is null and to_jsonb(new) - 'salt' = to_jsonb(old) - 'salt' then
      return new;
    end if;
  end if;
  raise exception 'Table % is sealed: of its rows nothing but the salt can go.', tg_table_name;
end
$function$;

CREATE OR REPLACE FUNCTION public.refuse_rewriting()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'Table % is a journal: rows are added and never changed.', tg_table_name;
end
$function$;

CREATE OR REPLACE FUNCTION public.refuse_rewriting_but()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if to_jsonb(new) - tg_argv = to_jsonb(old) - tg_argv
     and not exists (select from unnest(tg_argv) as forgettable (name) where to_jsonb(new) ->> forgettable.name is not null) then
    return new;
  end if;
  raise exception 'Table % is a journal: rows are added, and of what is there only words can be forgotten.', tg_table_name;
end
$function$;

CREATE OR REPLACE FUNCTION public.refuse_rewriting_but_words()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if to_jsonb(new) - '{reason,idempotency_key,fingerprint}'::text[] = to_jsonb(old) - '{reason,idempotency_key,fingerprint}'::text[]
     and new.reason is null and new.idempotency_key is null and new.fingerprint is null then
    return new;
  end if;
  raise exception 'Table % is a journal: rows are added, and of what is there only words can be forgotten.', tg_table_name;
end
$function$;

CREATE OR REPLACE FUNCTION public.release_executions(leases json)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
begin
  update execution e set lease_until = null, attempts = e.attempts - 1
    from rows_of(leases) as one cross join lateral json_to_record(one) as l (org_id bigint, request_id uuid, epoch int)
   where e.org_id = l.org_id and e.request_id = l.request_id and e.epoch = l.epoch and e.lease_until is not null and e.sent_at is null;
end
$function$;

CREATE OR REPLACE FUNCTION public.remind_checkers(most integer, most_often integer)
 RETURNS integer
 LANGUAGE plpgsql
AS $function$
declare
  reminded int;
begin
  with due as materialized (
    select m.* from reminder m where m.due_at <= statement_timestamp() order by m.due_at limit most for update skip locked
  ), waiting as materialized (
    select d.org_id, d.request_id, d.number, p.notifications
      from due d
      join request r on r.org_id = d.org_id and r.request_id = d.request_id
      join policy p on p.org_id = r.org_id and p.type = r.type and p.status = 'active'
     where r.state = 'pending' and coalesce(r.expires_at, 'infinity') > statement_timestamp()
       and p.notifications ->> 'remindAfterHours' is not null
  ), counted as (
    update request r set reminders = r.reminders + 1, reminded_at = now_ms()
      from waiting w
     where r.org_id = w.org_id and r.request_id = w.request_id and r.state = 'pending'
    returning w.*, r.reminded_at as at
  ), told as (
    insert into notification (org_id, request_id, kind, number, address, state, due_at, created_at)
    select c.org_id, c.request_id, 'reminder', c.number, a.address, 'due', c.at, c.at
      from counted c cross join lateral json_array_elements_text(c.notifications -> 'emails') as a (address)
    on conflict do nothing
  ), again as (
    update reminder m
       set number = m.number + 1, due_at = clock_timestamp() + make_interval(hours => (w.notifications ->> 'remindAfterHours')::int)
      from waiting w
     where w.number < most_often and m.org_id = w.org_id and m.request_id = w.request_id
  ), over as (
    delete from reminder m using due d
     where m.org_id = d.org_id and m.request_id = d.request_id
       and not exists (select from waiting w
                        where w.org_id = d.org_id and w.request_id = d.request_id and w.number < most_often)
  )
  select count(*) into reminded from counted;
  return reminded;
end
$function$;

CREATE OR REPLACE FUNCTION public.renew_executions(leases json, lease interval)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
begin
  with held as (
    select e.org_id, e.request_id
      from rows_of(leases) as one cross join lateral json_to_record(one) as l (org_id bigint, request_id uuid, epoch int)
      join execution e on e.org_id = l.org_id and e.request_id = l.request_id
     where e.epoch = l.epoch and e.lease_until is not null
       for no key update of e skip locked
  )
  update execution e set lease_until = clock_timestamp() + lease
    from held h where e.org_id = h.org_id and e.request_id = h.request_id;
end
$function$;

CREATE OR REPLACE FUNCTION public.replay_request(caller json, failed uuid, submission json, made uuid, why text)
 RETURNS TABLE(kind text, created_at timestamp with time zone)
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
declare
  origin request;
  stored timestamptz;
begin
  -- In a statement of its own: the next one sees the replay of whoever held the lock.
  select r.* into origin
    from request r
   where r.org_id = (caller ->> 'org_id')::bigint and r.request_id = failed and r.state = 'failed'
     for no key update;
  if not found or exists (select from request n
                           where n.org_id = origin.org_id and n.replay_of = failed and n.state not in ('rejected', 'withdrawn', 'expired')) then
    return query select 'not-replayable', null::timestamptz;
    return;
  end if;
  select s.created_at into stored from submit_requests(submission) s;
  if stored is null then
    return query select 'lost', null::timestamptz;
    return;
  end if;
  update request n
     set replay_of = failed, earlier_maker_ids = origin.earlier_maker_ids || origin.requester_id
   where n.org_id = origin.org_id and n.request_id = made;
  perform note_action(caller, 'replay', origin.type, why, failed, made);
  return query select 'created', stored;
end
$function$;

CREATE OR REPLACE FUNCTION public.resend_delivery(caller json, of_endpoint uuid, of_request uuid, of_seq integer)
 RETURNS text
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
declare
  org bigint := caller ->> 'org_id';
begin
  -- Holds an erasure at the same time up: an event is sent with all that it tells, or not at all.
  perform from request r where r.org_id = org and r.request_id = of_request and r.erased_at is null for share;
  if not found then
    return case when exists (select from request r where r.org_id = org and r.request_id = of_request) then 'erased' else 'unknown' end;
  end if;
  update delivery d set state = 'due', due_at = clock_timestamp(), attempts = 0, delivered_at = null
   where d.org_id = org and d.endpoint_id = of_endpoint and d.request_id = of_request and d.seq = of_seq and d.state <> 'dropped'
     and exists (select from webhook_endpoint e where e.org_id = org and e.endpoint_id = of_endpoint and e.deleted_at is null);
  if not found then
    return 'unknown';
  end if;
  perform note_webhook_action(caller, 'resend', of_endpoint, null, json_build_object('request', of_request, 'seq', of_seq));
  return 'due';
end
$function$;

CREATE OR REPLACE FUNCTION public.resend_exhausted_deliveries(caller json, of_endpoint uuid)
 RETURNS integer
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
declare
  org bigint := caller ->> 'org_id';
  sent int;
begin
  perform from webhook_endpoint e where e.org_id = org and e.endpoint_id = of_endpoint and e.deleted_at is null;
  if not found then
    return 0;
  end if;
  update delivery d set state = 'due', due_at = clock_timestamp(), attempts = 0
   where d.org_id = org and d.endpoint_id = of_endpoint and d.state = 'exhausted';
  get diagnostics sent = row_count;
  perform note_webhook_action(caller, 'resend-exhausted', of_endpoint, null, json_build_object('deliveries', sent));
  return sent;
end
$function$;

CREATE OR REPLACE FUNCTION public.resubmit_request(submission json, org bigint, made uuid, earlier uuid)
 RETURNS TABLE(kind text, created_at timestamp with time zone)
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
declare
  origin request;
  stored timestamptz;
begin
  -- In a statement of its own: the next one sees the resubmission of whoever held the lock.
  select r.* into origin
    from request r
   where r.org_id = org and r.request_id = earlier and r.state in ('rejected', 'withdrawn', 'expired')
     for no key update;
  if not found then
    return query select 'lost', null::timestamptz;
    return;
  end if;
  if exists (select from request n where n.org_id = org and n.resubmission_of = earlier) then
    return query select 'taken', null::timestamptz;
    return;
  end if;
  select s.created_at into stored from submit_requests(submission) s;
  if stored is null then
    return query select 'lost', null::timestamptz;
    return;
  end if;
  update request n
     set resubmission_of = earlier, earlier_maker_ids = n.earlier_maker_ids || origin.earlier_maker_ids
   where n.org_id = org and n.request_id = made and n.requester_id = origin.requester_id;
  if not found then
    raise exception 'only the maker of a request submits it again' using errcode = 'integrity_constraint_violation';
  end if;
  return query select 'created', stored;
end
$function$;

CREATE OR REPLACE FUNCTION public.resume_type(caller json, of_type text, why text)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
begin
  delete from pause p where p.org_id = (caller ->> 'org_id')::bigint and p.type = of_type;
  if not found then
    return false;
  end if;
  perform note_action(caller, 'resume', of_type, why);
  return true;
end
$function$;

CREATE OR REPLACE FUNCTION public.revocation_lock(org bigint, person bigint)
 RETURNS bigint
 LANGUAGE sql
 IMMUTABLE
AS $function$ select hashtextextended('revocation/' || org || '/' || person, 0) $function$;

CREATE OR REPLACE FUNCTION public.revoke_tokens(org bigint, person bigint, why text, caller json)
 RETURNS SETOF revocation
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
declare
  known record;
begin
  perform pg_advisory_xact_lock(configuration_lock(org));
  perform pg_advisory_xact_lock(revocation_lock(org, person));
  -- All that is touched below, in the order in which everybody locks requests.
  perform from request r
    where r.org_id = org and r.request_id = any (array(
      select v.request_id from review v where v.org_id = org and v.proposed_by = person and v.status = 'proposed'
       union all
      select partly_approved_by(org, person)))
    order by r.request_id
      for no key update;
  perform note_identity_action(org, 'revoke', person, why, caller);
  for known in
    update api_client c
       set suspended_at = coalesce(c.suspended_at, now_ms()), suspended_for = array_append(array_remove(c.suspended_for, person), person)
     where c.org_id = org and person = any (c.secret_holders) and c.disabled_at is null
    returning c.client_id
  loop
    delete from api_token t where t.org_id = org and t.client_id = known.client_id;
    perform note_identity_action(org, 'suspend-client', known.client_id, null, caller);
  end loop;
  perform withdraw_proposals(org, person, caller);
  return query
  insert into revocation (org_id, user_id, not_before, reason, revoked_by, revoked_by_name)
  select org, person, now_ms(), why, c.actor_id, c.actor_name from json_to_record(caller) as c (actor_id bigint, actor_name text)
  on conflict (org_id, user_id) do update
    set not_before = greatest(revocation.not_before, excluded.not_before), reason = excluded.reason,
        revoked_by = excluded.revoked_by, revoked_by_name = excluded.revoked_by_name
  returning *;
end
$function$;

CREATE OR REPLACE FUNCTION public.rotate_api_client(org bigint, client bigint, hash text, caller json)
 RETURNS SETOF api_client
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
declare
  made api_client;
begin
  update api_client c
     set secret_hash = hash, secret_since = now_ms(), secret_holders = array[(caller ->> 'actor_id')::bigint],
         suspended_at = null, suspended_for = '{}'
   where c.org_id = org and c.client_id = client and c.disabled_at is null and (caller ->> 'actor_id')::bigint <> all (c.suspended_for)
  returning * into made;
  if found then
    delete from api_token t where t.org_id = org and t.client_id = client;
    perform note_identity_action(org, 'rotate-client', client, null, caller);
    return next made;
  end if;
end
$function$;

CREATE OR REPLACE FUNCTION public.row_digest(told json)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$ select encode(sha256(convert_to(told::text, 'UTF8')), 'hex') $function$;

CREATE OR REPLACE FUNCTION public.rows_of(batch json)
 RETURNS SETOF json
 LANGUAGE sql
 ROWS 1
AS $function$ select json_array_elements(batch) $function$;

CREATE OR REPLACE FUNCTION public.seal_entries(org bigint, token text, next json, leaves json, checkpoint json)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION public.set_retention(caller json, of_type text, keep_days integer)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  if keep_days is null then
    delete from retention r where r.org_id = (caller ->> 'org_id')::bigint and r.type = of_type;
  else
    insert into retention (org_id, type, days, set_by, set_at)
    select c.org_id, of_type, keep_days, c.actor_id, now_ms() from json_to_record(caller) as c (org_id bigint, actor_id bigint)
    on conflict (org_id, type) do update
      set days = excluded.days, set_by = excluded.set_by, set_at = excluded.set_at, next_at = '-infinity';
  end if;
  perform note_action(caller, 'retain', of_type, coalesce(keep_days || ' days', 'for good'));
end
$function$;

CREATE OR REPLACE FUNCTION public.settle_deliveries(settlements json)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
begin
  with wanted as materialized (
    select s.*
      from rows_of(settlements) as one cross join lateral json_to_record(one) as s (
        org_id bigint, endpoint_id uuid, request_id uuid, seq int, epoch int, next text, due_in_ms int,
        class text, http_status int, code text, duration_ms int)
  ), held as (
    update delivery d
       set state = case w.next when 'gone' then 'due' else w.next end,
           due_at = case w.next when 'due' then clock_timestamp() + make_interval(secs => w.due_in_ms / 1000.0) else clock_timestamp() end,
           delivered_at = case w.next when 'delivered' then now_ms() end
      from wanted w
     where d.org_id = w.org_id and d.endpoint_id = w.endpoint_id and d.request_id = w.request_id and d.seq = w.seq
       and d.epoch = w.epoch and d.state = 'due'
    returning w.org_id, w.endpoint_id, w.request_id, w.seq, w.epoch, w.next, d.due_at
  ), followed as (
    -- What waited for this one is due when this one is, or now. A lost race costs the length of a lease.
    update delivery d set due_at = h.due_at
      from held h
     where h.next <> 'gone' and d.org_id = h.org_id and d.endpoint_id = h.endpoint_id and d.request_id = h.request_id
       and d.seq > h.seq and d.state = 'due' and d.epoch = 0
  ), disabled as (
    update webhook_endpoint e set disabled_at = now_ms()
     where e.disabled_at is null
       and exists (select 1 from held h where h.next = 'gone' and h.org_id = e.org_id and h.endpoint_id = e.endpoint_id)
  )
  insert into attempt (org_id, request_id, endpoint_id, seq, epoch, class, fenced, http_status, code, duration_ms, at)
  select w.org_id, w.request_id, w.endpoint_id, w.seq, w.epoch, w.class, h.request_id is null, w.http_status, w.code, w.duration_ms, now_ms()
    from wanted w
    left join held h on h.org_id = w.org_id and h.endpoint_id = w.endpoint_id and h.request_id = w.request_id and h.seq = w.seq
                    and h.epoch = w.epoch;
end
$function$;

CREATE OR REPLACE FUNCTION public.settle_executions(settlements json)
 RETURNS TABLE(ordinal integer)
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
begin
  return query
  with wanted as materialized (
    select s.*
      from rows_of(settlements) as one cross join lateral json_to_record(one) as s (
        ordinal int, org_id bigint, request_id uuid, epoch int, next text, due_in_ms int, in_doubt boolean, outcome json,
        loyalty_answer text, event_id uuid, class text, http_status int, code text, duration_ms int, uncounted boolean)
  ), held as materialized (
    select w.*, e.trace_id, now_ms() as now
      from wanted w
      join execution e on e.org_id = w.org_id and e.request_id = w.request_id
     where e.epoch = w.epoch and e.lease_until is not null
       for no key update of e
  ), noted as (
    insert into attempt (org_id, request_id, epoch, class, fenced, http_status, code, duration_ms, at)
    select w.org_id, w.request_id, w.epoch, w.class, h.request_id is null, w.http_status, w.code, w.duration_ms, now_ms()
      from wanted w
      left join held h on h.org_id = w.org_id and h.request_id = w.request_id and h.epoch = w.epoch
  ), kept as (
    -- Due again, or waiting for an operator: then there is no time at which it comes back by itself.
    update execution e
       set lease_until = null, sent_at = null, in_doubt = h.in_doubt, attempts = e.attempts - coalesce(h.uncounted, false)::int,
           due_at = case h.next when 'due' then clock_timestamp() + make_interval(secs => h.due_in_ms / 1000.0) else 'infinity' end
      from held h
     where h.next in ('due', 'needs_review') and e.org_id = h.org_id and e.request_id = h.request_id
  ), gone as (
    delete from execution e using held h
     where h.next in ('approved', 'failed') and e.org_id = h.org_id and e.request_id = h.request_id
  ), moved as (
    update request r
       set state = h.next, version = r.version + 1, outcome = h.outcome,
           loyalty_answer = coalesce(h.loyalty_answer::json, r.loyalty_answer),
           updated_at = greatest(h.now, r.updated_at),
           ended_at = case when h.next in ('approved', 'failed') then greatest(h.now, r.updated_at) end
      from held h
     where h.next <> 'due' and r.org_id = h.org_id and r.request_id = h.request_id and r.state = 'accepted'
    returning r.org_id, r.request_id, r.version, r.checker_id, r.updated_at as at, h.next, h.outcome, h.trace_id,
              case when h.next <> 'needs_review' then h.event_id end as event_id
  ), journaled as (
    insert into transition (org_id, request_id, seq, from_state, to_state, cause, checker_id, comment, outcome, trace_id, event_id, at)
    select m.org_id, m.request_id, m.version, 'accepted', m.next, 'worker', m.checker_id, d.comment, m.outcome, m.trace_id, m.event_id, m.at
      from moved m
      left join decision d on d.org_id = m.org_id and d.request_id = m.request_id and d.checker_id = m.checker_id
  ), announced as (
    insert into delivery (org_id, endpoint_id, request_id, seq, payload_format, state, due_at, created_at)
    select m.org_id, e.endpoint_id, m.request_id, m.version, e.payload_format, 'due',
           delivery_due_at(m.org_id, e.endpoint_id, m.request_id, m.at), m.at
      from moved m
      join subscriber e on e.org_id = m.org_id
     where m.event_id is not null
  )
  select h.ordinal from held h;
end
$function$;

CREATE OR REPLACE FUNCTION public.settle_notifications(settlements json)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  update notification n
     set state = w.next, class = w.class,
         due_at = case w.next when 'due' then clock_timestamp() + make_interval(secs => w.due_in_ms / 1000.0) else n.due_at end,
         ended_at = case when w.next <> 'due' then now_ms() end
    from rows_of(settlements) as one cross join lateral json_to_record(one) as w (
      org_id bigint, request_id uuid, kind text, number int, address text, epoch int, next text, class text, due_in_ms int)
   where n.org_id = w.org_id and n.request_id = w.request_id and n.kind = w.kind and n.number = w.number and n.address = w.address
     and n.epoch = w.epoch and n.state = 'due';
end
$function$;

CREATE OR REPLACE FUNCTION public.shut_out_former_roles()
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  walled regclass;
begin
  for walled in select polrelid from pg_policy where polname = 'every_org_for_former_role' loop
    execute format('drop policy every_org_for_former_role on %s', walled);
  end loop;
end
$function$;

CREATE OR REPLACE FUNCTION public.submit_requests(submissions json)
 RETURNS TABLE(ordinal integer, created_at timestamp with time zone)
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
begin
  return query
  with wanted as materialized (
    select s.*, now_ms() as at
      from rows_of(submissions) as one cross join lateral json_to_record(one) as s (
        ordinal int, org_id bigint, request_id uuid, type text, type_version int, requester_id bigint, requester_name text,
        till_id text, store_id text, zone_id text, concept_id text, payload text, payload_salt text, payload_digest text,
        customer text, other_customers text[], reference text, amount numeric, line text, natural_key_hash text, loyalty_key_hash text,
        idempotency_key text, fingerprint text, policy_version int, verdict text, quorum int, when_in_doubt text,
        expires_after_hours int, trace_id text, event_id uuid,
        band int, level_grants text[], limits json, knows_controls boolean)
  ), stored as (
    insert into request (
      org_id, request_id, type, type_version, state, requester_id, requester_name, till_id, store_id, zone_id, concept_id,
      payload, payload_salt, payload_digest, customer, reference, amount, line, natural_key_hash, loyalty_key_hash,
      idempotency_key, fingerprint, policy_version, verdict, quorum, created_at, updated_at, expires_at, band, level_grants, limits)
    select
      w.org_id, w.request_id, w.type, w.type_version, case w.verdict when 'auto' then 'accepted' else 'pending' end,
      w.requester_id, w.requester_name, w.till_id, w.store_id, w.zone_id, w.concept_id,
      w.payload::json, w.payload_salt, w.payload_digest, w.customer, w.reference, w.amount, w.line, w.natural_key_hash, w.loyalty_key_hash,
      w.idempotency_key, w.fingerprint, w.policy_version, w.verdict, w.quorum, w.at, w.at,
      case w.verdict when 'checker' then w.at + make_interval(hours => w.expires_after_hours) end,
      w.band, w.level_grants, w.limits
      from wanted w
     where w.policy_version = coalesce(
             (select case when w.knows_controls or p.controls is null then p.version else -1 end
                from policy p where p.org_id = w.org_id and p.type = w.type and p.status = 'active'), 0)
     -- Everybody takes the unique keys in the same order.
     order by w.org_id, w.natural_key_hash, w.requester_id, w.idempotency_key
    on conflict do nothing
    returning request.org_id, request.request_id
  ), winners as (
    select w.* from stored s join wanted w on w.org_id = s.org_id and w.request_id = s.request_id
  ), named as (
    insert into request_customer (org_id, request_id, customer)
    select w.org_id, w.request_id, other from winners w cross join lateral unnest(w.other_customers) as other
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
$function$;

CREATE OR REPLACE FUNCTION public.take_back_approvals()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  taken uuid[];
  moment timestamptz := now_ms();
begin
  -- In a statement of its own: the next ones see what whoever held the locks has written.
  select array_agg(l.request_id) into taken
    from (select r.request_id from request r
           where r.org_id = new.org_id and r.request_id = any (array(select partly_approved_by(new.org_id, new.user_id)))
           order by r.request_id
             for no key update) l;
  if taken is null then
    return null;
  end if;
  with gone as (
    delete from decision d using request r
     where r.org_id = new.org_id and r.request_id = any (taken) and r.state = 'pending' and r.approvals > 0
       and d.org_id = new.org_id and d.request_id = any (taken) and d.request_id = r.request_id and d.checker_id = new.user_id
    returning d.*, greatest(moment, r.updated_at) as at
  ), kept as (
    insert into revoked_approval (org_id, request_id, checker_id, checker_name, position, comment, digest_seen, decided_at,
                                  revoked_by, revoked_by_name, at)
    select g.org_id, g.request_id, g.checker_id, g.checker_name, g.position, g.comment, g.digest_seen, g.decided_at,
           new.revoked_by, new.revoked_by_name, g.at
      from gone g order by g.request_id
    returning request_id
  )
  select array_agg(k.request_id) into taken from kept k;
  update request r
     set approvals = left_over.approvals, checker_id = left_over.last_checker, updated_at = greatest(moment, r.updated_at),
         open_positions = array(select p from generate_series(1, left_over.highest) as p where p <> all (left_over.positions) order by p)
    from unnest(taken) as one (id)
   cross join lateral (
     select count(*)::int as approvals, max(d.position) as highest, array_agg(d.position) as positions,
            (array_agg(d.checker_id order by d.decided_at desc, d.position desc))[1] as last_checker
       from decision d where d.org_id = new.org_id and d.request_id = one.id) left_over
   where r.org_id = new.org_id and r.request_id = any (taken) and r.request_id = one.id;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION public.take_over_count(asked request)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  was policy_usage;
begin
  delete from policy_usage u
   where u.org_id = asked.org_id and u.type = asked.type and u.subject = 'customer' and u.subject_key = customer_hash(asked.customer)::text
  returning * into was;
  if found then
    insert into policy_usage as u (org_id, type, subject, subject_key, day, requests, amount)
    values (was.org_id, was.type, was.subject, asked.customer_keys[1], was.day, was.requests, was.amount)
    on conflict (org_id, type, subject, subject_key) do update
       set day = greatest(u.day, excluded.day),
           requests = case when u.day = excluded.day then u.requests + excluded.requests when u.day > excluded.day then u.requests else excluded.requests end,
           amount = case when u.day = excluded.day then u.amount + excluded.amount when u.day > excluded.day then u.amount else excluded.amount end;
  end if;
end
$function$;

CREATE OR REPLACE FUNCTION public.take_over_losses(types text[], lease interval, most integer)
 RETURNS TABLE(org_id bigint, request_id uuid, epoch integer, type text, when_in_doubt text, attempts integer, losses integer, in_doubt boolean, contested boolean, sent boolean)
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
begin
  return query
  with lost as (
    select e.org_id, e.request_id
      from execution e
     where e.lease_until < statement_timestamp() and e.type = any (types)
     order by e.lease_until
     limit most
       for no key update of e skip locked
  ), taken as (
    update execution e set epoch = e.epoch + 1, lease_until = clock_timestamp() + lease, losses = e.losses + 1
      from lost l where e.org_id = l.org_id and e.request_id = l.request_id
    returning e.*
  )
  select t.org_id, t.request_id, t.epoch, t.type, t.when_in_doubt, t.attempts, t.losses, t.in_doubt,
         loyalty_key_contested(r.org_id, r.request_id, r.loyalty_key_hash), t.sent_at is not null
    from taken t
    join request r on r.org_id = t.org_id and r.request_id = t.request_id;
end
$function$;

CREATE OR REPLACE FUNCTION public.take_over_lost_executions(types text[], lease interval, most integer)
 RETURNS TABLE(org_id bigint, request_id uuid, epoch integer, type text, when_in_doubt text, attempts integer, in_doubt boolean, contested boolean, sent boolean)
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
begin
  return query
  with lost as (
    select e.org_id, e.request_id
      from execution e
     where e.lease_until < statement_timestamp() and e.type = any (types)
     order by e.lease_until
     limit most
       for no key update of e skip locked
  ), taken as (
    update execution e set epoch = e.epoch + 1, lease_until = clock_timestamp() + lease
      from lost l where e.org_id = l.org_id and e.request_id = l.request_id
    returning e.*
  )
  select t.org_id, t.request_id, t.epoch, t.type, t.when_in_doubt, t.attempts, t.in_doubt,
         loyalty_key_contested(r.org_id, r.request_id, r.loyalty_key_hash), t.sent_at is not null
    from taken t
    join request r on r.org_id = t.org_id and r.request_id = t.request_id;
end
$function$;

CREATE OR REPLACE FUNCTION public.tell_configurators(change configuration_change, step integer)
 RETURNS void
 LANGUAGE sql
AS $function$
  insert into notification (org_id, request_id, kind, number, address, state, due_at, created_at)
  select change.org_id, change.change_id, 'configuration', step, a.address, 'due', now_ms(), now_ms()
    from policy p cross join lateral json_array_elements_text(p.notifications -> 'emails') as a (address)
   where p.org_id = change.org_id and p.type = 'CONFIGURATION' and p.status = 'active' and p.notifications is not null
  on conflict do nothing
$function$;

CREATE OR REPLACE FUNCTION public.unite_journal_entries()
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  execute (
    select 'create or replace view journal_entry with (security_invoker = true) as '
           || string_agg(format('select e.org_id, %L::text as kind, e.request_id, e.number, e.written_in, e.at, e.fields, e.words, e.more_fields, e.more_words from %I e',
                                k.kind, k.entries), ' union all ' order by k.position)
      from journal_kind k);
end
$function$;

CREATE OR REPLACE FUNCTION public.utc_text(at timestamp with time zone)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$ select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') $function$;

CREATE OR REPLACE FUNCTION public.wall_off(walled regclass)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  execute format('alter table %s enable row level security', walled);
  execute format('alter table %s force row level security', walled);
  execute format('create policy entered_orgs_only on %s to countersign_gateway using (org_id + 0 = any ((select entered_orgs())::bigint[]))', walled);
  execute format('create policy every_org_for_worker on %s to countersign_worker using (true)', walled);
  execute format('create policy every_org_for_owner on %s to current_user using (true)', walled);
end
$function$;

CREATE OR REPLACE FUNCTION public.webhook_endpoint_changes()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  not_a_setting constant text[] := '{disabled_at,updated_at,updated_by,version}';
begin
  if new.deleted_at is not null then
    new.secret := '';
    new.previous_secrets := '[]';
    new.headers := '{}';
  end if;
  if to_jsonb(new) - not_a_setting <> to_jsonb(old) - not_a_setting then
    new.version := old.version + 1;
  end if;
  return new;
end
$function$;

CREATE OR REPLACE FUNCTION public.withdraw_proposals(org bigint, person bigint, caller json)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
declare
  of_org json := jsonb_build_object('org_id', org) || caller::jsonb;
  change configuration_change;
  resolution record;
begin
  for change in
    update configuration_change c
       set state = 'withdrawn', parcel = null, decided_by = (caller ->> 'actor_id')::bigint, decided_by_name = caller ->> 'actor_name', decided_at = now_ms()
     where c.org_id = org and c.proposed_by = person and c.state = 'pending'
    returning c.*
  loop
    perform note_configuration(change, of_org, 'withdraw');
  end loop;
  update policy p
     set status = 'withdrawn', decided_by = (caller ->> 'actor_id')::bigint, decided_by_name = caller ->> 'actor_name',
         decided_at = now_ms(), trace_id = caller ->> 'trace_id'
   where p.org_id = org and p.proposed_by = person and p.status = 'proposed';
  for resolution in
    update review v set status = 'withdrawn', decided_at = now_ms()
      from request r
     where v.org_id = org and v.proposed_by = person and v.status = 'proposed' and r.org_id = v.org_id and r.request_id = v.request_id
    returning v.request_id, v.proposal, v.action, r.type
  loop
    perform note_action(of_org, 'withdraw', resolution.type, null, resolution.request_id, null, resolution.proposal, resolution.action);
  end loop;
end
$function$;

grant usage on schema public to public;
grant usage on schema public to countersign_gateway;
grant usage on schema public to countersign_worker;
grant insert, select, update (secret_hash, secret_since, secret_holders, grants, disabled_at, suspended_at, suspended_for) on api_client to countersign_gateway;
grant delete, insert, select on api_token to countersign_gateway;
grant select on attempt to countersign_gateway;
grant insert, select on attempt to countersign_worker;
grant insert, select on client_action to countersign_gateway;
grant select on client_action to countersign_worker;
grant select on client_action_entry to countersign_gateway;
grant select on client_action_entry to countersign_worker;
grant insert, select, update (subject_id, parcel, state, decided_by, decided_by_name, decided_at) on configuration_change to countersign_gateway;
grant select on configuration_change to countersign_worker;
grant select on database_origin to countersign_gateway;
grant select on database_origin to countersign_worker;
grant insert, select on decision to countersign_gateway;
grant select on decision to countersign_worker;
grant insert, select, update (state, attempts, due_at, delivered_at) on delivery to countersign_gateway;
grant insert, select, update (state, epoch, attempts, due_at, delivered_at) on delivery to countersign_worker;
grant delete, insert, select, update (trace_id, epoch, lease_until, sent_at, attempts, in_doubt, due_at, losses) on execution to countersign_gateway;
grant delete, select, update (epoch, lease_until, sent_at, attempts, in_doubt, due_at, losses) on execution to countersign_worker;
grant insert, select on identity_action to countersign_gateway;
grant select on identity_action to countersign_worker;
grant select on identity_action_entry to countersign_gateway;
grant select on identity_action_entry to countersign_worker;
grant insert (org_id, forgotten), select, update (forgotten) on journal to countersign_gateway;
grant insert, select, update on journal to countersign_worker;
grant select on journal_checkpoint to countersign_gateway;
grant insert, select, update (claimed_until, appended_at) on journal_checkpoint to countersign_worker;
grant select on journal_entry to countersign_worker;
grant select on journal_kind to countersign_worker;
grant select, update (salt) on journal_leaf to countersign_gateway;
grant insert, select on journal_leaf to countersign_worker;
grant select on journal_rows to countersign_worker;
grant select on loyalty_outage to countersign_gateway;
grant delete, insert, select, update (code, http_status, held_back, failed_at) on loyalty_outage to countersign_worker;
grant insert on notification to countersign_gateway;
grant delete, insert, select, update (state, epoch, attempts, class, due_at, ended_at) on notification to countersign_worker;
grant select on notification_sender to countersign_gateway;
grant insert, select, update (seen_at) on notification_sender to countersign_worker;
grant insert, select on operator_action to countersign_gateway;
grant select on operator_action to countersign_worker;
grant select on operator_action_entry to countersign_worker;
grant delete, insert, select, update (answered_at) on operator_answer to countersign_gateway;
grant delete, insert, select on pause to countersign_gateway;
grant select on pause to countersign_worker;
grant insert, select, update (status, decided_by, decided_by_name, decided_at, trace_id) on policy to countersign_gateway;
grant select (org_id, type, version, status, auto_approval, config, expires_after_hours, proposed_by_name, decided_by_name, controls, based_on, notifications) on policy to countersign_worker;
grant insert, select on policy_action to countersign_gateway;
grant select on policy_action to countersign_worker;
grant select on policy_action_entry to countersign_gateway;
grant select on policy_action_entry to countersign_worker;
grant delete, insert, select, update (day, requests, amount) on policy_usage to countersign_gateway;
grant select, update (requests, amount) on policy_usage to countersign_worker;
grant insert, select on read_action to countersign_gateway;
grant select on read_action to countersign_worker;
grant select on read_entry to countersign_gateway;
grant select on read_entry to countersign_worker;
grant select on refusal_entry to countersign_gateway;
grant select on refusal_entry to countersign_worker;
grant insert, select on refused_action to countersign_gateway;
grant select on refused_action to countersign_worker;
grant insert, select on refused_submission to countersign_gateway;
grant insert on reminder to countersign_gateway;
grant delete, insert, select, update (number, due_at) on reminder to countersign_worker;
grant insert, select, update (state, version, checker_id, approvals, outcome, updated_at, ended_at, replay_of, earlier_maker_ids, resubmission_of, open_positions) on request to countersign_gateway;
grant select, update (state, version, outcome, loyalty_answer, updated_at, ended_at, reminders, reminded_at) on request to countersign_worker;
grant insert, select on request_customer to countersign_gateway;
grant select on request_customer to countersign_worker;
grant insert, select, update (status, decided_by, decided_by_name, decided_at) on review to countersign_gateway;
grant insert, select, update (not_before, reason, revoked_by, revoked_by_name) on revocation to countersign_gateway;
grant select on revoked_approval to countersign_gateway;
grant select on revoked_approval to countersign_worker;
grant select on revoked_approval_entry to countersign_gateway;
grant select on revoked_approval_entry to countersign_worker;
grant select on subscriber to countersign_gateway;
grant select on subscriber to countersign_worker;
grant insert, select on transition to countersign_gateway;
grant insert, select on transition to countersign_worker;
grant select on transition_entry to countersign_worker;
grant insert, select on verdict_facts to countersign_gateway;
grant select on verdict_facts to countersign_worker;
grant insert, select on webhook_action to countersign_gateway;
grant select on webhook_action to countersign_worker;
grant select on webhook_action_entry to countersign_gateway;
grant select on webhook_action_entry to countersign_worker;
grant insert, select (org_id, endpoint_id, name, url, active, event_names, payload_format, headers, secret, max_connections, sla_seconds, disabled_at, deleted_at, created_by, created_at, updated_by, updated_at, previous_secrets, version), update (name, url, active, event_names, payload_format, headers, secret, max_connections, sla_seconds, disabled_at, deleted_at, updated_by, updated_at, previous_secrets) on webhook_endpoint to countersign_gateway;
grant select, update (disabled_at) on webhook_endpoint to countersign_worker;
grant execute on function acts_at_once(bigint) to countersign_gateway;
grant execute on function acts_at_once(bigint) to countersign_worker;
grant execute on function api_client_changes() to countersign_gateway;
grant execute on function api_client_changes() to countersign_worker;
grant execute on function apply_client_change(configuration_change,json) to countersign_gateway;
grant execute on function apply_client_change(configuration_change,json) to countersign_worker;
grant execute on function apply_configuration(configuration_change,text) to countersign_gateway;
grant execute on function apply_configuration(configuration_change,text) to countersign_worker;
grant execute on function apply_webhook_change(configuration_change) to countersign_gateway;
grant execute on function apply_webhook_change(configuration_change) to countersign_worker;
grant execute on function ask_a_checker() to countersign_gateway;
grant execute on function ask_a_checker() to countersign_worker;
grant execute on function bind_limits() to countersign_gateway;
grant execute on function bind_limits() to countersign_worker;
grant execute on function cap_subjects(request,text) to countersign_gateway;
grant execute on function cap_subjects(request,text) to countersign_worker;
grant execute on function claim_checkpoints(integer,interval) to countersign_gateway;
grant execute on function claim_checkpoints(integer,interval) to countersign_worker;
grant execute on function claim_deliveries(integer,interval,json) to countersign_gateway;
grant execute on function claim_deliveries(integer,interval,json) to countersign_worker;
grant execute on function claim_executions(json,interval) to countersign_gateway;
grant execute on function claim_executions(json,interval) to countersign_worker;
grant execute on function claim_mails(integer,interval) to countersign_gateway;
grant execute on function claim_mails(integer,interval) to countersign_worker;
grant execute on function claim_notifications(integer,interval) to countersign_gateway;
grant execute on function claim_notifications(integer,interval) to countersign_worker;
grant execute on function close_requests(json) to countersign_gateway;
grant execute on function close_requests(json) to countersign_worker;
grant execute on function configuration_lock(bigint) to countersign_gateway;
grant execute on function configuration_lock(bigint) to countersign_worker;
grant execute on function configuration_refusal(configuration_change) to countersign_gateway;
grant execute on function configuration_refusal(configuration_change) to countersign_worker;
grant execute on function configuration_version(bigint,text,text) to countersign_gateway;
grant execute on function configuration_version(bigint,text,text) to countersign_worker;
grant execute on function create_api_client(bigint,text,text,text,jsonb,json) to countersign_gateway;
grant execute on function create_api_client(bigint,text,text,text,jsonb,json) to countersign_worker;
grant execute on function customer_hash(text) to countersign_gateway;
grant execute on function customer_hash(text) to countersign_worker;
grant execute on function customers_named(request) to countersign_gateway;
grant execute on function customers_named(request) to countersign_worker;
grant execute on function decide_configuration(json,uuid,text) to countersign_gateway;
grant execute on function decide_configuration(json,uuid,text) to countersign_worker;
grant execute on function decide_review(bigint,uuid,integer,text,bigint,text,json,text,uuid) to countersign_gateway;
grant execute on function decide_review(bigint,uuid,integer,text,bigint,text,json,text,uuid) to countersign_worker;
grant execute on function decide_review(json,uuid,integer,text,json,uuid) to countersign_gateway;
grant execute on function decide_review(json,uuid,integer,text,json,uuid) to countersign_worker;
grant execute on function delivery_due_at(bigint,uuid,uuid,timestamp with time zone) to countersign_gateway;
grant execute on function delivery_due_at(bigint,uuid,uuid,timestamp with time zone) to countersign_worker;
grant execute on function disable_api_client(bigint,bigint,json) to countersign_gateway;
grant execute on function disable_api_client(bigint,bigint,json) to countersign_worker;
grant execute on function end_hold(review,json,text,uuid) to countersign_gateway;
grant execute on function end_hold(review,json,text,uuid) to countersign_worker;
grant execute on function entered_orgs() to countersign_gateway;
grant execute on function entered_orgs() to countersign_worker;
grant execute on function entries_to_seal(bigint,integer) to countersign_gateway;
grant execute on function entries_to_seal(bigint,integer) to countersign_worker;
grant execute on function entries_to_seal(bigint,integer,integer) to countersign_gateway;
grant execute on function entries_to_seal(bigint,integer,integer) to countersign_worker;
grant execute on function entry_to_seal(journal_entry,integer) to countersign_worker;
grant execute on function erase_overdue(integer) to countersign_worker;
grant execute on function expire_configuration(bigint) to countersign_gateway;
grant execute on function expire_configuration(bigint) to countersign_worker;
grant execute on function expire_overdue_configuration(integer) to countersign_worker;
grant execute on function expire_requests(json) to countersign_gateway;
grant execute on function expire_requests(json) to countersign_worker;
grant execute on function fence_executions(json,interval) to countersign_gateway;
grant execute on function fence_executions(json,interval) to countersign_worker;
grant execute on function find_due_executions(text[],interval,integer) to countersign_gateway;
grant execute on function find_due_executions(text[],interval,integer) to countersign_worker;
grant execute on function find_due_executions(text[],interval,integer,integer,bigint[]) to countersign_gateway;
grant execute on function find_due_executions(text[],interval,integer,integer,bigint[]) to countersign_worker;
grant execute on function forget_notifications(integer) to countersign_gateway;
grant execute on function forget_notifications(integer) to countersign_worker;
grant execute on function forget_other_customers() to countersign_gateway;
grant execute on function forget_other_customers() to countersign_worker;
grant execute on function forget_reads(integer,integer) to countersign_worker;
grant execute on function forget_revoked_approvals() to countersign_gateway;
grant execute on function forget_revoked_approvals() to countersign_worker;
grant execute on function forget_words(bigint,uuid[]) to countersign_gateway;
grant execute on function forget_words(bigint,uuid[]) to countersign_worker;
grant execute on function give_back_limits() to countersign_gateway;
grant execute on function give_back_limits() to countersign_worker;
grant execute on function issue_api_token(bigint,bigint,text,bytea,interval) to countersign_gateway;
grant execute on function issue_api_token(bigint,bigint,text,bytea,interval) to countersign_worker;
grant execute on function journal_keys_after(bigint,text,uuid,bigint,integer) to countersign_gateway;
grant execute on function journal_keys_after(bigint,text,uuid,bigint,integer) to countersign_worker;
grant execute on function journal_kind_after(text) to countersign_gateway;
grant execute on function journal_kind_after(text) to countersign_worker;
grant execute on function journal_token(journal) to countersign_gateway;
grant execute on function journal_token(journal) to countersign_worker;
grant execute on function keep_customer_keys() to countersign_gateway;
grant execute on function keep_customer_keys() to countersign_worker;
grant execute on function keep_nothing() to countersign_gateway;
grant execute on function keep_nothing() to countersign_worker;
grant execute on function loyalty_key_contested(bigint,uuid,text) to countersign_gateway;
grant execute on function loyalty_key_contested(bigint,uuid,text) to countersign_worker;
grant execute on function loyalty_key_in_doubt(bigint,uuid) to countersign_gateway;
grant execute on function loyalty_key_in_doubt(bigint,uuid) to countersign_worker;
grant execute on function mark_checkpoints_appended(json) to countersign_gateway;
grant execute on function mark_checkpoints_appended(json) to countersign_worker;
grant execute on function name_secret_holders() to countersign_gateway;
grant execute on function name_secret_holders() to countersign_worker;
grant execute on function next_position(request) to countersign_gateway;
grant execute on function next_position(request) to countersign_worker;
grant execute on function no_request() to countersign_gateway;
grant execute on function no_request() to countersign_worker;
grant execute on function not_revoked(json) to countersign_gateway;
grant execute on function not_revoked(json) to countersign_worker;
grant execute on function note_action(json,text,text,text,uuid,uuid,integer,text) to countersign_gateway;
grant execute on function note_action(json,text,text,text,uuid,uuid,integer,text) to countersign_worker;
grant execute on function note_client_action(json,text,bigint,uuid,json,text) to countersign_gateway;
grant execute on function note_client_action(json,text,bigint,uuid,json,text) to countersign_worker;
grant execute on function note_configuration(configuration_change,json,text) to countersign_gateway;
grant execute on function note_configuration(configuration_change,json,text) to countersign_worker;
grant execute on function note_identity_action(bigint,text,bigint,text,json) to countersign_gateway;
grant execute on function note_identity_action(bigint,text,bigint,text,json) to countersign_worker;
grant execute on function note_policy_action() to countersign_gateway;
grant execute on function note_policy_action() to countersign_worker;
grant execute on function note_reads(json) to countersign_gateway;
grant execute on function note_reads(json) to countersign_worker;
grant execute on function note_refusals(json) to countersign_gateway;
grant execute on function note_refusals(json) to countersign_worker;
grant execute on function note_webhook_action(json,text,uuid,uuid,json,text) to countersign_gateway;
grant execute on function note_webhook_action(json,text,uuid,uuid,json,text) to countersign_worker;
grant execute on function note_who_is_told() to countersign_gateway;
grant execute on function note_who_is_told() to countersign_worker;
grant execute on function now_ms() to countersign_gateway;
grant execute on function now_ms() to countersign_worker;
grant execute on function orgs_to_seal(integer) to countersign_gateway;
grant execute on function orgs_to_seal(integer) to countersign_worker;
grant execute on function outcome_without_words(json) to countersign_gateway;
grant execute on function outcome_without_words(json) to countersign_worker;
grant execute on function partly_approved_by(bigint,bigint) to countersign_gateway;
grant execute on function partly_approved_by(bigint,bigint) to countersign_worker;
grant execute on function pause_type(json,text,text) to countersign_gateway;
grant execute on function pause_type(json,text,text) to countersign_worker;
grant execute on function propose_configuration(json,json,integer) to countersign_gateway;
grant execute on function propose_configuration(json,json,integer) to countersign_worker;
grant execute on function propose_resolution(bigint,uuid,text,text,bigint,text) to countersign_gateway;
grant execute on function propose_resolution(bigint,uuid,text,text,bigint,text) to countersign_worker;
grant execute on function propose_resolution(json,uuid,text,text) to countersign_gateway;
grant execute on function propose_resolution(json,uuid,text,text) to countersign_worker;
grant execute on function redispatch_execution(json,uuid,text) to countersign_gateway;
grant execute on function redispatch_execution(json,uuid,text) to countersign_worker;
grant execute on function refuse_resealing() to countersign_gateway;
grant execute on function refuse_resealing() to countersign_worker;
grant execute on function refuse_rewriting() to countersign_gateway;
grant execute on function refuse_rewriting() to countersign_worker;
grant execute on function refuse_rewriting_but() to countersign_gateway;
grant execute on function refuse_rewriting_but() to countersign_worker;
grant execute on function refuse_rewriting_but_words() to countersign_gateway;
grant execute on function refuse_rewriting_but_words() to countersign_worker;
grant execute on function release_executions(json) to countersign_gateway;
grant execute on function release_executions(json) to countersign_worker;
grant execute on function remind_checkers(integer,integer) to countersign_gateway;
grant execute on function remind_checkers(integer,integer) to countersign_worker;
grant execute on function renew_executions(json,interval) to countersign_gateway;
grant execute on function renew_executions(json,interval) to countersign_worker;
grant execute on function replay_request(json,uuid,json,uuid,text) to countersign_gateway;
grant execute on function replay_request(json,uuid,json,uuid,text) to countersign_worker;
grant execute on function resend_delivery(json,uuid,uuid,integer) to countersign_gateway;
grant execute on function resend_delivery(json,uuid,uuid,integer) to countersign_worker;
grant execute on function resend_exhausted_deliveries(json,uuid) to countersign_gateway;
grant execute on function resend_exhausted_deliveries(json,uuid) to countersign_worker;
grant execute on function resubmit_request(json,bigint,uuid,uuid) to countersign_gateway;
grant execute on function resubmit_request(json,bigint,uuid,uuid) to countersign_worker;
grant execute on function resume_type(json,text,text) to countersign_gateway;
grant execute on function resume_type(json,text,text) to countersign_worker;
grant execute on function revocation_lock(bigint,bigint) to countersign_gateway;
grant execute on function revocation_lock(bigint,bigint) to countersign_worker;
grant execute on function revoke_tokens(bigint,bigint,text,json) to countersign_gateway;
grant execute on function revoke_tokens(bigint,bigint,text,json) to countersign_worker;
grant execute on function rotate_api_client(bigint,bigint,text,json) to countersign_gateway;
grant execute on function rotate_api_client(bigint,bigint,text,json) to countersign_worker;
grant execute on function row_digest(json) to countersign_gateway;
grant execute on function row_digest(json) to countersign_worker;
grant execute on function rows_of(json) to countersign_gateway;
grant execute on function rows_of(json) to countersign_worker;
grant execute on function seal_entries(bigint,text,json,json,json) to countersign_gateway;
grant execute on function seal_entries(bigint,text,json,json,json) to countersign_worker;
grant execute on function settle_deliveries(json) to countersign_gateway;
grant execute on function settle_deliveries(json) to countersign_worker;
grant execute on function settle_executions(json) to countersign_gateway;
grant execute on function settle_executions(json) to countersign_worker;
grant execute on function settle_notifications(json) to countersign_gateway;
grant execute on function settle_notifications(json) to countersign_worker;
grant execute on function submit_requests(json) to countersign_gateway;
grant execute on function submit_requests(json) to countersign_worker;
grant execute on function take_back_approvals() to countersign_gateway;
grant execute on function take_back_approvals() to countersign_worker;
grant execute on function take_over_count(request) to countersign_gateway;
grant execute on function take_over_count(request) to countersign_worker;
grant execute on function take_over_losses(text[],interval,integer) to countersign_gateway;
grant execute on function take_over_losses(text[],interval,integer) to countersign_worker;
grant execute on function take_over_lost_executions(text[],interval,integer) to countersign_gateway;
grant execute on function take_over_lost_executions(text[],interval,integer) to countersign_worker;
grant execute on function tell_configurators(configuration_change,integer) to countersign_gateway;
grant execute on function tell_configurators(configuration_change,integer) to countersign_worker;
grant execute on function utc_text(timestamp with time zone) to countersign_gateway;
grant execute on function utc_text(timestamp with time zone) to countersign_worker;
grant execute on function webhook_endpoint_changes() to countersign_gateway;
grant execute on function webhook_endpoint_changes() to countersign_worker;
grant execute on function withdraw_proposals(bigint,bigint,json) to countersign_gateway;
grant execute on function withdraw_proposals(bigint,bigint,json) to countersign_worker;
grant execute on whatever is made later: functions to countersign_gateway;
grant execute on whatever is made later: functions to countersign_worker;

-- role: countersign_gateway
-- role: countersign_worker
