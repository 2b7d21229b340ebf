import { IN_PROGRESS } from '../api/lost-answer';
import type { Problem } from '../api/problem';
import type { RequestView, Verdict } from '../api/request-view';
import { countOf } from '../display/numbers';
import { isolated } from '../display/visible-text';
import { whoWasFaster } from './race-words';

const MISSING_GRANT = 2001;
const TOO_LATE = 2002;
const NOT_WHAT_WAS_SEEN = 2103;
/** So many of those that came too late are looked up. */
const LOOK_UPS = 20;
const COMMENT_LOST = 'You had decided so before, with another comment. This one was not kept:';
const NOT_KNOWN = 'The answer does not say whether it was counted. Try again: it is sent as the same, so that it cannot happen twice.';

/** Of one request of a call, as the gateway answers. */
export interface DecisionResult {
  readonly requestId: string;
  readonly status: number;
  readonly replayed: boolean;
  readonly data: RequestView | null;
  readonly errors: readonly Problem[] | null;
}

/** How one decision went, for whoever made it. */
export interface Told {
  /** As it is now, as far as that is known. */
  readonly request: RequestView;
  readonly worked: boolean;
  /** Why it did not work; how it stands where it did. */
  readonly words: string;
  /** The answer does not say whether it was counted. */
  readonly isUnknown?: true;
  /** What counts is what the same person had said before, in other words. */
  readonly isCommentLost?: true;
}

interface Telling {
  readonly verdict: Verdict;
  readonly comment: string;
  readonly viewerId: number;
  readonly read: (requestId: string) => Promise<RequestView>;
  /** Of which requests a try before may have been counted. */
  readonly mayCount: (requestId: string) => boolean;
  /** Why it was not sent once more. */
  readonly whyHeld: (requestId: string) => string | undefined;
}

/**
 * Puts the gateway's results into words; who was faster is looked up, because the refusal does not say.
 * @returns one for each request that was decided on, in their order
 */
export async function tellResults(
  results: readonly DecisionResult[],
  seen: readonly RequestView[],
  telling: Telling,
): Promise<readonly Told[]> {
  const late = results.filter(({ errors }) => hasCode(errors, TOO_LATE)).slice(0, LOOK_UPS);
  const looked = await Promise.all(
    late.map(async ({ requestId }) => [requestId, await telling.read(requestId).catch(() => undefined)] as const),
  );
  const now = new Map(looked);
  const answers = new Map(results.map((result) => [result.requestId, result]));
  return seen.map((request) => told(answers.get(request.requestId), request, now.get(request.requestId), telling));
}

/** Why a decision was refused, in words that say what to do. */
export function refusalInWords(problems: readonly Problem[], now: RequestView | undefined, viewerId: number): string {
  if (hasCode(problems, TOO_LATE) && now) return whoWasFaster(now, viewerId);
  if (hasCode(problems, NOT_WHAT_WAS_SEEN))
    return 'This is not what you saw: the request differs from what was on your screen. Nothing was decided; look at it again.';
  if (hasCode(problems, MISSING_GRANT)) return 'This takes a checker of another rank than yours. Nothing was decided.';
  return problems.map(({ message, code }) => `${isolated(message)} (${code})`).join(' ');
}

function told(result: DecisionResult | undefined, seen: RequestView, now: RequestView | undefined, telling: Telling): Told {
  if (result?.data) return { request: result.data, worked: true, words: standsInWords(result.data, telling.verdict) };
  const counted = now && countedBefore(now, telling, telling.viewerId);
  if (counted) return counted;
  const request = now ?? seen;
  // What turns a repetition away says nothing of the try before; that somebody was faster, or that it is not what was seen, does.
  const errors = result?.errors ?? [];
  const isDefinite = (now !== undefined && hasCode(errors, TOO_LATE)) || hasCode(errors, NOT_WHAT_WAS_SEEN);
  if (isUnclear(result) || (telling.mayCount(seen.requestId) && !isDefinite))
    return { request, worked: false, words: telling.whyHeld(seen.requestId) ?? NOT_KNOWN, isUnknown: true };
  return { request, worked: false, words: refusalInWords(errors, now, telling.viewerId) };
}

/** How it went where this person has said so already; the comment that counts may be that of another try. */
export function countedBefore(
  request: RequestView,
  { verdict, comment }: Pick<Telling, 'verdict' | 'comment'>,
  viewerId: number,
): Told | undefined {
  const own = request.details.decisions.filter(({ checkerId, decision }) => checkerId === viewerId && decision === verdict);
  if (own.length === 0) return undefined;
  const words = standsInWords(request, verdict);
  if (own.some((decision) => decision.comment.trim() === comment.trim())) return { request, worked: true, words };
  return { request, worked: true, words: `${words} ${COMMENT_LOST} ${isolated(comment)}`, isCommentLost: true };
}

/** How a request stands on which this verdict was counted. */
export function standsInWords({ state, details: { approval, decisions } }: RequestView, verdict: Verdict): string {
  switch (state) {
    case 'AdminTask':
      return `Counted: ${approval.given ?? 0} of ${countOf(approval.quorum ?? 1, 'approval')}. It waits for the next checker.`;
    case 'IntouchAPITask':
      return 'Approved. Being executed…';
    case 'approved':
      return 'Approved and done.';
    case 'failed':
      return 'Approved, but the loyalty API refused it.';
    case 'withdrawn':
      return 'Counted. Its maker has taken the request back since.';
    case 'expired':
      return 'Counted. The request has expired since.';
    case 'rejected': {
      const isSentBack = decisions.at(-1)?.decision === 'sent-back';
      if (verdict === 'approved') return `Counted. It was ${isSentBack ? 'sent back' : 'rejected'} since.`;
      return isSentBack ? 'Sent back to its maker.' : 'Rejected.';
    }
  }
}

/** Whether it does not say if the decision counts. */
export function isUnclear(result: DecisionResult | undefined): boolean {
  if (!result) return true;
  const { status, data, errors } = result;
  return status >= 500 || hasCode(errors, IN_PROGRESS) || (!data && !errors?.length);
}

function hasCode(problems: readonly Problem[] | null, code: number): boolean {
  return problems?.some((problem) => problem.code === code) ?? false;
}
