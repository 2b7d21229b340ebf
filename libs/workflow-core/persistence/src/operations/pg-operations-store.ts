import {
  type HeldPage,
  type ListPlace,
  type NewProposal,
  type NewRequest,
  type OperationsStore,
  type OperatorCaller,
  type PolicyFacts,
  type ProposalDecision,
  type ReplayResult,
  type Review,
  type ReviewedRequest,
  stateAfter,
  type WakeUps,
} from '@countersign/engine';
import { recordset } from '../batching/recordset';
import { refuseRevoked, standingCaller } from '../identity/standing-caller';
import type { Database } from '../postgres/database';
import { passedLimits } from '../postgres/store-errors';
import { explain, submissionRow } from '../requests/submit-batch';
import { callerRow } from './caller-row';
import { writeOnce } from './operator-write';
import { type ReviewedRow, reviewedOf, reviewOf, type ReviewRow, selectReviewed } from './review-rows';

const READ = selectReviewed('r.org_id = $1 and r.request_id = $2');
const HELD = `r.org_id = $1 and r.state = 'needs_review'`;
const OLDEST_FIRST = 'order by r.created_at, r.request_id limit $2';
const FIRST_HELD = selectReviewed(`${HELD} ${OLDEST_FIRST}`);
const MORE_HELD = selectReviewed(`${HELD} and (r.created_at, r.request_id) > ($3::timestamptz, $4::uuid) ${OLDEST_FIRST}`);
const PROPOSE = `select made.* from ${standingCaller('$1::json')} cross join lateral propose_resolution(caller, $2, $3, $4) as made`;
const DECIDE = `select decided.* from ${standingCaller('$1::json')} cross join lateral decide_review(caller, $2, $3, $4, $5, $6) as decided`;
const REPLAY = 'select kind, created_at from replay_request($1, $2, $3, $4, $5)';
const REDISPATCH = 'select redispatch_execution($1, $2, $3) as done';

/** What operators do about requests, in PostgreSQL. People write here: nothing is shared between callers. */
export class PgOperationsStore implements OperationsStore {
  /** @param lists where lists are read, so that a slow one takes no connection from a write */
  constructor(
    private readonly database: Database,
    private readonly wakeUps: WakeUps,
    private readonly lists: Database = database,
  ) {}

  async listHeld(orgId: number, limit: number, after?: ListPlace): Promise<HeldPage> {
    const lists = this.lists.within([orgId]);
    // One more than asked for tells whether there is a next page.
    const rows = after
      ? await lists.query<ReviewedRow>('more_held', MORE_HELD, [orgId, limit + 1, after.at, after.requestId])
      : await lists.query<ReviewedRow>('first_held', FIRST_HELD, [orgId, limit + 1]);
    const held = rows.slice(0, limit).map(reviewedOf);
    const last = held.at(-1)?.request;
    return { held, ...(rows.length > limit && last && { next: { at: last.createdAt, requestId: last.requestId } }) };
  }

  async read(orgId: number, requestId: string): Promise<ReviewedRequest | undefined> {
    const [row] = await this.database.within([orgId]).query<ReviewedRow>('read_reviewed', READ, [orgId, requestId]);
    return row && reviewedOf(row);
  }

  propose(caller: OperatorCaller, { requestId, action, evidence }: NewProposal): Promise<Review | undefined> {
    return this.writeReview(caller, 'propose_resolution', PROPOSE, [requestId, action, evidence]);
  }

  async decide(caller: OperatorCaller, decision: ProposalDecision): Promise<Review | undefined> {
    const { requestId, proposal, verdict, outcome, eventId } = decision;
    const stored = outcome === undefined ? null : JSON.stringify(outcome);
    const review = await this.writeReview(caller, 'decide_review', DECIDE, [requestId, proposal, verdict, stored, eventId]);
    if (review?.status === 'confirmed') this.announce(review);
    return review;
  }

  async replay(caller: OperatorCaller, failedId: string, request: NewRequest, reason: string): Promise<ReplayResult> {
    const submission = recordset([submissionRow(request, this.database)]);
    const values = [callerRow(caller), failedId, submission, request.requestId, reason];
    const rows = await this.withinLimits(writeOnce<ReplayRow>(this.database.within([caller.orgId]), 'replay_request', REPLAY, values));
    if (rows && 'kind' in rows) return rows;
    const [row] = rows ?? [];
    if (!row) return { kind: 'key-used' };
    if (row.kind === 'not-replayable') return { kind: 'not-replayable' };
    if (row.created_at === null) return (await explain(this.database, [request])).get(request) ?? { kind: 'policy-changed' };
    this.wakeUps.signal(request.verdict === 'auto' ? 'executions' : 'deliveries');
    return { kind: 'created', createdAt: row.created_at };
  }

  private async withinLimits<Row>(
    write: Promise<Row[] | undefined>,
  ): Promise<Row[] | undefined | Extract<ReplayResult, { kind: 'limits-differ' }>> {
    try {
      return await write;
    } catch (error) {
      const facts = passedLimits(error);
      if (facts === undefined) throw error;
      return { kind: 'limits-differ', facts: JSON.parse(facts) as PolicyFacts };
    }
  }

  async redispatch(caller: OperatorCaller, requestId: string, reason: string): Promise<boolean> {
    const values = [callerRow(caller), requestId, reason];
    const rows = await writeOnce<{ done: boolean }>(this.database.within([caller.orgId]), 'redispatch', REDISPATCH, values);
    return rows?.[0]?.done ?? false;
  }

  private announce({ action }: Review): void {
    if (stateAfter(action) === 'accepted') {
      this.wakeUps.signal('executions');
    } else {
      this.wakeUps.signal('outcomes');
      this.wakeUps.signal('deliveries');
    }
  }

  private async writeReview(caller: OperatorCaller, name: string, text: string, values: readonly unknown[]): Promise<Review | undefined> {
    const statements = this.database.within([caller.orgId]);
    const rows = await writeOnce<ReviewRow>(statements, name, text, [callerRow(caller), ...values]);
    if (rows?.length === 0) await refuseRevoked(statements, caller);
    return rows?.[0] && reviewOf(rows[0]);
  }
}

interface ReplayRow {
  readonly kind: 'created' | 'not-replayable' | 'lost';
  readonly created_at: Date | null;
}
