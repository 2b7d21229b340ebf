import { visibleText } from '../../display/visible-text';
import type { Judgement } from './judge-rows';
import { RESULT_PREFIX, SUBMITTED, type Upload } from './rows';
import type { RowOutcome } from './upload-run';

const COLUMNS = ['line', 'result', 'request', 'state', 'why'];

/** The file as it was uploaded, with what became of each row beside it. @param stateWords what people call a state */
export function resultLines(
  { header, rows }: Upload,
  judgements: readonly Judgement[],
  outcomes: ReadonlyMap<number, RowOutcome>,
  stateWords: (state: string) => string,
): string[][] {
  const own = header.flatMap((name, index) => (name.startsWith(RESULT_PREFIX) ? [] : [index]));
  const results = rows.map(({ line, cells }, index) => [
    ...own.map((cell) => cells[cell] ?? ''),
    String(line),
    ...outcomeCells(outcomes.get(line), judgements[index], stateWords),
  ]);
  return [[...own.map((cell) => header[cell] ?? ''), ...COLUMNS.map((name) => `${RESULT_PREFIX}${name}`)], ...results];
}

function outcomeCells(outcome: RowOutcome | undefined, judgement: Judgement | undefined, stateWords: (state: string) => string): string[] {
  if (outcome?.kind === 'submitted') return [SUBMITTED, outcome.request.requestId, stateWords(outcome.request.state), ''];
  if (outcome) return ['refused', '', '', visibleText(outcome.message)];
  return ['not submitted', '', '', judgement ? visibleText(whyNot(judgement)) : ''];
}

function whyNot(judgement: Judgement): string {
  switch (judgement.kind) {
    case 'fine':
      return '';
    case 'duplicate':
      return judgement.message;
    case 'wrong':
      return judgement.messages.join(' ');
  }
}
