import { call } from '../api/call';
import { AnswerLost, untilKnown } from '../api/lost-answer';
import { CallFailed } from '../api/problem';
import { REQUESTS_PATH, type RequestView, type Verdict } from '../api/request-view';
import { bySamePerson } from '../api/same-person';
import { type DecisionResult, isUnclear } from './decision-results';
import { type HeldBack, type LookAgain, notSentAgain } from './sent-decisions';

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
  const answer = await call<{ data: { results?: readonly DecisionResult[] } }>(`${REQUESTS_PATH}/decisions`, {
    method: 'POST',
    body: { decisions },
    headers: { 'Idempotency-Key': key },
  });
  // A success without results is not the gateway's, and says nothing.
  return answer.data.results ?? [];
}

/**
 * Decides, and repeats the call for those of which it is not clear whether it counts: its key counts for each request by itself.
 * @param isMeant whether it still is, before it is sent once more
 * @param lookAgain before it is sent once more: which of them must not be, and why
 * @returns what is known in the end, what was sent more than once, and what was not sent again
 * @throws AnswerLost when nothing is known of any
 */
export async function decideUntilKnown(intent: Intent, isMeant: () => boolean, lookAgain: LookAgain) {
  const results = new Map<string, DecisionResult>();
  const unclear = (): readonly RequestView[] => intent.requests.filter(({ requestId }) => isUnclear(results.get(requestId)));
  let held: ReadonlyMap<string, HeldBack> = new Map();
  let going = intent.requests;
  const repeated = new Set<string>();
  let tries = 0;
  const look = bySamePerson(() => lookAgain(unclear()), isMeant);
  // Looking takes time, in which somebody else may have signed in.
  const decide = bySamePerson(() => decideTogether({ ...intent, requests: going }), isMeant);
  const send = async (): Promise<void> => {
    if (tries > 0) {
      held = await look();
      going = unclear().filter(({ requestId }) => !held.has(requestId));
      for (const { requestId } of going) repeated.add(requestId);
    }
    if (going.length === 0) throw new AnswerLost(notSentAgain(held.values()));
    tries += 1;
    for (const result of await decide()) results.set(result.requestId, result);
    if (going.some(({ requestId }) => isUnclear(results.get(requestId)))) throw new CallFailed(503, []);
  };
  await untilKnown(send).catch((error: unknown) => {
    if (results.size === 0) throw error;
  });
  return { results: [...results.values()], repeated, held };
}
