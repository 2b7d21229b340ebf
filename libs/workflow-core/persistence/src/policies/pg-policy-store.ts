import type { Person, PolicyDecisionResult, PolicySettings, PolicyStore, PolicyVersion } from '@countersign/engine';
import type { Database } from '../postgres/database';
import { optional } from '../postgres/optional';
import { isUniqueViolation } from '../postgres/store-errors';

const COLUMNS = `org_id, type, version, status, auto_approval, config, expires_after_hours, notifications,
  proposed_by, proposed_by_name, proposed_at, decided_by, decided_by_name, decided_at`;

const PROPOSE = `
  insert into policy (org_id, type, version, status, auto_approval, config, expires_after_hours, notifications, proposed_by, proposed_by_name, proposed_at)
  select $1, $2, coalesce(max(version), 0) + 1, 'proposed', $3::json, $4::json, $5::int, $6::json, $7, $8, now_ms()
    from policy where org_id = $1 and type = $2
  returning ${COLUMNS}`;

/** Superseding and activating are one statement; the proposer is refused by the where clause and by the table itself. */
const DECIDE = `
  with proposal as (
    select org_id, type, version from policy
     where org_id = $1 and type = $2 and version = $3 and status = 'proposed' and proposed_by <> $5
       for update
  ), superseded as (
    update policy p set status = 'superseded'
      from proposal s
     where $4 = 'active' and p.org_id = s.org_id and p.type = s.type and p.status = 'active'
    returning p.version
  )
  update policy p
     set status = $4, decided_by = $5, decided_by_name = $6, decided_at = now_ms()
    from proposal s
   where p.org_id = s.org_id and p.type = s.type and p.version = s.version and (select count(*) from superseded) >= 0
  returning p.*`;

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
}

/** Policy versions in PostgreSQL. */
export class PgPolicyStore implements PolicyStore {
  constructor(private readonly database: Database) {}

  async findActive(): Promise<readonly PolicyVersion[]> {
    const rows = await this.database.query<PolicyRow>('active_policies', `select ${COLUMNS} from policy where status = 'active'`);
    return rows.map(policyOf);
  }

  async findVersions(orgId: number, type: string): Promise<readonly PolicyVersion[]> {
    const text = `select ${COLUMNS} from policy where org_id = $1 and type = $2 order by version desc`;
    const rows = await this.database.query<PolicyRow>('policy_versions', text, [orgId, type]);
    return rows.map(policyOf);
  }

  async propose(orgId: number, type: string, settings: PolicySettings, proposer: Person): Promise<PolicyVersion> {
    const config = settings.config === undefined ? null : JSON.stringify(settings.config);
    const values = [
      orgId,
      type,
      JSON.stringify(settings.autoApproval),
      config,
      settings.expiresAfterHours ?? null,
      settings.notifications === undefined ? null : JSON.stringify(settings.notifications),
      proposer.id,
      proposer.name,
    ];
    const [row] = await this.writeAgain('propose_policy', PROPOSE, values);
    if (!row) throw new Error('The proposed policy was not returned.');
    return policyOf(row);
  }

  async decide(
    orgId: number,
    type: string,
    version: number,
    verdict: 'active' | 'declined',
    decider: Person,
  ): Promise<PolicyDecisionResult> {
    const values = [orgId, type, version, verdict, decider.id, decider.name];
    const [row] = await this.writeAgain('decide_policy', DECIDE, values);
    if (row) return { kind: 'decided', policy: policyOf(row) };
    const proposal = (await this.findVersions(orgId, type)).find((policy) => policy.version === version);
    if (!proposal) return { kind: 'unknown' };
    return { kind: proposal.status === 'proposed' && proposal.proposedBy.id === decider.id ? 'own-proposal' : 'not-proposed' };
  }

  /** Several people wrote at the same moment and the unique keys let one of them through: now the others see its row. */
  private async writeAgain(name: string, text: string, values: readonly unknown[]): Promise<PolicyRow[]> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.database.query<PolicyRow>(name, text, values);
      } catch (error) {
        if (attempt === MOST_WRITES || !isUniqueViolation(error)) throw error;
      }
    }
  }
}

function policyOf(row: PolicyRow): PolicyVersion {
  return {
    orgId: row.org_id,
    type: row.type,
    version: row.version,
    status: row.status,
    autoApproval: row.auto_approval,
    proposedBy: { id: row.proposed_by, name: row.proposed_by_name },
    proposedAt: row.proposed_at,
    ...(row.config !== null && { config: row.config }),
    ...optional('expiresAfterHours', row.expires_after_hours),
    ...(row.notifications && { notifications: row.notifications }),
    ...(row.decided_by !== null && { decidedBy: { id: row.decided_by, name: row.decided_by_name ?? '' } }),
    ...optional('decidedAt', row.decided_at),
  };
}
