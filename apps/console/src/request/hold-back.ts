import type { RequestView } from '../api/request-view';
import type { LookUp } from './look-up-query';
import type { HeldBack, Meant } from './sent-decisions';
import { COULD_NOT_BE_LOOKED_UP, namesOfUses, NOT_LOOKED_UP_WORDS, usedBeforeWords } from './used-before-words';
import { warningsOf, wordsOf } from './warning-words';

const MORE_APPROVALS = 'Meanwhile its approvals have changed, so that yours means something else';
const UNREADABLE = 'It could not be read how it stands by now';
const LOOK_AGAIN = 'Nothing was decided: look at it again.';
const COULD_NOT_READ = 'You decided before you could have read this, so nothing was decided: look at it again.';
const OPEN_AGAIN = 'Nothing was decided. Open it again to approve it all the same.';

interface Means {
  /** What there is to know of a request by now. */
  readonly lookUp: (requestId: string) => Promise<LookUp>;
  /** What the page knows of it since the last time that it could be looked up. */
  readonly lookedUp: (requestId: string) => LookUp | undefined;
  /** As they are now, those that may still be read. */
  readonly read: (requestIds: readonly string[]) => Promise<readonly RequestView[]>;
  readonly viewerId: number;
}

/**
 * Asks once more whether the same was asked for before, how far the approval is and what is warned of, in the moment in which an approval
 * leaves: what a page shows may be old by then.
 * @returns by request, why it has to be looked at again before it is approved: because of what nobody had been shown
 */
export async function holdBack({ verdict, requests, seen }: Meant, means: Means): Promise<ReadonlyMap<string, HeldBack>> {
  if (verdict !== 'approved') return new Map();
  const found = await Promise.all(
    requests.map(async (shown) => [shown.requestId, await whyHeldBack(shown, seen?.get(shown.requestId) ?? new Set(), means)] as const),
  );
  return new Map(found.flatMap(([requestId, why]) => (why ? [[requestId, why] as const] : [])));
}

async function whyHeldBack(shown: RequestView, seen: ReadonlySet<string>, means: Means): Promise<HeldBack | undefined> {
  const found = await means.lookUp(shown.requestId).catch(() => undefined);
  // Theirs could be the last one unawares.
  if (!found && takesSeveral(shown)) return { reason: UNREADABLE, advice: LOOK_AGAIN, isUnread: true };
  if (found && (await isApprovedMeanwhile(shown, found, means))) return { reason: MORE_APPROVALS, advice: LOOK_AGAIN };
  const unread = firstUnread(shown, found ?? means.lookedUp(shown.requestId), seen);
  if (unread !== undefined) return { reason: unread, advice: COULD_NOT_READ };
  // Who has read that it could not be looked up decides all the same.
  if (found || seen.has(COULD_NOT_BE_LOOKED_UP)) return undefined;
  return { reason: NOT_LOOKED_UP_WORDS, advice: OPEN_AGAIN, isUnread: true };
}

/** In words. What the page itself knows counts, too, though nothing newer may be known. */
function firstUnread(shown: RequestView, known: LookUp | undefined, seen: ReadonlySet<string>): string | undefined {
  const warning = warningsOf(shown, known?.approval?.warnings).find((name) => !seen.has(name));
  if (warning !== undefined) return wordsOf(warning).title;
  const uses = known?.uses ?? [];
  const names = namesOfUses(uses);
  const unseen = uses.find((_, at) => !seen.has(names[at] ?? ''));
  return unseen && usedBeforeWords(unseen);
}

/** Whoever was told that theirs is not the last approval must not give the last one. One of their own, of which no answer came, is no other. */
async function isApprovedMeanwhile(shown: RequestView, { approval }: LookUp, { read, viewerId }: Means): Promise<boolean> {
  if (!takesSeveral(shown) || !approval || approval.given === shown.details.approval.given) return false;
  const [now] = await read([shown.requestId]).catch(() => []);
  return !now?.details.decisions.some(({ checkerId, decision }) => checkerId === viewerId && decision === 'approved');
}

function takesSeveral({ details: { approval } }: RequestView): boolean {
  return (approval.quorum ?? 1) > 1;
}
