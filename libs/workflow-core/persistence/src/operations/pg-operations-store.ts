import {
  type HeldPage,
  type ListPlace,
  type NewProposal,
  type OperationsStore,
  type ProposalDecision,
  type Review,
  type ReviewedRequest,
  stateAfter,
  type WakeUps,
} from '@countersign/engine';
import type { Database } from '../postgres/database';
import { type ReviewedRow, reviewedOf, reviewOf, type ReviewRow, selectReviewed } from './review-rows';

const READ = selectReviewed('r.org_id = $1 and r.request_id = $2');
const HELD = `r.org_id = $1 and r.state = 'needs_review'`;
const OLDEST_FIRST = 'order by r.created_at, r.request_id limit $2';
const FIRST_HELD = selectReviewed(`${HELD} ${OLDEST_FIRST}`);
const MORE_HELD = selectReviewed(`${HELD} and (r.created_at, r.request_id) > ($3::timestamptz, $4::uuid) ${OLDEST_FIRST}`);
const PROPOSE = 'select * from propose_resolution($1, $2, $3, $4, $5, $6)';
const DECIDE = 'select * from decide_review($1, $2, $3, $4, $5, $6, $7, $8, $9)';

/** Requests on hold and their reviews in PostgreSQL. People write here: nothing is shared between callers. */
export class PgOperationsStore implements OperationsStore {
  /** @param lists where lists are read, so that a slow one takes no connection from a write */
  constructor(
    private readonly database: Database,
    private readonly wakeUps: WakeUps,
    private readonly lists: Database = database,
  ) {}

  async listHeld(orgId: number, limit: number, after?: ListPlace): Promise<HeldPage> {
    // One more than asked for tells whether there is a next page.
    const rows = after
      ? await this.lists.query<ReviewedRow>('more_held', MORE_HELD, [orgId, limit + 1, after.at, after.requestId])
      : await this.lists.query<ReviewedRow>('first_held', FIRST_HELD, [orgId, limit + 1]);
    const held = rows.slice(0, limit).map(reviewedOf);
    const last = held.at(-1)?.request;
    return { held, ...(rows.length > limit && last && { next: { at: last.createdAt, requestId: last.requestId } }) };
  }

  async read(orgId: number, requestId: string): Promise<ReviewedRequest | undefined> {
    const [row] = await this.database.query<ReviewedRow>('read_reviewed', READ, [orgId, requestId]);
    return row && reviewedOf(row);
  }

  propose({ orgId, requestId, action, evidence, proposer }: NewProposal): Promise<Review | undefined> {
    return this.write('propose_resolution', PROPOSE, [orgId, requestId, action, evidence, proposer.id, proposer.name]);
  }

  async decide(decision: ProposalDecision): Promise<Review | undefined> {
    const { orgId, requestId, proposal, verdict, decider, outcome, traceId, eventId } = decision;
    const stored = outcome === undefined ? null : JSON.stringify(outcome);
    const values = [orgId, requestId, proposal, verdict, decider.id, decider.name, stored, traceId, eventId];
    const review = await this.write('decide_review', DECIDE, values);
    if (review?.status === 'confirmed') this.announce(review);
    return review;
  }

  private announce({ action }: Review): void {
    if (stateAfter(action) === 'accepted') {
      this.wakeUps.signal('executions');
    } else {
      this.wakeUps.signal('outcomes');
      this.wakeUps.signal('deliveries');
    }
  }

  private async write(name: string, text: string, values: readonly unknown[]): Promise<Review | undefined> {
    const [row] = await this.database.query<ReviewRow>(name, text, values);
    return row && reviewOf(row);
  }
}
