import { customersOf } from '../domain/customers';
import { closeOutcome } from '../domain/close-outcome';
import { type CloseRefusal, type Closing, isOpen, judgeClose } from '../domain/close-rules';
import { isLeased, newExecution } from '../domain/lease-rules';
import type { PolicyFacts } from '../domain/policy-verdict';
import { makerIdsOf } from '../domain/makers';
import { nextPosition, openAfterNext } from '../domain/positions';
import { isTerminal } from '../domain/request-state';
import type { Person, StoredRequest } from '../ports/request-records';
import type {
  Close,
  CloseResult,
  NewRequest,
  RefusedSubmission,
  RefuseResult,
  RequestRef,
  RequestStore,
  SubmitResult,
} from '../ports/request-store';
import type { InMemoryDatabase } from './in-memory-database';
import type { RequestRow } from './in-memory-rows';

const HOUR_MS = 3_600_000;

type Earlier = Extract<SubmitResult, { kind: 'replayed' | 'key-reused' }>;

/** Requests in memory, under the same rules as in PostgreSQL. */
export class InMemoryRequestStore implements RequestStore {
  constructor(private readonly database: InMemoryDatabase) {}

  async submit(request: NewRequest): Promise<SubmitResult> {
    const earlier = this.earlierWithKey(request);
    if (earlier) return earlier;
    const stored = this.ofOrg(request);
    const again = this.resubmissionOf(stored, request.resubmissionOf?.requestId);
    if (again) return { kind: 'already-resubmitted', resubmittedAs: again.request.requestId };
    const open = stored.find((row) => isOpen(row.state) && sameNaturalKey(row.request, request));
    if (open) return { kind: 'duplicate', openRequestId: open.request.requestId };
    if (request.policyVersion !== this.currentPolicy(request)) return { kind: 'policy-changed' };
    const facts = this.isOwnPolicy(request) ? { ownPolicy: true as const } : this.factsAgainst(request, stored);
    if (facts) return { kind: 'limits-differ', facts };
    return { kind: 'created', createdAt: this.insert(request) };
  }

  async refuse(refused: RefusedSubmission): Promise<RefuseResult> {
    const { request } = refused;
    const earlier = this.earlierWithKey(request);
    if (earlier) return earlier;
    if (request.policyVersion !== this.currentPolicy(request)) return { kind: 'policy-changed' };
    this.database.refusals.push(refused);
    return { kind: 'kept' };
  }

  async read(orgId: number, requestId: string): Promise<StoredRequest | undefined> {
    const row = this.database.find({ orgId, requestId });
    return row && this.view(row);
  }

  async close(close: Close): Promise<CloseResult> {
    const row = this.database.find(close);
    if (!row) return { kind: 'unknown' };
    if ('checker' in close && close.idempotency) {
      const earlier = this.decisionWithKey(close.orgId, close.checker.id, close.idempotency.key);
      if (earlier) return { kind: earlier.fingerprint === close.idempotency.fingerprint ? 'replayed' : 'key-reused' };
    }
    const deciders = row.decisions.map(({ checker }) => checker.id);
    const { requester, payloadDigest, quorum, levelGrants } = row.request;
    const closable = {
      ...row,
      requesterId: requester.id,
      payloadDigest,
      quorum,
      levelGrants,
      deciders,
      expiresAt: row.expiresAt?.getTime(),
    };
    const verdict = judgeClose(closable, closingOf(close), this.database.now());
    if (verdict.kind === 'refused') return refused(verdict.reason, row);
    const at = this.database.timeOf(row);
    if ('checker' in close) decide(row, close, at);
    row.approvals = verdict.approvals;
    row.updatedAt = at;
    const outcome = closeOutcome(close);
    if (outcome) row.outcome = outcome;
    if (verdict.to !== 'pending') this.database.move(row, verdict.to, verdict.by, stepOf(close));
    if (verdict.to === 'accepted' && 'whenInDoubt' in close) start(row, close.whenInDoubt, close.traceId, at);
    return { kind: 'done', state: row.state, version: row.journal.length, approvals: row.approvals, at };
  }

  async findSettled(requests: readonly RequestRef[]): Promise<readonly RequestRef[]> {
    return requests.filter((ref) => {
      const state = this.database.find(ref)?.state;
      return state !== undefined && (isTerminal(state) || state === 'needs_review');
    });
  }

  async findExpired(limit: number): Promise<readonly RequestRef[]> {
    const expired: { readonly request: NewRequest; readonly at: number }[] = [];
    for (const { state, request, expiresAt } of this.database.requests.values())
      if (state === 'pending' && expiresAt && expiresAt.getTime() <= this.database.now())
        expired.push({ request, at: expiresAt.getTime() });
    expired.sort((one, other) => one.at - other.at);
    return expired.slice(0, limit).map(({ request: { orgId, requestId } }) => ({ orgId, requestId }));
  }

  private ofOrg({ orgId }: NewRequest): RequestRow[] {
    return [...this.database.requests.values()].filter((row) => row.request.orgId === orgId);
  }

  private earlierWithKey(request: NewRequest): Earlier | undefined {
    const earlier = this.ofOrg(request).find((row) => sameKey(row.request, request));
    if (!earlier) return undefined;
    return earlier.request.idempotency?.fingerprint === request.idempotency?.fingerprint
      ? { kind: 'replayed', request: this.view(earlier) }
      : { kind: 'key-reused' };
  }

  /** Who has a part in a policy is not approved by it. */
  private isOwnPolicy({ orgId, type, verdict, requester, policyVersion }: NewRequest): boolean {
    const policy = this.database.policies.find((one) => one.orgId === orgId && one.type === type && one.version === policyVersion);
    return verdict === 'auto' && [policy?.proposedBy, policy?.decidedBy].some((author) => author?.id === requester.id);
  }

  /** What counters and pending requests are, where they speak against how the request was judged. */
  private factsAgainst(request: NewRequest, stored: readonly RequestRow[]): PolicyFacts | undefined {
    if (!request.limits) return undefined;
    const usage = this.database.usage.before(request, this.database.now());
    const assumed = request.limits.sameCustomerPending;
    const pending = assumed === undefined ? undefined : stored.find((row) => row.state === 'pending' && sameCustomer(row.request, request));
    if (this.database.usage.fits(request, usage) && (assumed === undefined || assumed === (pending !== undefined))) return undefined;
    return { usage, ...(pending && { pendingRequestId: pending.request.requestId }) };
  }

  private insert(request: NewRequest): Date {
    const at = new Date(this.database.now());
    const auto = request.verdict === 'auto';
    const hours = request.expiresAfterHours;
    const row: RequestRow = {
      request,
      state: 'pending',
      approvals: 0,
      decisions: [],
      revokedApprovals: [],
      journal: [],
      createdAt: at,
      updatedAt: at,
      ...(!auto && hours !== undefined && { expiresAt: new Date(at.getTime() + hours * HOUR_MS) }),
    };
    const { traceId, eventId, requester } = request;
    this.database.insert(row);
    this.database.usage.add(request, at.getTime());
    this.database.move(row, auto ? 'accepted' : 'pending', auto ? 'policy' : 'maker', { traceId, eventId, actorId: requester.id });
    if (auto) start(row, request.whenInDoubt, traceId, at);
    return at;
  }

  private resubmissionOf(stored: readonly RequestRow[], requestId: string | undefined): RequestRow | undefined {
    return requestId === undefined ? undefined : stored.find(({ request }) => request.resubmissionOf?.requestId === requestId);
  }

  private view(row: RequestRow): StoredRequest {
    const again = this.resubmissionOf(this.ofOrg(row.request), row.request.requestId);
    const makerRevokedAt = row.state === 'pending' ? this.makerRevokedAt(row) : undefined;
    return { ...view(row), ...(makerRevokedAt && { makerRevokedAt }), ...(again && { resubmittedAs: again.request.requestId }) };
  }

  private makerRevokedAt({ request, createdAt }: RequestRow): Date | undefined {
    return makerIdsOf(request)
      .flatMap((id) => this.database.revocations.get(`${request.orgId}/${id}`) ?? [])
      .filter((revokedAt) => revokedAt >= createdAt)
      .reduce<Date | undefined>((latest, at) => (latest && latest > at ? latest : at), undefined);
  }

  private currentPolicy({ orgId, type }: NewRequest): number {
    const isActive = this.database.policies.find((policy) => policy.orgId === orgId && policy.type === type && policy.status === 'active');
    return isActive?.version ?? 0;
  }

  private decisionWithKey(orgId: number, checkerId: number, key: string): { readonly fingerprint: string } | undefined {
    for (const { request, decisions } of this.database.requests.values()) {
      if (request.orgId !== orgId) continue;
      const decision = decisions.find(({ checker, idempotency }) => checker.id === checkerId && idempotency?.key === key);
      if (decision?.idempotency) return decision.idempotency;
    }
    return undefined;
  }
}

function sameKey(one: NewRequest, other: NewRequest): boolean {
  return other.idempotency !== undefined && one.idempotency?.key === other.idempotency.key && one.requester.id === other.requester.id;
}

function sameCustomer(one: NewRequest, other: NewRequest): boolean {
  const names = customersOf(one);
  return one.type === other.type && customersOf(other).some((customer) => names.includes(customer));
}

function sameNaturalKey(one: NewRequest, other: NewRequest): boolean {
  return other.naturalKeyHash !== undefined && one.naturalKeyHash === other.naturalKeyHash;
}

function closingOf(close: Close): Closing {
  if (close.action === 'withdraw') return { action: 'withdraw', makerId: close.maker.id };
  if (close.action === 'expire') return { action: 'expire' };
  return { action: close.action, checkerId: close.checker.id, digest: close.digest, grants: close.grants };
}

/** What was not yet past its expiry is busy for the sweep, which comes again. */
function refused(reason: CloseRefusal, row: RequestRow): CloseResult {
  const { state, request } = row;
  if (reason === 'not-pending') return { kind: reason, state };
  if (reason === 'level-grant-missing') return { kind: reason, grant: request.levelGrants?.[nextPosition(row) - 1] ?? 'CanCheckRequest' };
  return { kind: reason === 'not-expired' ? 'key-in-progress' : reason };
}

type CheckerClose = Extract<Close, { checker: Person }>;

function decide(row: RequestRow, { action, checker, comment, idempotency }: CheckerClose, decidedAt: Date): void {
  const verdict = action === 'approve' ? 'approved' : 'rejected';
  const isApproval = verdict === 'approved';
  const position = isApproval ? { position: nextPosition(row) } : {};
  row.decisions.push({ checker, verdict, comment, decidedAt, ...(idempotency && { idempotency }), ...position });
  if (isApproval) row.openPositions = openAfterNext(row);
  row.checkerId = checker.id;
}

function stepOf(close: Close) {
  const outcome = closeOutcome(close);
  const step = { traceId: close.traceId, eventId: close.eventId, ...(outcome && { outcome }) };
  if (close.action === 'expire') return step;
  if (close.action === 'withdraw') return { ...step, actorId: close.maker.id };
  return { ...step, actorId: close.checker.id, checkerId: close.checker.id, comment: close.comment };
}

function start(row: RequestRow, whenInDoubt: 'replay' | 'hold', traceId: string, at: Date): void {
  row.execution = { whenInDoubt, traceId, lease: newExecution(at.getTime()) };
}

function view(row: RequestRow): StoredRequest {
  const { payloadSalt: _salt, naturalKeyHash: _natural, loyaltyKeyHash: _loyalty, idempotency: _key, ...shown } = row.request;
  const {
    whenInDoubt: _doubt,
    expiresAfterHours: _hours,
    traceId: _trace,
    eventId: _event,
    otherCustomers: _others,
    limits,
    ...columns
  } = shown;
  const { state, approvals, createdAt, updatedAt, outcome, loyaltyAnswerText, endedAt, expiresAt, reminders = 0, remindedAt } = row;
  const { openPositions, revokedApprovals } = row;
  return {
    ...columns,
    ...(limits?.sameCustomerPending && { customerHadPending: true }),
    ...(limits?.ownPolicy && { ownPolicy: true }),
    state,
    version: row.journal.length,
    approvals,
    decisions: row.decisions.map(({ checker, verdict, comment, decidedAt }) => ({ checker, verdict, comment, decidedAt })),
    ...(openPositions && { openPositions }),
    ...(revokedApprovals.length > 0 && { revokedApprovals }),
    createdAt,
    updatedAt,
    ...(row.execution && { execution: executionView(row.execution) }),
    ...(outcome && { outcome }),
    ...(loyaltyAnswerText !== undefined && { loyaltyAnswerText }),
    ...(endedAt && { endedAt }),
    ...(expiresAt && { expiresAt }),
    reminders,
    ...(remindedAt && { remindedAt }),
  };
}

function executionView({ lease }: NonNullable<RequestRow['execution']>): NonNullable<StoredRequest['execution']> {
  const { attempts, inDoubt, dueAt } = lease;
  return { attempts, inDoubt, leased: isLeased(lease), ...(Number.isFinite(dueAt) && { dueAt: new Date(dueAt) }) };
}
