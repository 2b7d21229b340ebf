import type { EntryKey } from './bundle';
import type { Verdict } from './verify/verify-journal';

const NO_REQUEST = '00000000-0000-0000-0000-000000000000';
const MOST_ERASED = 20;
const MOST_ROWS = 20;

/** What people read. */
export function printVerdict(verdict: Verdict): string {
  const { orgId, entries, erased, unsealed, checkpointsInside, checkpointsOutside, provenOutside, lastSealedAt, notices, rowsBeside } =
    verdict;
  const lines = [
    `Journal of org ${orgId}, exported ${verdict.exportedAt.toISOString()}`,
    `  ${entries} sealed entries, ${erased.length} of them with erased words; ${unsealed} not sealed yet`,
    `  ${checkpointsInside} checkpoints in the database, ${checkpointsOutside} outside, which hold the first ${provenOutside} entries`,
    `  ${verdict.requests} requests compared with their last transition`,
    ...(lastSealedAt ? [`  last sealed ${lastSealedAt.toISOString()}`] : []),
    ...erased.slice(0, MOST_ERASED).map(({ index, key }) => `  erased: entry ${index}, ${nameOf(key)}`),
    ...(erased.length > MOST_ERASED ? [`  … and ${erased.length - MOST_ERASED} more`] : []),
    ...notices.map((notice) => `Note: ${notice}`),
    ...rowsBeside.slice(0, MOST_ROWS).map((row) => `Wrong: ${row}`),
    ...(rowsBeside.length > MOST_ROWS ? [`  … and ${rowsBeside.length - MOST_ROWS} more`] : []),
    resultOf(verdict),
  ];
  return `${lines.join('\n')}\n`;
}

function resultOf(verdict: Verdict): string {
  const { damage, orgId } = verdict;
  if (isEmpty(verdict)) return `NO ENTRIES: org ${orgId} has no journal, so that nothing was verified. Is the number right?`;
  if (!damage) return 'VERIFIED: every entry is what was sealed, in its order, and none is missing.';
  const { kind, leafIndex, entry, sentence } = damage;
  return `DAMAGED: ${kind}. First bad entry: ${placeOf(leafIndex)}${entry ? `, ${nameOf(entry)}` : ''}. ${sentence}`;
}

/** Nothing is there, and nothing is known to have been. */
export function isEmpty({ damage, entries, unsealed, checkpointsInside, checkpointsOutside, requests }: Verdict): boolean {
  return !damage && entries + unsealed + checkpointsInside + checkpointsOutside + requests === 0;
}

function placeOf(index: number | undefined): string {
  return index === undefined ? 'not in the tree' : String(index);
}

function nameOf({ kind, request, number }: EntryKey): string {
  return request === NO_REQUEST ? `${kind} ${number}` : `${kind} ${number} of request ${request}`;
}
