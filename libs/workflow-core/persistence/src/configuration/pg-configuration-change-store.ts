import type {
  ConfigurationChange,
  ConfigurationChangeStore,
  ConfigurationDecision,
  EndpointSettings,
  IdentityCaller,
  ProposalResult,
  ProposedChange,
} from '@countersign/engine';
import { refuseRevoked, standingCaller } from '../identity/standing-caller';
import { callerRow } from '../operations/caller-row';
import type { Database } from '../postgres/database';
import { storedGrant } from '../identity/stored-grant';
import { optional } from '../postgres/optional';
import { isUniqueViolation } from '../postgres/store-errors';

type Verdict = Parameters<ConfigurationChangeStore['decide']>[2];

/** Long enough for a colleague's holiday weekend; after that nobody remembers what was meant. */
const DAYS_TO_CONFIRM = 7;

/** The lock of the org’s configuration first, as a revocation takes them. */
const LOCKED = `
  with locked as materialized (
    select $1::json as caller, pg_advisory_xact_lock(configuration_lock(($1::json ->> 'org_id')::bigint)))`;
const STANDING = standingCaller('(select l.caller from locked l)');
const PROPOSE = `${LOCKED} select kind, applied from ${STANDING} cross join lateral propose_configuration(caller, $2, $3)`;
const DECIDE = `${LOCKED} select kind from ${STANDING} cross join lateral decide_configuration(caller, $2, $3)`;

const COLUMNS = `c.change_id, c.subject, c.subject_id, c.action, c.before, c.after,
  case when c.state = 'pending' and c.expires_at <= now() then 'expired' else c.state end as state,
  c.at_once, c.proposed_by, c.proposed_by_name, c.proposed_at, c.expires_at, c.decided_by, c.decided_by_name, c.decided_at`;
const FIND = `select ${COLUMNS} from configuration_change c where c.org_id = $1 and c.change_id = $2`;

const page = (condition: string): string => `
  select ${COLUMNS} from configuration_change c
   where c.org_id = $1 ${condition}
     and ($3::uuid is null or (c.proposed_at, c.change_id) < (
           select a.proposed_at, a.change_id from configuration_change a where a.org_id = $1 and a.change_id = $3))
   order by c.proposed_at desc, c.change_id desc
   limit $2`;
const LIST = page('');
const LIST_PENDING = page(`and c.state = 'pending' and c.expires_at > now()`);

interface ChangeRow {
  readonly change_id: string;
  readonly subject: ConfigurationChange['subject'];
  readonly subject_id: string | null;
  readonly action: ConfigurationChange['action'];
  readonly before: NonNullable<ConfigurationChange['before']> | null;
  readonly after: NonNullable<ConfigurationChange['after']> | null;
  readonly state: ConfigurationChange['state'];
  readonly at_once: boolean;
  readonly proposed_by: number;
  readonly proposed_by_name: string;
  readonly proposed_at: Date;
  readonly expires_at: Date;
  readonly decided_by: number | null;
  readonly decided_by_name: string | null;
  readonly decided_at: Date | null;
}

interface ProposalRow {
  readonly kind: ProposalResult['kind'];
  readonly applied: { readonly subjectId: string | number; readonly previousUntil: string | null } | null;
}

/** Changes of webhooks and API clients in PostgreSQL, whose functions alone write what was confirmed. */
export class PgConfigurationChangeStore implements ConfigurationChangeStore {
  constructor(private readonly database: Database) {}

  async propose(caller: IdentityCaller, change: ProposedChange): Promise<ProposalResult> {
    const [row] = await this.write<ProposalRow>(caller, 'propose_configuration', PROPOSE, [proposedRow(change), DAYS_TO_CONFIRM]);
    if (row === 'name-taken') return { kind: row };
    if (!row) throw new Error('The database did not say what became of the proposal.');
    if (row.kind !== 'in-effect') return { kind: row.kind };
    const { subjectId = '', previousUntil } = row.applied ?? {};
    return { kind: 'in-effect', subjectId: String(subjectId), ...(previousUntil && { previousUntil: new Date(previousUntil) }) };
  }

  async decide(caller: IdentityCaller, changeId: string, verdict: Verdict): Promise<ConfigurationDecision> {
    const [row] = await this.write<ConfigurationDecision>(caller, 'decide_configuration', DECIDE, [changeId, verdict]);
    if (row === 'name-taken') return { kind: row };
    if (!row) throw new Error('The database did not say what became of the decision.');
    return row;
  }

  async expireOverdue(most: number): Promise<number> {
    const text = 'select expire_overdue_configuration($1) as orgs';
    const [row] = await this.database.query<{ orgs: number }>('expire_overdue_configuration', text, [most]);
    return row?.orgs ?? 0;
  }

  async find(orgId: number, changeId: string): Promise<ConfigurationChange | undefined> {
    const [row] = await this.database.within([orgId]).query<ChangeRow>('find_configuration_change', FIND, [orgId, changeId]);
    return row && changeOf(row);
  }

  async list(
    orgId: number,
    { onlyPending, limit, after }: Parameters<ConfigurationChangeStore['list']>[1],
  ): ReturnType<ConfigurationChangeStore['list']> {
    // One more than asked for tells whether there is a next page.
    const values = [orgId, limit + 1, after ?? null];
    const [name, text] = onlyPending ? ['list_pending_changes', LIST_PENDING] : ['list_configuration_changes', LIST];
    const rows = await this.database.within([orgId]).query<ChangeRow>(name, text, values);
    const changes = rows.slice(0, limit).map(changeOf);
    const last = changes.at(-1);
    return { changes, ...(rows.length > limit && last && { next: last.changeId }) };
  }

  /** A name that a gateway of the version before has taken meanwhile is found by the unique key alone. */
  private async write<Row extends object>(
    caller: IdentityCaller,
    name: string,
    text: string,
    values: readonly unknown[],
  ): Promise<readonly (Row | 'name-taken')[]> {
    try {
      const statements = this.database.within([caller.orgId]);
      const rows = await statements.query<Row>(name, text, [callerRow(caller), ...values]);
      if (rows.length === 0) await refuseRevoked(statements, caller);
      return rows;
    } catch (error) {
      if (isUniqueViolation(error)) return ['name-taken'];
      throw error;
    }
  }
}

function proposedRow({ changeId, subject, subjectId, action, before, after, basedOn, parcel = {} }: ProposedChange): string {
  const row = { change_id: changeId, subject, subject_id: subjectId, action, before, after, based_on: basedOn };
  return JSON.stringify({ ...row, parcel: parcelRow(parcel) });
}

/** Settings of a webhook under the names of their columns, which the function writes as they come. */
function parcelRow({ settings, grants, ...parcel }: NonNullable<ProposedChange['parcel']>): object {
  return { ...parcel, ...(settings && endpointColumns(settings)), ...(grants && { grants: grants.map(storedGrant) }) };
}

function endpointColumns({ name, url, active, eventNames, payload, headers, maxConnections, slaSeconds }: EndpointSettings): object {
  return {
    name,
    url,
    active,
    event_names: eventNames,
    payload_format: payload,
    headers,
    max_connections: maxConnections,
    sla_seconds: slaSeconds,
  };
}

function changeOf(row: ChangeRow): ConfigurationChange {
  return {
    changeId: row.change_id,
    subject: row.subject,
    action: row.action,
    state: row.state,
    atOnce: row.at_once,
    proposedBy: { id: row.proposed_by, name: row.proposed_by_name },
    proposedAt: row.proposed_at,
    expiresAt: row.expires_at,
    ...optional('subjectId', row.subject_id),
    ...optional('before', row.before),
    ...optional('after', row.after),
    ...(row.decided_by !== null && { decidedBy: { id: row.decided_by, name: row.decided_by_name ?? '' } }),
    ...optional('decidedAt', row.decided_at),
  };
}
