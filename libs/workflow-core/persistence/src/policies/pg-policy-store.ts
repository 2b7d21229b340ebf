import {
  type DecidedPolicy,
  type IdentityCaller,
  type NewPolicy,
  type PolicyDecisionResult,
  type PolicySettings,
  type PolicyStore,
  type PolicyVersion,
  type VersionPage,
  versionPage,
  type VersionRange,
} from '@countersign/engine';
import { refuseRevoked, standingCaller } from '../identity/standing-caller';
import { callerRow } from '../operations/caller-row';
import type { Database } from '../postgres/database';
import { optional } from '../postgres/optional';
import { isUniqueViolation } from '../postgres/store-errors';

const COLUMNS = `org_id, type, version, status, auto_approval, config, expires_after_hours, notifications,
  proposed_by, proposed_by_name, proposed_at, decided_by, decided_by_name, decided_at, controls, based_on`;

const ACTIVE = `coalesce((select a.version from policy a where a.org_id = $1 and a.type = $2 and a.status = 'active'), 0)`;

const PROPOSE = `
  insert into policy (org_id, type, version, status, auto_approval, config, expires_after_hours, proposed_by, proposed_by_name, proposed_at,
                      controls, based_on, notifications, trace_id)
  select $1, $2, coalesce(max(version), 0) + 1, 'proposed', $3::json, $4::json, $5::int, $6, $7, now_ms(), $8::json, ${ACTIVE}, $10::json, $11
    from policy where org_id = $1 and type = $2
  having coalesce($9::int, ${ACTIVE}) = ${ACTIVE} and exists (select from ${standingCaller('$12::json')})
  returning ${COLUMNS}`;

/**
 * Superseding and activating are one statement; the proposer is refused by the where clause and by the table itself. Of two that become
 * active at once the unique key lets one through; the other comes again and finds itself stale.
 */
const DECIDE = `
  with proposal as (
    select org_id, type, version from policy
     where org_id = $1 and type = $2 and version = $3 and status = 'proposed' and proposed_by <> $5
       and ($4 = 'declined' or coalesce(based_on, ${ACTIVE}) = ${ACTIVE})
       and exists (select from ${standingCaller('$8::json')})
       for update
  ), superseded as (
    update policy p set status = 'superseded'
      from proposal s
     where $4 = 'active' and p.org_id = s.org_id and p.type = s.type and p.status = 'active'
    returning p.version
  )
  update policy p
     set status = $4, decided_by = $5, decided_by_name = $6, decided_at = now_ms(), trace_id = $7
    from proposal s
   where p.org_id = s.org_id and p.type = s.type and p.version = s.version and (select count(*) from superseded) >= 0
  returning p.*`;

/** The part of the history, one more to see whether that is all, what holds or waits, and what any of these is based on. */
const PAGE = `
  with part as (
    (select version, based_on from policy where org_id = $1 and type = $2 and version < $3::bigint order by version desc limit $4::int + 1)
    union all
    select version, based_on from policy where org_id = $1 and type = $2 and status in ('active', 'proposed')
  )
  select ${COLUMNS} from policy
   where org_id = $1 and type = $2 and version in (select version from part union select based_on from part)
   order by version desc`;

const ABOVE_ALL_VERSIONS = 2 ** 31;

const MOST_WRITES = 5;

interface PolicyRow {
  readonly org_id: number;
  readonly type: string;
  readonly version: number;
  readonly status: PolicyVersion['status'];
  readonly auto_approval: PolicyVersion['autoApproval'];
  readonly config: unknown;
  readonly expires_after_hours: number | null;
  readonly notifications: PolicyVersion['notifications'] | null;
  readonly proposed_by: number;
  readonly proposed_by_name: string;
  readonly proposed_at: Date;
  readonly decided_by: number | null;
  readonly decided_by_name: string | null;
  readonly decided_at: Date | null;
  readonly controls: Controls | null;
  readonly based_on: number | null;
}

/** What policies have beside what they had at first. */
type Controls = Pick<PolicySettings, 'bands' | 'dailyCaps' | 'duplicates' | 'uncapped'>;

/** Policy versions in PostgreSQL. */
export class PgPolicyStore implements PolicyStore {
  constructor(private readonly database: Database) {}

  async findActive(orgIds: readonly number[]): Promise<readonly PolicyVersion[]> {
    const text = `select ${COLUMNS} from policy where org_id = any ($1::bigint[]) and status = 'active'`;
    const rows = await this.database.within(orgIds).query<PolicyRow>('active_policies', text, [orgIds]);
    return rows.map(policyOf);
  }

  async findVersions(orgId: number, type: string): Promise<readonly PolicyVersion[]> {
    const text = `select ${COLUMNS} from policy where org_id = $1 and type = $2 order by version desc`;
    const rows = await this.database.within([orgId]).query<PolicyRow>('policy_versions', text, [orgId, type]);
    return rows.map(policyOf);
  }

  async findPage(orgId: number, type: string, range: VersionRange): Promise<VersionPage> {
    const values = [orgId, type, range.before ?? ABOVE_ALL_VERSIONS, range.limit];
    const rows = await this.database.within([orgId]).query<PolicyRow>('policy_page', PAGE, values);
    return versionPage(rows.map(policyOf), range);
  }

  async propose({ orgId, type, settings, proposer, basedOn, ...call }: NewPolicy): Promise<PolicyVersion | undefined> {
    const { autoApproval, config, expiresAfterHours, notifications } = settings;
    const written = [JSON.stringify(autoApproval), textOf(config), expiresAfterHours ?? null];
    const values = [
      orgId,
      type,
      ...written,
      proposer.id,
      proposer.name,
      textOf(controlsOf(settings)),
      basedOn ?? null,
      textOf(notifications),
      call.traceId ?? null,
    ];
    const row = await this.writeAs({ orgId, person: proposer, ...call }, 'propose_policy', PROPOSE, values);
    return row && policyOf(row);
  }

  async decide({ orgId, type, version, verdict, decider, ...call }: DecidedPolicy): Promise<PolicyDecisionResult> {
    const values = [orgId, type, version, verdict, decider.id, decider.name, call.traceId ?? null];
    const row = await this.writeAs({ orgId, person: decider, ...call }, 'decide_policy', DECIDE, values);
    if (row) return { kind: 'decided', policy: policyOf(row) };
    const { versions } = await this.findPage(orgId, type, { limit: 1, before: version + 1 });
    const proposal = versions.find((policy) => policy.version === version);
    if (!proposal) return { kind: 'unknown' };
    if (proposal.status !== 'proposed') return { kind: 'not-proposed' };
    return { kind: proposal.proposedBy.id === decider.id ? 'own-proposal' : 'stale' };
  }

  /** Several people wrote at the same moment and the unique keys let one of them through: now the others see its row. */
  private async writeAs(caller: IdentityCaller, name: string, text: string, values: readonly unknown[]): Promise<PolicyRow | undefined> {
    const statements = this.database.within([caller.orgId]);
    for (let attempt = 1; ; attempt++) {
      try {
        const [row] = await statements.query<PolicyRow>(name, text, [...values, callerRow(caller)]);
        if (!row) await refuseRevoked(statements, caller);
        return row;
      } catch (error) {
        if (attempt === MOST_WRITES || !isUniqueViolation(error)) throw error;
      }
    }
  }
}

function textOf(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}

/** Undefined where there are none: what older versions know then binds all the same. */
function controlsOf({ bands, dailyCaps, duplicates, uncapped }: PolicySettings): Controls | undefined {
  if (!bands && !dailyCaps && !duplicates && !uncapped) return undefined;
  return { ...(bands && { bands }), ...(dailyCaps && { dailyCaps }), ...(duplicates && { duplicates }), ...(uncapped && { uncapped }) };
}

function policyOf(row: PolicyRow): PolicyVersion {
  return {
    orgId: row.org_id,
    type: row.type,
    version: row.version,
    status: row.status,
    autoApproval: row.auto_approval,
    ...row.controls,
    ...optional('basedOn', row.based_on),
    proposedBy: { id: row.proposed_by, name: row.proposed_by_name },
    proposedAt: row.proposed_at,
    ...(row.config !== null && { config: row.config }),
    ...optional('expiresAfterHours', row.expires_after_hours),
    ...(row.notifications && { notifications: row.notifications }),
    ...(row.decided_by !== null && { decidedBy: { id: row.decided_by, name: row.decided_by_name ?? '' } }),
    ...optional('decidedAt', row.decided_at),
  };
}
