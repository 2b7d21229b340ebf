import type { InvariantResult, Violation } from '@countersign/invariant-checker';
import type { CallCounts, ChaosResult } from '../chaos-result';
import { faultKinds, faultSpans, recoveryKinds, totalOf } from './figures';
import { percent, type Verdict, violationsOf } from './verdict';
import { duration, grouped, table } from './wording';

/** A picture beside the report. */
export interface Picture {
  readonly file: string;
  readonly title: string;
}

/** More of them make nobody wiser; all are in the JSON. */
const LISTED = 50;

/** The report for a reader in a hurry: what came of it first, then why. */
export function markdownOf(result: ChaosResult, verdict: Verdict, pictures: readonly Picture[]): string {
  const sections = [
    headOf(result, verdict),
    floorOf(verdict),
    invariantsOf(result),
    violationsOfAll(result),
    requestsOf(result),
    callsOf(result),
    faultsOf(result),
    recoveriesOf(result),
    pictures.map(({ file, title }) => `## ${title}\n\n![${title}](${file})`).join('\n\n'),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

function headOf(
  { seed, minutes, again, startedAt, healedAt, endedAt, faults, check }: ChaosResult,
  { passed, sentences }: Verdict,
): string {
  const run = again ?? `npm run chaos -- --seed ${seed} --minutes ${minutes}`;
  const underFaults = duration(totalOf(faultSpans(faults)));
  return [
    `# Chaos run ${seed}: ${passed ? 'PASSED' : 'FAILED'}`,
    sentences.length === 1 ? (sentences[0] ?? '') : sentences.map((sentence) => `- ${sentence}`).join('\n'),
    table(
      ['', ''],
      [
        ['started', new Date(startedAt).toISOString()],
        ['lasted', `${duration(endedAt - startedAt)}, of which ${duration(endedAt - healedAt)} after the last fault`],
        ['requests', `${grouped(check.requests.submitted)} submitted, ${grouped(check.requests.terminal)} ended`],
        ['faults', `${grouped(faults.length)} of ${faultKinds(faults).length} kinds; at least one active for ${underFaults}`],
        ['seed', String(seed)],
        ['again', `\`${run}\``],
      ],
    ),
  ].join('\n\n');
}

function floorOf({ floor }: Verdict): string {
  const rows = floor.map(({ what, share, least, isReached }) => [
    what,
    share === undefined ? 'none to measure' : percent(share),
    percent(least),
    isReached ? 'reached' : '**missed**',
  ]);
  return `## Liveness floor\n\nA run in which hardly anything came through proves nothing.\n\n${table(['share of', 'was', 'at least', ''], rows)}`;
}

function invariantsOf({ check }: ChaosResult): string {
  const rows = check.invariants.map((invariant) => [invariant.id, invariant.title, invariant.checked, standingOf(invariant)]);
  return `## Invariants\n\n${table(['', 'what must hold', 'looked at', ''], rows)}`;
}

function standingOf(invariant: InvariantResult): string {
  const violations = violationsOf(invariant);
  if (violations > 0) return `**${grouped(violations)} violated**`;
  if (invariant.checked === 0) return `proves nothing${invariant.note === undefined ? '' : `: ${invariant.note}`}`;
  return 'holds';
}

function violationsOfAll({ check }: ChaosResult): string {
  if (check.violations.length === 0) return '';
  const listed = check.violations
    .slice(0, LISTED)
    .map((violation) => `- ${violation.invariant}${placeOf(violation)}: ${violation.sentence}`);
  const left = check.violations.length - listed.length;
  const rest = left > 0 ? `\n- … and ${grouped(left)} more in the JSON.` : '';
  return `## Violations\n\n${listed.join('\n')}${rest}`;
}

function placeOf({ orgId, requestId }: Violation): string {
  const org = orgId === undefined ? '' : ` org ${orgId}`;
  return `${org}${requestId === undefined ? '' : ` request ${requestId}`}`;
}

function requestsOf({ check }: ChaosResult): string {
  const states = Object.entries(check.requests.byState).toSorted(([, one], [, other]) => other - one);
  return `## Requests by state\n\n${table(['state', 'requests'], states)}`;
}

function callsOf({ calls, callsDuringFaults }: ChaosResult): string {
  const row = (name: string, { total, ok, fail, unknown }: CallCounts) => [name, total, ok, fail, unknown];
  const head = ['calls of clients', 'all', 'ok (2xx)', 'refused (4xx)', 'unknown'];
  const told =
    'An unknown end is no answer, a cut answer or a 5xx; the call was made again with the same key. Refusals are meant: rivals of a decision that was made, references used before.';
  return `## Calls\n\n${table(head, [row('overall', calls), row('begun during a fault', callsDuringFaults)])}\n\n${told}`;
}

function faultsOf({ faults }: ChaosResult): string {
  if (faults.length === 0) return '';
  const rows = faultKinds(faults).map(({ kind, targets, count, totalMs }) => [kind, targets.join(', '), count, duration(totalMs)]);
  return `## Faults\n\n${table(['kind', 'hit', 'times', 'in all'], rows)}`;
}

function recoveriesOf({ recoveries }: ChaosResult): string {
  if (recoveries.length === 0) return '';
  const rows = recoveryKinds(recoveries).map(({ kind, count, p50, p90, max }) => [
    kind,
    count,
    duration(p50),
    duration(p90),
    duration(max),
  ]);
  return `## Recovery\n\nFrom the end of a fault until work flowed again.\n\n${table(['after', 'times', 'p50', 'p90', 'max'], rows)}`;
}
