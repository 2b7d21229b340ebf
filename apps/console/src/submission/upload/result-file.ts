import { visibleText } from '../../display/visible-text';
import { RESULT_COLUMNS, RESULT_PREFIX, SUBMITTED, UNKNOWN } from './earlier-try';
import type { Judgement } from './judge-rows';
import type { Upload } from './rows';
import type { RowOutcome } from './upload-run';

const NO_ANSWER = 'No answer came. Upload this row again to learn what became of it.';

export interface Results {
  readonly judgements: readonly Judgement[];
  readonly outcomes: ReadonlyMap<number, RowOutcome>;
  /** Of rows that were sent and of which no answer came, by line. */
  readonly keysOfUnknown: ReadonlyMap<number, string>;
}

/**
 * The file as it was uploaded, with what became of each row beside it. By that a row is known again when the file was mended.
 * @param stateWords what people call a state
 */
export function resultLines({ header, rows }: Upload, results: Results, stateWords: (state: string) => string): string[][] {
  const own = header.flatMap((name, index) => (name.startsWith(RESULT_PREFIX) ? [] : [index]));
  const lines = rows.map(({ line, cells }, index) => [
    ...own.map((cell) => cells[cell] ?? ''),
    String(line),
    ...outcomeCells(line, results.judgements[index], results, stateWords),
  ]);
  return [[...own.map((cell) => header[cell] ?? ''), ...RESULT_COLUMNS], ...lines];
}

function outcomeCells(
  line: number,
  judgement: Judgement | undefined,
  { outcomes, keysOfUnknown }: Results,
  stateWords: (state: string) => string,
): string[] {
  const outcome = outcomes.get(line);
  const key = keysOfUnknown.get(line);
  if (outcome?.kind === 'submitted') {
    const { requestId, state } = outcome.request;
    return [SUBMITTED, requestId, stateWords(state), outcome.isEarlier ? 'By an upload before this one.' : '', ''];
  }
  if (outcome && key === undefined) return ['refused', '', '', visibleText(outcome.message), ''];
  if (key !== undefined) return [UNKNOWN, '', '', outcome ? visibleText(outcome.message) : NO_ANSWER, key];
  if (judgement?.kind === 'used' || judgement?.kind === 'open')
    return [SUBMITTED, judgement.requestId ?? '', '', visibleText(whyNot(judgement)), ''];
  return ['not submitted', '', '', judgement ? visibleText(whyNot(judgement)) : '', ''];
}

function whyNot(judgement: Judgement): string {
  switch (judgement.kind) {
    case 'fine':
      return '';
    case 'duplicate':
    case 'differs':
      return judgement.message;
    case 'used':
    case 'open':
      return `Left out: ${judgement.message}`;
    case 'wrong':
      return judgement.messages.join(' ');
  }
}
