import type { LoyaltyAttempt, Review, ReviewedRequest } from '@countersign/engine';
import { optional } from '../postgres/optional';
import { REQUEST_COLUMNS, type RequestRow, requestOf, WITH_EXECUTION } from '../requests/request-rows';

/** Requests, each with its loyalty calls and its reviews; `condition` says which, and in what order. */
export function selectReviewed(condition: string): string {
  return `
  select ${REQUEST_COLUMNS},
         (select json_agg(json_build_object('class', a.class, 'fenced', a.fenced, 'httpStatus', a.http_status, 'code', a.code,
                                            'durationMs', a.duration_ms, 'at', extract(epoch from a.at) * 1000) order by a.attempt_id)
            from attempt a
           where a.org_id = r.org_id and a.request_id = r.request_id and a.endpoint_id is null) as loyalty_attempts,
         (select json_agg(v order by v.proposal) from review v where v.org_id = r.org_id and v.request_id = r.request_id) as reviews
    from request r
    ${WITH_EXECUTION}
   where ${condition}`;
}

/** Times are dates from a column, and texts from within JSON. */
export interface ReviewRow {
  readonly proposal: number;
  readonly action: Review['action'];
  readonly evidence: string;
  readonly proposed_by: number;
  readonly proposed_by_name: string;
  readonly proposed_at: Date | string;
  readonly status: Review['status'];
  readonly decided_by: number | null;
  readonly decided_by_name: string | null;
  readonly decided_at: Date | string | null;
}

interface LoyaltyAttemptRow {
  readonly class: LoyaltyAttempt['class'];
  readonly fenced: boolean;
  readonly httpStatus: number | null;
  readonly code: string | null;
  readonly durationMs: number;
  readonly at: number;
}

export interface ReviewedRow extends RequestRow {
  readonly loyalty_attempts: readonly LoyaltyAttemptRow[] | null;
  readonly reviews: readonly ReviewRow[] | null;
}

export function reviewedOf(row: ReviewedRow): ReviewedRequest {
  return {
    request: requestOf(row),
    attempts: (row.loyalty_attempts ?? []).map(attemptOf),
    reviews: (row.reviews ?? []).map(reviewOf),
  };
}

export function reviewOf(row: ReviewRow): Review {
  return {
    proposal: row.proposal,
    action: row.action,
    evidence: row.evidence,
    proposedBy: { id: row.proposed_by, name: row.proposed_by_name },
    proposedAt: new Date(row.proposed_at),
    status: row.status,
    ...(row.decided_by !== null && { decidedBy: { id: row.decided_by, name: row.decided_by_name ?? '' } }),
    ...(row.decided_at !== null && { decidedAt: new Date(row.decided_at) }),
  };
}

function attemptOf({ httpStatus, code, at, ...note }: LoyaltyAttemptRow): LoyaltyAttempt {
  return { ...note, at: new Date(at), ...optional('httpStatus', httpStatus), ...optional('code', code) };
}
