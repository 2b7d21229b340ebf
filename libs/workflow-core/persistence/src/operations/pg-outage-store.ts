import type { LoyaltyOutage, OutageStore, StoredOutage } from '@countersign/engine';
import type { Database } from '../postgres/database';
import { optional } from '../postgres/optional';

const REPORT = `
  insert into loyalty_outage (org_id, code, http_status, held_back, since, failed_at) values ($1, $2, $3, $4, now_ms(), now_ms())
  on conflict (org_id) do update
    set code = excluded.code, http_status = excluded.http_status, held_back = excluded.held_back, failed_at = excluded.failed_at`;
const END = 'delete from loyalty_outage where org_id = $1';
const FIND = 'select code, http_status, held_back, since, failed_at from loyalty_outage where org_id = $1';

interface OutageRow {
  readonly code: string;
  readonly http_status: number | null;
  readonly held_back: boolean;
  readonly since: Date;
  readonly failed_at: Date;
}

/** Loyalty APIs that fail: written by workers, read for operators. */
export class PgOutageStore implements OutageStore {
  constructor(private readonly database: Database) {}

  async report({ orgId, code, httpStatus, heldBack }: LoyaltyOutage): Promise<void> {
    await this.database.query('report_outage', REPORT, [orgId, code, httpStatus ?? null, heldBack]);
  }

  async end(orgId: number): Promise<void> {
    await this.database.query('end_outage', END, [orgId]);
  }

  async find(orgId: number): Promise<StoredOutage | undefined> {
    const [row] = await this.database.within([orgId]).query<OutageRow>('find_outage', FIND, [orgId]);
    if (!row) return undefined;
    const { code, held_back: heldBack, since, failed_at: failedAt } = row;
    return { orgId, code, heldBack, since, failedAt, ...optional('httpStatus', row.http_status) };
  }
}
