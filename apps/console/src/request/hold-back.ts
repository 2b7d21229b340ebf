import type { RequestView } from '../api/request-view';
import type { LookUp } from './look-up-query';
import type { HeldBack, Meant } from './sent-decisions';
import { COULD_NOT_BE_LOOKED_UP, namesOfUses, NOT_LOOKED_UP_WORDS, usedBeforeWords } from './used-before-words';
import { ALIKE, ALIKE_WORDS, warningsOf, wordsOf } from './warning-words';

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
  /** What any read of this page has told to warn of. */
  readonly knownWarnings: (requestId: string) => readonly string[];
  /** As they are now, those that may still be read. */
  readonly read: (requestIds: readonly string[]) => Promise<readonly RequestView[]>;
  readonly viewerId: number;
}

/**
 * Asks once more whether the same was asked for before, how far the approval is and what is warned of, in the moment in which an approval
 * leaves: what a page shows may be old by then.
 * @returns by request, why it has to be looked at again before it is approved: because of what nobody had been shown
 */
export async function holdBack(meant: Meant, means: Means): Promise<ReadonlyMap<string, HeldBack>> {
  const { verdict, requests } = meant;
  if (verdict !== 'approved') return new Map();
  const first = await lookUpAll(requests, means);
  const changed = requests.filter((shown) => hasOtherApprovals(shown, first.get(shown.requestId)));
  const own = await approvedByViewer(changed, means);
  // That took its time, in which more may have become known.
  const found = changed.length > 0 ? await lookUpAll(requests, means) : first;
  const held = new Map<string, HeldBack>();
  for (const shown of requests) {
    const { requestId } = shown;
    const why = whyHeldBack(shown, meant, { found: found.get(requestId), isOwn: own.has(requestId), means });
    if (why) held.set(requestId, why);
  }
  return held;
}

interface Known {
  /** Absent where it could not be looked up now. */
  readonly found: LookUp | undefined;
  /** Whether they have approved it already, and got no answer. */
  readonly isOwn: boolean;
  readonly means: Means;
}

function whyHeldBack(shown: RequestView, { reading }: Meant, { found, isOwn, means }: Known): HeldBack | undefined {
  const { requestId } = shown;
  // Theirs could be the last one unawares.
  if (!found && takesSeveral(shown)) return { reason: UNREADABLE, advice: LOOK_AGAIN, isUnread: true };
  if (!isOwn && hasOtherApprovals(shown, found)) return { reason: MORE_APPROVALS, advice: LOOK_AGAIN };
  const seen = reading?.seen.get(requestId) ?? new Set<string>();
  const uses = (found ?? means.lookedUp(requestId))?.uses ?? [];
  const warnings = warningsOf(shown, [...means.knownWarnings(requestId), ...warningsIn(found ?? means.lookedUp(requestId))]);
  const unread = firstUnread(warnings, uses, seen) ?? (reading?.unread.get(requestId)?.has(ALIKE) ? ALIKE_WORDS : undefined);
  if (unread !== undefined) return { reason: unread, advice: COULD_NOT_READ };
  // Who has read that it could not be looked up decides all the same.
  if (found || seen.has(COULD_NOT_BE_LOOKED_UP)) return undefined;
  return { reason: NOT_LOOKED_UP_WORDS, advice: OPEN_AGAIN, isUnread: true };
}

/** In words. What the page itself knows counts, too, though nothing newer may be known. */
function firstUnread(warnings: readonly string[], uses: LookUp['uses'], seen: ReadonlySet<string>): string | undefined {
  const warning = warnings.find((name) => !seen.has(name));
  if (warning !== undefined) return wordsOf(warning).title;
  const names = namesOfUses(uses);
  const unseen = uses.find((_, at) => !seen.has(names[at] ?? ''));
  return unseen && usedBeforeWords(unseen);
}

/** Without those that cannot be looked up now. */
async function lookUpAll(requests: readonly RequestView[], { lookUp }: Means): Promise<ReadonlyMap<string, LookUp>> {
  const found = await Promise.all(requests.map(({ requestId }) => lookUp(requestId).catch(() => undefined)));
  return new Map(requests.flatMap(({ requestId }, at) => (found[at] ? [[requestId, found[at]] as const] : [])));
}

/** Whoever was told that theirs is not the last approval must not give the last one. */
function hasOtherApprovals(shown: RequestView, found: LookUp | undefined): boolean {
  return takesSeveral(shown) && found?.approval !== undefined && found.approval.given !== shown.details.approval.given;
}

/** One of their own, of which no answer came, is no other's. */
async function approvedByViewer(requests: readonly RequestView[], { read, viewerId }: Means): Promise<ReadonlySet<string>> {
  const now = await Promise.all(requests.map(({ requestId }) => read([requestId]).catch(() => [])));
  const own = now
    .flat()
    .filter(({ details }) => details.decisions.some((one) => one.checkerId === viewerId && one.decision === 'approved'));
  return new Set(own.map(({ requestId }) => requestId));
}

function warningsIn(found: LookUp | undefined): readonly string[] {
  return found?.approval?.warnings ?? [];
}

function takesSeveral({ details: { approval } }: RequestView): boolean {
  return (approval.quorum ?? 1) > 1;
}
