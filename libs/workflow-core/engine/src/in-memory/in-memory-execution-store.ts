import { claimLease, type Execution, isContested, isDue, isLost, keyIsInDoubt, mustWait, passFence, putOff } from '../domain/lease-rules';
import { releaseLease, renewLease, settleLease, takeOver } from '../domain/lease-rules';
import type { ClaimedExecution, DueBounds, DueExecution, ExecutionStore, Lease, LostExecution, Settlement } from '../ports/execution-store';
import type { InMemoryDatabase } from './in-memory-database';
import type { ExecutionRow, RequestRow } from './in-memory-rows';

/** Lengths of leases, in milliseconds. */
export interface LeaseLengths {
  readonly leaseMs: number;
  /** A call is not begun with less than this left of its lease. */
  readonly leastLeftMs: number;
}

type Started = RequestRow & { execution: ExecutionRow };

/** Executions in memory: the lease rules over one row at a time. */
export class InMemoryExecutionStore implements ExecutionStore {
  constructor(
    private readonly database: InMemoryDatabase,
    private readonly lengths: LeaseLengths,
  ) {}

  async findDue(types: readonly string[], limit: number, bounds: DueBounds = {}): Promise<readonly DueExecution[]> {
    return this.due(types, limit, bounds);
  }

  async claim(due: Lease): Promise<ClaimedExecution | undefined> {
    return this.claimOne(due);
  }

  async fence(lease: Lease): Promise<boolean> {
    const row = this.started(lease);
    if (!row || keyIsInDoubt(row.execution.lease, this.database.neighbours(row).ofLoyaltyKey)) return false;
    return this.change(lease, (held) => passFence(held, lease.epoch, this.database.now(), this.lengths.leastLeftMs));
  }

  async renew(leases: readonly Lease[]): Promise<void> {
    for (const lease of leases) this.change(lease, (held) => renewLease(held, lease.epoch, this.database.now(), this.lengths.leaseMs));
  }

  async release(leases: readonly Lease[]): Promise<void> {
    for (const lease of leases) this.change(lease, (held) => releaseLease(held, lease.epoch));
  }

  async settle(settlement: Settlement): Promise<boolean> {
    const row = this.started(settlement);
    const settled = row && settleLease(row.execution.lease, settlement.epoch, settlement, this.database.now());
    this.database.note(settlement, { epoch: settlement.epoch, class: settlement.attempt.class, fenced: !settled });
    if (!settled) return false;
    const { execution, checkerId } = row;
    if (settlement.next !== 'due') {
      const comment = row.decisions.find(({ checker }) => checker.id === checkerId)?.comment;
      const { outcome, eventId, loyaltyAnswerText } = settlement;
      const ofChecker = { ...(checkerId !== undefined && { checkerId }), ...(comment !== undefined && { comment }) };
      this.database.move(row, settlement.next, 'worker', { traceId: execution.traceId, eventId, outcome, ...ofChecker });
      row.outcome = outcome;
      if (loyaltyAnswerText !== undefined) row.loyaltyAnswerText = loyaltyAnswerText;
    }
    (row as RequestRow).execution = settled.left && { ...execution, lease: settled.left };
    return true;
  }

  async takeOverLost(types: readonly string[], limit: number): Promise<readonly LostExecution[]> {
    const now = this.database.now();
    const lost = this.rows(types).filter(({ execution }) => isLost(execution.lease, now));
    lost.sort((one, other) => (one.execution.lease.leaseUntil ?? 0) - (other.execution.lease.leaseUntil ?? 0));
    return lost.slice(0, limit).flatMap((row) => this.takeOne(row, now));
  }

  private takeOne(row: Started, now: number): LostExecution[] {
    const lease = takeOver(row.execution.lease, now, this.lengths.leaseMs);
    if (!lease) return [];
    row.execution = { ...row.execution, lease };
    const { orgId, requestId, type } = row.request;
    const { epoch, attempts, losses, inDoubt, sentAt } = lease;
    const contested = isContested(this.database.neighbours(row).ofLoyaltyKey);
    const { whenInDoubt } = row.execution;
    return [{ orgId, requestId, type, epoch, attempts, losses, inDoubt, whenInDoubt, contested, sent: sentAt !== undefined }];
  }

  private claimOne(due: Lease): ClaimedExecution | undefined {
    const row = this.started(due);
    if (!row || this.isPaused(row)) return undefined;
    const { execution, request } = row;
    const now = this.database.now();
    const lease = claimLease(execution.lease, due.epoch, now, this.lengths.leaseMs);
    if (!lease) return undefined;
    const { ofCustomer, ofLoyaltyKey } = this.database.neighbours(row);
    if (mustWait(execution.lease, ofCustomer, ofLoyaltyKey)) {
      row.execution = { ...execution, lease: putOff(execution.lease, now) };
      return undefined;
    }
    row.execution = { ...execution, lease };
    const { orgId, requestId, type, requester, entityInfo, payloadText, payloadSalt, payloadDigest } = request;
    const { epoch, attempts, inDoubt } = lease;
    const { whenInDoubt, traceId } = execution;
    const stored = { orgId, requestId, type, requesterId: requester.id, entityInfo, payloadText, payloadSalt, payloadDigest };
    return { ...stored, epoch, attempts, inDoubt, whenInDoubt, traceId, contested: isContested(ofLoyaltyKey) };
  }

  /** Round robin by org: the first of each, then the second of each. */
  private due(types: readonly string[], limit: number, { overdueMs = 0, perOrg = limit, exceptOrgs = [] }: DueBounds): DueExecution[] {
    const turns = new Map<number, number>();
    const time = this.database.now() - overdueMs;
    const asked = this.rows(types).filter(({ request }) => !exceptOrgs.includes(request.orgId));
    const due = asked.filter((row) => isDue(row.execution.lease, time) && !this.isPaused(row));
    due.sort((one, other) => one.execution.lease.dueAt - other.execution.lease.dueAt);
    const ranked = due.map((row) => {
      const turn = (turns.get(row.request.orgId) ?? 0) + 1;
      turns.set(row.request.orgId, turn);
      return { row, turn };
    });
    ranked.sort((one, other) => one.turn - other.turn);
    const within = ranked.filter(({ turn }) => turn <= perOrg);
    return within.slice(0, limit).map(({ row: { request, execution } }) => {
      const { orgId, requestId, type } = request;
      return { orgId, requestId, type, epoch: execution.lease.epoch };
    });
  }

  private isPaused({ request: { orgId, type } }: Started): boolean {
    return this.database.pauses.has(`${orgId}/${type}`);
  }

  private change(lease: Lease, rule: (held: Execution) => Execution | undefined): boolean {
    const row = this.started(lease);
    const changed = row && rule(row.execution.lease);
    if (!changed) return false;
    row.execution = { ...row.execution, lease: changed };
    return true;
  }

  private rows(types: readonly string[]): Started[] {
    return [...this.database.requests.values()].filter(isStarted).filter(({ request }) => types.includes(request.type));
  }

  private started(lease: Lease): Started | undefined {
    const row = this.database.find(lease);
    return row && isStarted(row) ? row : undefined;
  }
}

function isStarted(row: RequestRow): row is Started {
  return row.execution !== undefined;
}
