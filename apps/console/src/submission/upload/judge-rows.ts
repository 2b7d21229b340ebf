import type { CheckResult } from '../check';
import type { FormPlan } from '../form-plan';
import { placeProblems } from '../schema-form/place-problems';
import type { Column } from './columns';
import type { Row } from './rows';

/** What is known of a row before anything is submitted. */
export type Judgement =
  | { readonly kind: 'fine'; readonly result: CheckResult }
  /** Fine by itself, but the same stands further up. */
  | { readonly kind: 'duplicate'; readonly result: CheckResult; readonly message: string }
  /** Asked for before: by requests that the check found, or by this very row of a file of results. Left out unless somebody wants it again. */
  | { readonly kind: 'used'; readonly result: CheckResult; readonly message: string; readonly requestId?: string }
  /** The request that asks for it is not over; it cannot be asked for twice at the same time. */
  | { readonly kind: 'open'; readonly requestId: string; readonly result?: CheckResult }
  | { readonly kind: 'wrong'; readonly messages: readonly string[]; readonly result?: CheckResult };

interface Judging {
  readonly plan: FormPlan;
  readonly columns: readonly Column[];
}

/**
 * Puts each row's result into words with the names of its columns, and marks what stands in the file twice.
 * @param results of each row, in the same order; the gateway looked for duplicates only within each of its calls
 */
export function judgeRows(rows: readonly Row[], results: readonly (CheckedRow | undefined)[], judging: Judging): Judgement[] {
  const firstLines = new Map<string, number>();
  return rows.map((row, index) => {
    const checked = results[index];
    if (row.damage !== undefined || !checked) return { kind: 'wrong', messages: [row.damage ?? 'This row was not checked.'] };
    const { result, batch } = checked;
    const openRequestId = result.ok ? undefined : openRequestOf(result);
    if (openRequestId !== undefined) return { kind: 'open', requestId: openRequestId };
    if (!result.ok) return { kind: 'wrong', result, messages: messagesOf(row, result, batch, judging) };
    const key = result.summary?.reference === undefined ? `row ${row.text}` : `reference ${result.summary.reference}`;
    const first = firstLines.get(key);
    if (first === undefined) firstLines.set(key, row.line);
    if (first !== undefined) return { kind: 'duplicate', result, message: duplicateWords(result, first) };
    return usedBefore(row, result) ?? { kind: 'fine', result };
  });
}

function usedBefore({ earlier }: Row, result: CheckResult): Judgement | undefined {
  const [newest] = result.duplicates ?? [];
  if (newest) {
    const message = newest.sameBy === 'reference' ? 'Its reference was used before.' : 'The same was asked for before.';
    return { kind: 'used', result, message, ...(newest.requestId !== undefined && { requestId: newest.requestId }) };
  }
  if (earlier?.kind !== 'submitted') return undefined;
  const { requestId } = earlier;
  return { kind: 'used', result, message: 'This row was submitted before.', ...(requestId !== undefined && { requestId }) };
}

/** The documented code of a submission that an open request stands in the way of. */
const IS_OPEN = 9028;
const REQUEST_ID = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/;

function openRequestOf({ errors = [] }: CheckResult): string | undefined {
  const [only, ...others] = errors;
  const reference = others.length === 0 && only?.code === IS_OPEN ? only.reference : undefined;
  return reference !== undefined && REQUEST_ID.test(reference) ? reference : undefined;
}

export interface CheckedRow {
  readonly result: CheckResult;
  /** The rows that were checked in the same call. */
  readonly batch: readonly Row[];
}

const OTHER_ROW = /^\/requests\/(\d+)$/;

function messagesOf(row: Row, { errors = [] }: CheckResult, batch: readonly Row[], { plan, columns }: Judging): string[] {
  const placed = placeProblems(errors, [plan.payload, plan.entityInfo], row.values);
  return placed.map(({ place, message, problem }) => {
    const other = batch[Number(OTHER_ROW.exec(problem.reference ?? '')?.[1])];
    if (other) return `Row ${other.line} asks for the same.`;
    const header = columns.find(({ field }) => field.pointer === place?.pointer)?.header ?? place?.label;
    return header === undefined ? message : `${header}: ${message}`;
  });
}

function duplicateWords({ summary }: CheckResult, first: number): string {
  return summary?.reference === undefined ? `The same as row ${first}.` : `The same reference as row ${first}.`;
}

/** As many rows a call as the gateway takes, and no more text than it reads. */
export function batchesOf(rows: readonly Row[], mostRows: number, mostCharacters: number): Row[][] {
  const batches: Row[][] = [];
  let characters = 0;
  for (const row of rows) {
    const batch = batches.at(-1);
    if (batch && batch.length < mostRows && characters + row.text.length <= mostCharacters) {
      batch.push(row);
      characters += row.text.length;
    } else {
      batches.push([row]);
      characters = row.text.length;
    }
  }
  return batches;
}

export interface Totals {
  readonly requests: number;
  readonly points: number;
  readonly atOnce: number;
  readonly toCheckers: number;
}

export function totalsOf(judgements: readonly Judgement[]): Totals {
  const results = judgements.flatMap(({ result }) => (result ? [result] : []));
  return {
    requests: results.length,
    // Summed in millionths: decimals of points must not grow tails.
    points: results.reduce((sum, { summary }) => sum + Math.round((summary?.amount ?? 0) * 1e6), 0) / 1e6,
    atOnce: results.filter(({ verdict }) => verdict?.kind === 'auto').length,
    toCheckers: results.filter(({ verdict }) => verdict?.kind === 'checker').length,
  };
}
