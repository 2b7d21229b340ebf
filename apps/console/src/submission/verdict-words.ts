import { countOf } from '../display/numbers';
import type { PolicyVerdict } from './check';

const CHECKER = 'CanCheckRequest';

/** What the policy will make of a request, for its maker. */
export function verdictWords(verdict: PolicyVerdict): string {
  switch (verdict.kind) {
    case 'auto':
      return 'It will be approved at once, without a checker.';
    case 'refused':
      return 'It would be refused.';
    case 'checker': {
      const levels = verdict.levels ?? [];
      const quorum = verdict.quorum ?? Math.max(1, sum(levels.map(({ checkers }) => checkers)));
      const needs = `It needs ${countOf(quorum, 'checker')}`;
      const isPlain = levels.every(({ grant }) => grant === CHECKER);
      return isPlain ? `${needs}.` : `${needs}: ${levels.map(levelWords).join(', then ')}.`;
    }
  }
}

/** `CanCheckRequestSenior` is held by senior checkers. */
function levelWords({ grant, checkers }: { readonly grant: string; readonly checkers: number }): string {
  const rank = grant.startsWith(CHECKER) ? grant.slice(CHECKER.length) : grant;
  const who = [rank.replaceAll(/(?<=[a-z\d])(?=[A-Z])/g, ' ').toLowerCase(), checkers === 1 ? 'checker' : 'checkers']
    .filter(Boolean)
    .join(' ');
  return `${checkers} ${who}`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
