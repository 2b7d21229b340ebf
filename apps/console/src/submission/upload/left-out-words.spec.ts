import type { CheckResult } from '../check';
import type { Judgement } from './judge-rows';
import { leftOutWords } from './left-out-words';

const result: CheckResult = { ok: true, summary: { customer: '1', line: 'Give.' }, verdict: { kind: 'checker' } };
const fine: Judgement = { kind: 'fine', result };
const used: Judgement = { kind: 'used', result, message: '' };
const open: Judgement = { kind: 'open', requestId: '1', message: '', result };
const differs = (isBarred: boolean): Judgement => ({ kind: 'differs', message: '', result, isBarred });

describe('what a preview says of the rows that were asked for before', () => {
  it.each([
    ['nothing, where there are none', [fine], []],
    ['that they can be marked', [fine, used], ['1 of 2 rows had been asked for before. Such a row is submitted only if you mark it.']],
    [
      'that none can be marked while their requests are open',
      [open, open],
      ['All 2 rows had been asked for before. Such a row cannot be submitted until that request has ended.'],
    ],
    [
      'how many of them cannot be marked',
      [fine, used, used, open],
      [
        '3 of 4 rows had been asked for before. 1 of them cannot be submitted until that request has ended; the others are submitted only if you mark them.',
      ],
    ],
    [
      'the same of those whose reference asks for something else',
      [fine, differs(true)],
      [
        '1 row has the reference of another request and asks for something else: see below. Such a row cannot be submitted until that request has ended.',
      ],
    ],
    [
      'that these can be marked where the other is over',
      [differs(false), differs(false), fine],
      ['2 rows have references of other requests and ask for something else: see below. Such a row is submitted only if you mark it.'],
    ],
  ] as const)('is %s', (_, judgements, words) => {
    expect(leftOutWords(judgements)).toEqual(words);
  });
});
