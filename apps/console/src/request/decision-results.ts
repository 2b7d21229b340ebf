import type { Problem } from '../api/problem';
import type { RequestView } from '../api/request-view';
import type { DecisionResult } from './decisions';
import { countOf } from '../display/numbers';
import { whoWasFaster } from './race-words';
import { isolated } from '../display/visible-text';

const MISSING_GRANT = 2001;
const TOO_LATE = 2002;
const NOT_WHAT_WAS_SEEN = 2103;
/** So many of those that came too late are looked up. */
const LOOK_UPS = 20;

/** How one decision went, for whoever made it. */
export interface Told {
  /** As it is now, as far as that is known. */
  readonly request: RequestView;
  readonly worked: boolean;
  /** Why it did not work; how it stands where it did. */
  readonly words: string;
}

/** Puts the gateway's results into words; who was faster is looked up, because the refusal does not say. */
export async function tellResults(
  results: readonly DecisionResult[],
  seen: readonly RequestView[],
  { viewerId, read }: { readonly viewerId: number; readonly read: (requestId: string) => Promise<RequestView> },
): Promise<readonly Told[]> {
  const late = results.filter(({ errors }) => hasCode(errors, TOO_LATE)).slice(0, LOOK_UPS);
  const looked = await Promise.all(late.map(async ({ requestId }) => [requestId, await read(requestId).catch(() => undefined)] as const));
  const now = new Map(looked);
  return results.flatMap((result, at): Told[] => {
    const shown = seen[at];
    return shown ? [told(result, shown, now.get(result.requestId), viewerId)] : [];
  });
}

/** Why a decision was refused, in words that say what to do. */
export function refusalInWords(problems: readonly Problem[], now: RequestView | undefined, viewerId: number): string {
  if (hasCode(problems, TOO_LATE) && now) return whoWasFaster(now, viewerId);
  if (hasCode(problems, NOT_WHAT_WAS_SEEN))
    return 'This is not what you saw: the request differs from what was on your screen. Nothing was decided; look at it again.';
  if (hasCode(problems, MISSING_GRANT)) return 'This takes a checker of another rank than yours. Nothing was decided.';
  return problems.map(({ message, code }) => `${isolated(message)} (${code})`).join(' ');
}

function told({ data, errors }: DecisionResult, seen: RequestView, now: RequestView | undefined, viewerId: number): Told {
  if (data) return { request: data, worked: true, words: standsInWords(data) };
  return { request: now ?? seen, worked: false, words: refusalInWords(errors ?? [], now, viewerId) };
}

export function standsInWords({ state, details: { approval, decisions } }: RequestView): string {
  if (state === 'AdminTask')
    return `Counted: ${approval.given ?? 0} of ${countOf(approval.quorum ?? 1, 'approval')}. It waits for the next checker.`;
  if (state === 'IntouchAPITask') return 'Approved. Being executed…';
  if (state === 'approved') return 'Approved and done.';
  if (state === 'failed') return 'Approved, but the loyalty API refused it.';
  return decisions.at(-1)?.decision === 'sent-back' ? 'Sent back to its maker.' : 'Rejected.';
}

function hasCode(problems: readonly Problem[] | null, code: number): boolean {
  return problems?.some((problem) => problem.code === code) ?? false;
}
