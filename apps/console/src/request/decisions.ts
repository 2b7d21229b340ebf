import { call } from '../api/call';
import type { Problem } from '../api/problem';
import type { RequestView, Verdict } from '../api/request-view';

/** In characters. */
export const LONGEST_COMMENT = 2_000;

/** What a person wants done: one verdict and comment for what they saw, under one key however often it is sent. */
export interface Intent {
  readonly verdict: Verdict;
  readonly comment: string;
  readonly requests: readonly RequestView[];
  readonly key: string;
}

export interface DecisionResult {
  readonly requestId: string;
  readonly status: number;
  readonly replayed: boolean;
  readonly data: RequestView | null;
  readonly errors: readonly Problem[] | null;
}

/** Decides on each request by itself, bound to the digest of what was shown. Outcomes are not waited for. */
export async function decideTogether({ verdict, comment, requests, key }: Intent): Promise<readonly DecisionResult[]> {
  const decisions = requests.map(({ requestId, details: { payloadDigest } }) => ({ requestId, decision: verdict, comment, payloadDigest }));
  const answer = await call<{ data: { results: readonly DecisionResult[] } }>('/api_gateway/v2/request-workflow/decisions', {
    method: 'POST',
    body: { decisions },
    headers: { 'Idempotency-Key': key },
  });
  return answer.data.results;
}
