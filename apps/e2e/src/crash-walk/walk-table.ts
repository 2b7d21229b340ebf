import { CRASH_KINDS, CRASH_POINTS } from '@countersign/crash-points';
import type { CaseResult } from './crash-case';

/** Point by kind: what happened, and how many seconds passed until nothing was open any more. */
export function walkTable(results: readonly CaseResult[]): string {
  const rows = CRASH_POINTS.flatMap((point) => {
    const ofPoint = results.filter(({ crashCase }) => crashCase.point === point);
    return [...new Set(ofPoint.map(({ crashCase }) => crashCase.type))].map((type) => {
      const cells = CRASH_KINDS.map((kind) => ofPoint.find(({ crashCase }) => crashCase.kind === kind && crashCase.type === type));
      return [point.padEnd(26), type.padEnd(14), ...cells.map((cell) => cellText(cell).padEnd(32))].join(' ');
    });
  });
  return [['point'.padEnd(26), 'type'.padEnd(14), ...CRASH_KINDS.map((kind) => kind.padEnd(32))].join(' '), ...rows].join('\n');
}

function cellText(result: CaseResult | undefined): string {
  if (!result) return 'FAILED';
  const { state, effects, recoveryMs, problems } = result;
  const end = problems.length > 0 ? `${problems.length} PROBLEMS` : state;
  return `${end}, ${effects} effect${effects === 1 ? '' : 's'}, ${(recoveryMs / 1_000).toFixed(1)} s`;
}
