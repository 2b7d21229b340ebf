import { columns } from '../output/columns';
import { shortId } from '../output/event-line';
import { maskNumbers } from '../output/mask';
import type { Terminal } from '../output/terminal';
import { CHECKER, MAKER } from './people';
import { problemsOf, type StepResult } from './tour-result';
import type { TourListener } from './tour';

/** Shows the tour while it goes on. */
export function tourOn(terminal: Terminal): TourListener {
  const did = (who: string, requestId: string, what: string): void =>
    terminal.line(`    ${columns([who, shortId(requestId), what], [13, 9])}`);
  return {
    began({ submission, about }) {
      terminal.line();
      terminal.line(`  ${terminal.paint('cyan', submission.type)}  ${maskNumbers(about)}`);
    },
    submitted: ({ requestId }) => did(MAKER.name, requestId, 'submits'),
    decides: (decision, { requestId }) => did(CHECKER.name, requestId, decision === 'approved' ? 'approves' : 'rejects'),
  };
}

/** Shows what became of all of them; says whether everything is as it should be. */
export function showResults(terminal: Terminal, results: readonly StepResult[]): boolean {
  terminal.heading('What became of them');
  for (const result of results) {
    const problems = problemsOf(result);
    const mark = problems.length === 0 ? terminal.paint('green', '✓') : terminal.paint('red', '✗');
    terminal.line(`  ${mark} ${columns([result.step.submission.type, result.state ?? '?', ...factsOf(result)], [22, 10, 11])}`);
    for (const problem of problems) terminal.line(`      ${terminal.paint('red', maskNumbers(problem))}`);
  }
  return results.length > 0 && results.every((result) => problemsOf(result).length === 0);
}

function factsOf({ eventStates, effects }: StepResult): string[] {
  const events = `${eventStates.length} ${eventStates.length === 1 ? 'event' : 'events'}`;
  if (effects === undefined) return [events];
  return [events, effects === 0 ? 'nothing executed' : effects === 1 ? 'executed once' : `executed ${effects} times`];
}
