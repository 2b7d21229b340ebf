import { idsOf, type RequestView } from '../api/request-view';
import type { HeldBack, Meant } from './sent-decisions';
import type { UsedBefore } from './used-before-query';
import { COULD_NOT_BE_LOOKED_UP, namesOfUses, usedBeforeWords } from './used-before-words';

const MORE_APPROVALS = 'Meanwhile its approvals have changed, so that yours means something else';
const UNREADABLE = 'It could not be read how far its approval is';
const LOOK_AGAIN = 'Nothing was decided: look at it again.';
const COULD_NOT_READ = 'You decided before you could have read this, so nothing was decided: look at it again.';
const OPEN_AGAIN = 'Nothing was decided. Open it again to approve it all the same.';

interface Means {
  readonly ask: (requestId: string) => Promise<readonly UsedBefore[]>;
  /** As they are now, those that may still be read. */
  readonly read: (requestIds: readonly string[]) => Promise<readonly RequestView[]>;
}

/**
 * Asks once more whether the same was asked for before, and how far the approval is, in the moment in which an approval leaves: what a page
 * shows may be old by then.
 * @returns by request, why it has to be looked at again before it is approved: because of what nobody had been shown
 */
export async function holdBack({ verdict, requests, seen }: Meant, { ask, read }: Means): Promise<ReadonlyMap<string, HeldBack>> {
  if (verdict !== 'approved') return new Map();
  const [steps, ...uses] = await Promise.all([
    approvedMeanwhile(requests, read),
    ...idsOf(requests).map(async (requestId) => [requestId, await whyHeldBack(ask(requestId), seen?.get(requestId))] as const),
  ]);
  return new Map([...steps, ...uses].flatMap(([requestId, why]) => (why ? [[requestId, why] as const] : [])));
}

/** Of requests that take several: whoever was told that theirs is not the last approval must not give the last one. */
async function approvedMeanwhile(requests: readonly RequestView[], read: Means['read']): Promise<readonly (readonly [string, HeldBack])[]> {
  const shown = requests.filter(({ details: { approval } }) => (approval.quorum ?? 1) > 1);
  if (shown.length === 0) return [];
  try {
    const now = new Map((await read(idsOf(shown))).map((view) => [view.requestId, view.details.approval.given]));
    const others = shown.filter(({ requestId, details }) => now.has(requestId) && now.get(requestId) !== details.approval.given);
    return others.map(({ requestId }) => [requestId, { reason: MORE_APPROVALS, advice: LOOK_AGAIN }] as const);
  } catch {
    return shown.map(({ requestId }) => [requestId, { reason: UNREADABLE, advice: LOOK_AGAIN, isUnread: true }] as const);
  }
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
