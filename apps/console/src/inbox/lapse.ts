import type { RequestView } from '../api/request-view';
import { countOf, formatCount } from '../display/numbers';
import { decisionInWords, whoDecidedMeanwhile } from '../request/race-words';
import { type Person, standingOf } from '../request/standing';

/** Why these are no longer marked, and, where none is left, what to do before the next decision. */
export function lapseInWords(dropped: readonly RequestView[], left: number, person: Person): string {
  const reasons = Object.entries(countBy(dropped.map((request) => reasonOf(request, person))));
  const why = reasons.map(([reason, count]) => ofHowMany(count, dropped.length) + reason).join(' ');
  const what = dropped.length === 1 ? 'The request that you had marked' : countOf(dropped.length, 'marked request');
  const rest = left === 0 ? 'Go to a request or mark one before you decide.' : `${countOf(left, 'request')} still marked.`;
  return `${what} can no longer be decided on${dropped.length === 1 ? ':' : '.'} ${why} ${rest}`;
}

/** Each reason speaks of one request. */
function ofHowMany(count: number, all: number): string {
  if (all === 1) return '';
  return count === all ? 'Each: ' : `${formatCount(count)} of them: `;
}

function countBy(reasons: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const reason of reasons) counts[reason] = (counts[reason] ?? 0) + 1;
  return counts;
}

function reasonOf(request: RequestView, person: Person): string {
  const last = request.details.decisions.at(-1);
  const own = last && last.checkerId === person.id ? `${decisionInWords(last, person.id)}.` : undefined;
  return whoDecidedMeanwhile(request, person.id) ?? own ?? standingOf(request, person).why ?? 'It no longer waits for you.';
}
