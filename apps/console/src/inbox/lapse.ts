import type { RequestView } from '../api/request-view';
import { countOf } from '../display/numbers';
import { decisionInWords, whoDecidedMeanwhile } from '../request/race-words';
import { type Person, standingOf } from '../request/standing';

/** Why these are no longer marked, and, where none is left, what to do before the next decision. */
export function lapseInWords(dropped: readonly RequestView[], left: number, person: Person): string {
  const reasons = [...new Set(dropped.map((request) => reasonOf(request, person)))].join(' ');
  const what = dropped.length === 1 ? 'The request that you had marked' : countOf(dropped.length, 'marked request');
  const rest = left === 0 ? 'Go to a request or mark one before you decide.' : `${countOf(left, 'request')} still marked.`;
  return `${what} can no longer be decided on: ${reasons} ${rest}`;
}

function reasonOf(request: RequestView, person: Person): string {
  const last = request.details.decisions.at(-1);
  const own = last && last.checkerId === person.id ? `${decisionInWords(last, person.id)}.` : undefined;
  return whoDecidedMeanwhile(request, person.id) ?? own ?? standingOf(request, person).why ?? 'It no longer waits for you.';
}
