import { idsOf } from '../api/request-view';
import type { HeldBack, Meant } from './outbox';
import type { UsedBefore } from './used-before-query';
import { COULD_NOT_BE_LOOKED_UP, namesOfUses, usedBeforeWords } from './used-before-words';

const COULD_NOT_READ = 'You decided before you could have read this, so nothing was decided: look at it again.';
const OPEN_AGAIN = 'Nothing was decided. Open it again to approve it all the same.';

type Ask = (requestId: string) => Promise<readonly UsedBefore[]>;

/**
 * Asks once more whether the same was asked for before, in the moment in which an approval leaves: what a page shows may be old by then.
 * @returns by request, why it has to be looked at again before it is approved: because of what nobody had been shown
 */
export async function holdBack({ verdict, requests, seen }: Meant, ask: Ask): Promise<ReadonlyMap<string, HeldBack>> {
  if (verdict !== 'approved') return new Map();
  const held = await Promise.all(
    idsOf(requests).map(async (requestId) => [requestId, await whyHeldBack(ask(requestId), seen?.get(requestId))] as const),
  );
  return new Map(held.flatMap(([requestId, why]) => (why === undefined ? [] : [[requestId, why] as const])));
}

async function whyHeldBack(answer: Promise<readonly UsedBefore[]>, seen: ReadonlySet<string> = new Set()): Promise<HeldBack | undefined> {
  try {
    const uses = await answer;
    const names = namesOfUses(uses);
    const unseen = uses.find((_, at) => !seen.has(names[at] ?? ''));
    return unseen && { reason: usedBeforeWords(unseen), advice: COULD_NOT_READ };
  } catch {
    if (seen.has(COULD_NOT_BE_LOOKED_UP)) return undefined;
    return { reason: 'It could not be checked whether the same was asked for before', advice: OPEN_AGAIN };
  }
}
