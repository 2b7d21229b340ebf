import { idsOf, type RequestView } from '../api/request-view';
import type { HeldBack, Meant } from './sent-decisions';
import type { UsedBefore } from './used-before-query';
import { COULD_NOT_BE_LOOKED_UP, namesOfUses, usedBeforeWords } from './used-before-words';
import { warningsOf, wordsOf } from './warning-words';

const MORE_APPROVALS = 'Meanwhile its approvals have changed, so that yours means something else';
const UNREADABLE = 'It could not be read how it stands by now';
const LOOK_AGAIN = 'Nothing was decided: look at it again.';
const COULD_NOT_READ = 'You decided before you could have read this, so nothing was decided: look at it again.';
const OPEN_AGAIN = 'Nothing was decided. Open it again to approve it all the same.';

interface Means {
  readonly ask: (requestId: string) => Promise<readonly UsedBefore[]>;
  /** As they are now, those that may still be read. */
  readonly read: (requestIds: readonly string[]) => Promise<readonly RequestView[]>;
}

/**
 * Asks once more whether the same was asked for before, how far the approval is and what is warned of, in the moment in which an approval
 * leaves: what a page shows may be old by then.
 * @returns by request, why it has to be looked at again before it is approved: because of what nobody had been shown
 */
export async function holdBack(meant: Meant, { ask, read }: Means): Promise<ReadonlyMap<string, HeldBack>> {
  if (meant.verdict !== 'approved') return new Map();
  const [changes, ...uses] = await Promise.all([
    changedMeanwhile(meant, read),
    ...idsOf(meant.requests).map(async (requestId) => [requestId, await whyHeldBack(ask(requestId), meant.seen?.get(requestId))] as const),
  ]);
  return new Map([...changes, ...uses].flatMap(([requestId, why]) => (why ? [[requestId, why] as const] : [])));
}

async function changedMeanwhile(
  { requests, seen }: Meant,
  read: Means['read'],
): Promise<readonly (readonly [string, HeldBack | undefined])[]> {
  try {
    const now = new Map((await read(idsOf(requests))).map((view) => [view.requestId, view]));
    return requests.map((shown) => [shown.requestId, whyChanged(shown, now.get(shown.requestId), seen?.get(shown.requestId))]);
  } catch {
    return requests.map(({ requestId }) => [requestId, { reason: UNREADABLE, advice: LOOK_AGAIN, isUnread: true }]);
  }
}

function whyChanged(shown: RequestView, now: RequestView | undefined, seen: ReadonlySet<string> = new Set()): HeldBack | undefined {
  if (!now) return undefined;
  const { quorum = 1, given } = shown.details.approval;
  // Whoever was told that theirs is not the last approval must not give the last one.
  if (quorum > 1 && now.details.approval.given !== given) return { reason: MORE_APPROVALS, advice: LOOK_AGAIN };
  const unseen = warningsOf(now).find((name) => !seen.has(name));
  return unseen === undefined ? undefined : { reason: wordsOf(unseen).title, advice: COULD_NOT_READ };
}

async function whyHeldBack(answer: Promise<readonly UsedBefore[]>, seen: ReadonlySet<string> = new Set()): Promise<HeldBack | undefined> {
  try {
    const uses = await answer;
    const names = namesOfUses(uses);
    const unseen = uses.find((_, at) => !seen.has(names[at] ?? ''));
    return unseen && { reason: usedBeforeWords(unseen), advice: COULD_NOT_READ };
  } catch {
    if (seen.has(COULD_NOT_BE_LOOKED_UP)) return undefined;
    return { reason: 'It could not be checked whether the same was asked for before', advice: OPEN_AGAIN, isUnread: true };
  }
}
