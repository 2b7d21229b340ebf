import type { ClaimedExecution, DueBounds, DueExecution, ExecutionStore, Lease, LostExecution, Settlement } from '@countersign/engine';
import { Batcher } from '../batching/batcher';
import { recordset } from '../batching/recordset';
import { withRowFallback } from '../batching/row-by-row';
import type { Database } from '../postgres/database';
import { isDataError, isUniqueViolation } from '../postgres/store-errors';
import { WITHOUT_FLUSH } from '../postgres/without-flush';
import { type ClaimedRow, claimedOf, leaseRow, settlementRow } from './execution-rows';
import { withoutWords } from './settlement-without-words';

/** Lengths of leases; settings, so that a test need not wait as long as production does. */
export interface LeaseTimes {
  readonly leaseMs: number;
  /** A call is not begun with less than this left of its lease. */
  readonly leastLeftMs: number;
}

const FIND_DUE = `
  select org_id as "orgId", request_id as "requestId", type, epoch
    from find_due_executions($1, make_interval(secs => $2 / 1000.0), $3, $4, $5)`;
/**
 * A claim need not be on disk: should PostgreSQL crash and forget it, nothing was sent, for the fence that follows is, and it flushes
 * what was written before it.
 */
const CLAIM = `select c.* from claim_executions($1, make_interval(secs => $2 / 1000.0)) c where ${WITHOUT_FLUSH}`;
const FENCE = `select ordinal from fence_executions($1, make_interval(secs => $2 / 1000.0))`;
const RENEW = `select renew_executions($1, make_interval(secs => $2 / 1000.0))`;
const TAKE_OVER = `
  select org_id as "orgId", request_id as "requestId", epoch, type, when_in_doubt as "whenInDoubt", attempts, losses, in_doubt as "inDoubt",
         contested, sent
    from take_over_losses($1, make_interval(secs => $2 / 1000.0), $3)`;

/** Executions in PostgreSQL; claims, fences and settlements of concurrent calls share statements. */
export class PgExecutionStore implements ExecutionStore {
  private readonly claims = this.batcher<Lease, ClaimedExecution | undefined>((leases) => this.claimTogether(leases));
  private readonly fences = this.batcher<Lease, boolean>((leases) => this.fenceTogether(leases));
  private readonly settlements = this.batcher<Settlement, boolean>((settlements) => this.settleTogether(settlements));

  constructor(
    private readonly database: Database,
    private readonly times: LeaseTimes,
  ) {}

  findDue(types: readonly string[], limit: number, bounds: DueBounds = {}): Promise<readonly DueExecution[]> {
    const { overdueMs = 0, perOrg = limit, exceptOrgs = [] } = bounds;
    return this.database.query<DueExecution>('find_due', FIND_DUE, [types, overdueMs, limit, perOrg, exceptOrgs]);
  }

  claim(due: Lease): Promise<ClaimedExecution | undefined> {
    return this.claims.add(due);
  }

  fence(lease: Lease): Promise<boolean> {
    return this.fences.add(lease);
  }

  async renew(leases: readonly Lease[]): Promise<void> {
    if (leases.length > 0) await this.database.query('renew', RENEW, [recordset(leases.map(leaseRow)), this.times.leaseMs]);
  }

  async settle(settlement: Settlement): Promise<boolean> {
    try {
      return await this.settlements.add(settlement);
    } catch (error) {
      if (!isDataError(error)) throw error;
      return this.settlements.add(withoutWords(settlement));
    }
  }

  async release(leases: readonly Lease[]): Promise<void> {
    if (leases.length > 0) await this.database.query('release', 'select release_executions($1)', [recordset(leases.map(leaseRow))]);
  }

  takeOverLost(types: readonly string[], limit: number): Promise<readonly LostExecution[]> {
    return this.database.query<LostExecution>('take_over', TAKE_OVER, [types, this.times.leaseMs, limit]);
  }

  private batcher<Job extends Lease, Result>(together: (jobs: readonly Job[]) => Promise<Result[]>): Batcher<Job, Result> {
    return new Batcher<Job, Result>({
      maxSize: 64,
      keysOf: ({ orgId, requestId }) => [`${orgId}/${requestId}`],
      run: (jobs) => withRowFallback(jobs, together),
    });
  }

  private async claimTogether(leases: readonly Lease[]): Promise<(ClaimedExecution | undefined)[]> {
    try {
      return await this.claimOnce(leases);
    } catch (error) {
      // Two workers claimed for one customer at the same moment. Now the other's lease is visible, so this one is put off.
      if (leases.length > 1 || !isUniqueViolation(error)) throw error;
      return this.claimOnce(leases);
    }
  }

  private async claimOnce(leases: readonly Lease[]): Promise<(ClaimedExecution | undefined)[]> {
    const rows = await this.database.query<ClaimedRow>('claim', CLAIM, [recordset(leases.map(leaseRow)), this.times.leaseMs]);
    const byOrdinal = new Map(rows.map((row) => [row.ordinal, claimedOf(row)]));
    return leases.map((_, ordinal) => byOrdinal.get(ordinal));
  }

  private async fenceTogether(leases: readonly Lease[]): Promise<boolean[]> {
    const rows = await this.database.query<{ ordinal: number }>('fence', FENCE, [recordset(leases.map(leaseRow)), this.times.leastLeftMs]);
    return heldOf(leases, rows);
  }

  private async settleTogether(settlements: readonly Settlement[]): Promise<boolean[]> {
    const rows = await this.database.query<{ ordinal: number }>('settle', 'select * from settle_executions($1)', [
      recordset(settlements.map(settlementRow)),
    ]);
    return heldOf(settlements, rows);
  }
}

function heldOf(jobs: readonly unknown[], rows: readonly { ordinal: number }[]): boolean[] {
  const held = new Set(rows.map(({ ordinal }) => ordinal));
  return jobs.map((_, ordinal) => held.has(ordinal));
}
