import { countOf, formatCount } from '../../display/numbers';
import { isBarred, type Judgement } from './judge-rows';

/** Why rows of an upload are left out at first, and whether marking them helps: they repeat a request, or have its reference and differ. */
export function leftOutWords(judgements: readonly Judgement[]): string[] {
  const earlier = judgements.filter(({ kind }) => kind === 'used' || kind === 'open');
  const differing = judgements.filter(({ kind }) => kind === 'differs');
  const all = judgements.length;
  const which = earlier.length === all ? `All ${countOf(all, 'row')}` : `${formatCount(earlier.length)} of ${countOf(all, 'row')}`;
  return [
    ...(earlier.length > 0 ? [`${which} had been asked for before. ${chanceOf(earlier)}`] : []),
    ...(differing.length > 0 ? [`${differingWords(differing.length)} ${chanceOf(differing)}`] : []),
  ];
}

function differingWords(count: number): string {
  const words = countOf(count, 'row has the reference of another request and asks', 'rows have references of other requests and ask');
  return `${words} for something else: see below.`;
}

function chanceOf(judgements: readonly Judgement[]): string {
  const barred = judgements.filter(isBarred).length;
  if (barred === 0) return 'Such a row is submitted only if you mark it.';
  if (barred === judgements.length) return 'Such a row cannot be submitted until that request has ended.';
  return `${formatCount(barred)} of them cannot be submitted until that request has ended; the others are submitted only if you mark them.`;
}
