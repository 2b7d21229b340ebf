import type { RequestView, Verdict } from '../api/request-view';
import { countOf } from '../display/numbers';
import { type Person, standingOf } from '../request/standing';

export const NO_ROW = 'Choose a request first: j goes to the next one, k to the one before.';

export const IS_SENT = 'Your decision on this is being sent.';
export const IS_READ = 'The requests are still being read.';

/** Why this person can say this of none of these requests; undefined where they can of some. */
export function whyNot(requests: readonly RequestView[], person: Person, verdict?: Verdict): string | undefined {
  const standings = requests.map((request) => standingOf(request, person));
  const can = standings.some(({ verdicts }) => (verdict === undefined ? verdicts.length > 0 : verdicts.includes(verdict)));
  if (can) return undefined;
  const reasons = [...new Set(standings.flatMap(({ why }) => why ?? []))].join(' ');
  return requests.length === 1 ? reasons : `None of the ${countOf(requests.length, 'marked request')}: ${reasons}`;
}
