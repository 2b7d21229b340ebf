import { countOf, formatCount } from '../../display/numbers';
import { isBarred, type Judgement } from './judge-rows';

/** What is left out of an upload at first because it was asked for before, or reads as if it had been: a sentence of what, one of whether it can be marked. */
export function leftOutWords(judgements: readonly Judgement[]): string[] {
  const earlier = judgements.filter(({ kind }) => kind === 'used' || kind === 'open');
  const differing = judgements.filter(({ kind }) => kind === 'differs');
  const all = judgements.length;
  const which = earlier.length === all ? `All ${countOf(all, 'row')}` : `${formatCount(earlier.length)} of ${countOf(all, 'row')}`;
  return [
    ...(earlier.length > 0 ? [`${which} had been asked for before. ${chanceOf(earlier)}`] : []),
    ...(differing.length > 0 ? [`${differingWords(differing.length)} Each says below for what. ${chanceOf(differing)}`] : []),
  ];
}

function differingWords(count: number): string {
  return count === 1
    ? '1 row has the reference of another request and asks for something else.'
    : `${formatCount(count)} rows have references of other requests and ask for something else.`;
}

function chanceOf(judgements: readonly Judgement[]): string {
  const barred = judgements.filter(isBarred).length;
  if (barred === 0) return 'Nothing of it is submitted unless you mark it.';
  if (barred === judgements.length) return 'Nothing of it can be submitted before those requests are over.';
  return `${formatCount(barred)} cannot be submitted before those requests are over; the others are not submitted unless you mark them.`;
}
