import { countOf, formatPoints } from '../../display/numbers';
import { placeProblems } from '../../schema-form/place-problems';
import type { CheckResult } from '../check';
import type { FormPlan } from '../form-plan';
import type { Column } from './columns';
import type { Row } from './rows';

/** What is known of a row before anything is submitted. */
export type Judgement =
  | { readonly kind: 'fine'; readonly result: CheckResult }
  /** The same stands further up. Barred where only one of them may be open at a time. */
  | { readonly kind: 'duplicate'; readonly result: CheckResult; readonly message: string; readonly isBarred: boolean }
  /** Asked for before: by requests that the check found, or by this very row of a file of results. Left out unless somebody wants it again. */
  | { readonly kind: 'used'; readonly result: CheckResult; readonly message: string; readonly requestId?: string }
  /** The request that asks for it is not over; it cannot be asked for twice at the same time. */
  | { readonly kind: 'open'; readonly requestId: string; readonly message: string; readonly result: CheckResult }
  /** Another request has its reference and asks for something else; barred while that one is open. */
  | {
      readonly kind: 'differs';
      readonly requestId?: string;
      readonly message: string;
      readonly result: CheckResult;
      readonly isBarred: boolean;
    }
  | { readonly kind: 'wrong'; readonly messages: readonly string[]; readonly result?: CheckResult };

/** Whether nobody can submit it as it stands. */
export function isBarred(judgement: Judgement): boolean {
  return judgement.kind === 'wrong' || judgement.kind === 'open' || ('isBarred' in judgement && judgement.isBarred);
}

interface Judging {
  readonly plan: FormPlan;
  readonly columns: readonly Column[];
}

/**
 * Puts each row's result into words with the names of its columns, and marks what stands in the file twice.
 * @param results of each row, in the same order
 */
export function judgeRows(rows: readonly Row[], results: readonly (CheckResult | undefined)[], judging: Judging): Judgement[] {
  const firsts = new Map<string, First>();
  return rows.map((row, index) => {
    const result = results[index];
    if (row.damage !== undefined || !result) return { kind: 'wrong', messages: [row.damage ?? 'This row was not checked.'] };
    // The gateway compares the rows of one call alone. That call's end must not show in what people are told.
    const isBesideOther = isStoppedByRow(result);
    if (!result.ok && !isBesideOther)
      return stoppedByRequest(result) ?? { kind: 'wrong', result, messages: messagesOf(row, result, judging) };
    const key = result.openKey ?? result.identity ?? row.text;
    const first = firsts.get(key);
    if (!first && isBesideOther) return { kind: 'wrong', result, messages: messagesOf(row, result, judging) };
    if (!first) firsts.set(key, { row, result });
    if (first) return { kind: 'duplicate', result, message: duplicateWords(row, result, first), isBarred: result.openKey !== undefined };
    return usedBefore(row, result) ?? { kind: 'fine', result };
  });
}

interface First {
  readonly row: Row;
  readonly result: CheckResult;
}

function usedBefore({ earlier }: Row, result: CheckResult): Judgement | undefined {
  const [weightiest] = result.duplicates ?? [];
  if (weightiest) {
    const id = weightiest.requestId === undefined ? {} : { requestId: weightiest.requestId };
    if (weightiest.sameContent === false) {
      const message = `Its reference was used before, ${otherWords(weightiest.amount, result)}`;
      return { kind: 'differs', result, message, isBarred: false, ...id };
    }
    const message = weightiest.sameBy === 'reference' ? 'Its reference was used before.' : 'The same was asked for before.';
    return { kind: 'used', result, message, ...id };
  }
  if (earlier?.kind !== 'submitted') return undefined;
  const { requestId } = earlier;
  return { kind: 'used', result, message: 'This row was submitted before.', ...(requestId !== undefined && { requestId }) };
}

/** The documented code of a submission that an open request stands in the way of. */
const IS_OPEN = 9028;
const REQUEST_ID = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/;

const OTHER_ROW = /^\/requests\/\d+$/;

/** What stands in the way, where that is another request and nothing else. */
function obstacleOf({ errors = [] }: CheckResult): string | undefined {
  const [only, ...others] = errors;
  return others.length === 0 && only?.code === IS_OPEN ? only.reference : undefined;
}

function isStoppedByRow(result: CheckResult): boolean {
  return OTHER_ROW.test(obstacleOf(result) ?? '');
}

function stoppedByRequest(result: CheckResult): Judgement | undefined {
  const requestId = obstacleOf(result);
  if (requestId === undefined || !REQUEST_ID.test(requestId)) return undefined;
  const { open, summary } = result;
  if (open?.sameContent !== false) {
    const message =
      open || summary?.reference === undefined
        ? 'A request that asks for it is not over yet.'
        : 'A request with its reference is not over yet.';
    return { kind: 'open', requestId, message, result };
  }
  const what = summary?.reference === undefined ? 'A request that stands in its way is open' : 'Its reference is open';
  const message = `${what} ${otherWords(open.amount, result)} Withdraw that one first.`;
  return { kind: 'differs', requestId, message, result, isBarred: true };
}

/** What another request asks for, beside what the row says. */
function otherWords(amount: number | undefined, { summary }: CheckResult): string {
  return amount === undefined || summary?.amount === undefined || amount === summary.amount
    ? 'and asks for something else than this row.'
    : `with ${countOf(amount, 'point')}; this row says ${formatPoints(summary.amount)}.`;
}

function messagesOf(row: Row, { errors = [] }: CheckResult, { plan, columns }: Judging): string[] {
  const placed = placeProblems(errors, [plan.payload, plan.entityInfo], row.values);
  return placed.map(({ place, message }) => {
    const header = columns.find(({ field }) => field.pointer === place?.pointer)?.header ?? place?.label;
    return header === undefined ? message : `${header}: ${message}`;
  });
}

function duplicateWords(row: Row, result: CheckResult, { row: other, result: first }: First): string {
  // Where there is no key, rows are known by what they ask for, in whatever spelling.
  if (result.openKey === undefined || row.text === other.text) return `The same as row ${other.line}.`;
  const [one, two] = [first.summary?.amount, result.summary?.amount];
  const points =
    one === undefined || two === undefined || one === two
      ? ''
      : `, which says ${countOf(one, 'point')}; this row says ${formatPoints(two)}`;
  return result.summary?.reference === undefined
    ? `At most one of this row and row ${other.line} may be open at a time.`
    : `The same reference as row ${other.line}${points}.`;
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
