import { call } from '../api/call';
import { AnswerLost, untilKnown } from '../api/lost-answer';
import { CallFailed } from '../api/problem';
import { idsOf, type RequestView, type Verdict } from '../api/request-view';
import { bySamePerson } from '../api/same-person';
import { type DecisionResult, unclearIds } from './decision-results';

/** In characters. */
export const LONGEST_COMMENT = 2_000;

/** What a person wants done: one verdict and comment for what they saw, under one key however often it is sent. */
export interface Intent {
  readonly verdict: Verdict;
  readonly comment: string;
  readonly requests: readonly RequestView[];
  readonly key: string;
}

/** Decides on each request by itself, bound to the digest of what was shown. Outcomes are not waited for. */
export async function decideTogether({ verdict, comment, requests, key }: Intent): Promise<readonly DecisionResult[]> {
  const decisions = requests.map(({ requestId, details: { payloadDigest } }) => ({ requestId, decision: verdict, comment, payloadDigest }));
  const answer = await call<{ data: { results?: readonly DecisionResult[] } }>('/api_gateway/v2/request-workflow/decisions', {
    method: 'POST',
    body: { decisions },
    headers: { 'Idempotency-Key': key },
  });
  // A success without results is not the gateway's, and says nothing.
  return answer.data.results ?? [];
}

/**
 * Decides, and repeats the call until each of its results is clear: its key counts for each request by itself.
 * @param isMeant whether it still is, before it is sent once more
 * @param lookAgain at those that are not clear, before it is sent once more; throws when they must not be decided any more
 * @returns what is known in the end, and whether a try before the last one may have been received
 * @throws AnswerLost when no answer came at all
 */
export async function decideUntilKnown(
  intent: Intent,
  isMeant: () => boolean,
  lookAgain: (requests: readonly RequestView[]) => Promise<void>,
) {
  const ids = idsOf(intent.requests);
  let results: readonly DecisionResult[] | undefined;
  let tries = 0;
  const send = async (): Promise<void> => {
    if (tries > 0) {
      const unclear = unclearIds(results ?? [], ids);
      await lookAgain(intent.requests.filter(({ requestId }) => unclear.includes(requestId)));
    }
    tries += 1;
    results = await decideTogether(intent);
    if (unclearIds(results, ids).length > 0) throw new CallFailed(503, []);
  };
  await untilKnown(bySamePerson(send, isMeant)).catch((error: unknown) => {
    if (!results || !(error instanceof AnswerLost)) throw error;
  });
  return { results: results ?? [], isRepeated: tries > 1 };
}
