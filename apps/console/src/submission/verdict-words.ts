import { checkersOfRank } from '../display/checker-words';
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
      return isPlain
        ? `${needs}.`
        : `${needs}: ${levels.map(({ grant, checkers }) => `${checkers} ${checkersOfRank(grant, checkers)}`).join(', then ')}.`;
    }
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
