import type { CheckReport, InvariantResult } from './report';

/** The report for a person: a line per invariant, then every violation in a sentence. */
export function printReport({ invariants, violations, requests }: CheckReport): string {
  const states = Object.entries(requests.byState).map(([state, count]) => `${count} ${state}`);
  const lines = [
    `${requests.submitted} requests, ${requests.terminal} of them ended${states.length > 0 ? ` (${states.join(', ')})` : ''}.`,
    '',
    ...invariants.flatMap(linesOf),
    '',
    violations.length === 0 ? 'No violation was found.' : `${brokenCount(invariants)} violations were found:`,
    ...violations.map(({ invariant, orgId, requestId, sentence }) => {
      const where = [...(orgId === undefined ? [] : [`org ${orgId}`]), ...(requestId === undefined ? [] : [`request ${requestId}`])];
      return `  ${invariant}${where.length > 0 ? ` (${where.join(', ')})` : ''}: ${sentence}`;
    }),
  ];
  return `${lines.join('\n')}\n`;
}

function linesOf({ id, title, checked, violations, note }: InvariantResult): string[] {
  const verdict = violations.length > 0 ? 'BROKEN' : checked === 0 ? 'not checked' : 'holds';
  const line = `${id.padEnd(4)}${verdict.padEnd(13)}${String(checked).padStart(9)}  ${title}`;
  return note === undefined ? [line] : [line, `${' '.repeat(28)}${note}`];
}

function brokenCount(invariants: readonly InvariantResult[]): number {
  return invariants
    .flatMap(({ clauses, violations }) => clauses?.map(({ broken }) => broken) ?? [violations.length])
    .reduce((sum, broken) => sum + broken, 0);
}
