import type { Values } from '../../schema-form/field';
import { type FormPlan, submissionText } from '../form-plan';
import { cellProblem } from './cell-problem';
import { type Column, columnFor, headerText } from './columns';
import type { CsvLine } from './csv-file';
import { UnreadableFile } from './csv-text';
import { earlierTryOf, type EarlierTry, RESULT_PREFIX } from './earlier-try';

export const MOST_ROWS = 5_000;

/** One request of a file. */
export interface Row {
  /** Its line in the file. */
  readonly line: number;
  readonly cells: readonly string[];
  readonly values: Values;
  /** The submission as JSON: the same for the same content, whatever order, encoding or delimiter the file has. */
  readonly text: string;
  /** What a file of results says of it. */
  readonly earlier?: EarlierTry;
  /** What is wrong with the line itself, before anybody judges the request. */
  readonly damage?: string;
}

export interface Upload {
  readonly header: readonly string[];
  readonly rows: readonly Row[];
}

/** The requests in a file. @throws UnreadableFile when its columns are not those of the type, or it holds too many rows */
export function readRows([first, ...lines]: readonly CsvLine[], plan: FormPlan, columns: readonly Column[]): Upload {
  if (!first || lines.length === 0) throw new UnreadableFile('The file holds no rows. Put one request into each line under the headers.');
  if (lines.length > MOST_ROWS)
    throw new UnreadableFile(`The file holds ${lines.length} rows; at most ${MOST_ROWS} go at once. Split it into several files.`);
  const used = columnsOfHeader(first.cells, columns);
  return {
    header: first.cells,
    rows: lines.map(({ line, cells, damage }) => {
      const values = Object.fromEntries(
        used.flatMap((column, index) => (column ? [[column.field.pointer, valueOf(column, cells[index] ?? '')]] : [])),
      );
      const earlier = earlierTryOf(first.cells, cells);
      const wrong = damage ?? damageOf(cells, first.cells, used);
      return {
        line,
        cells,
        values,
        text: submissionText(plan, values),
        ...(earlier && { earlier }),
        ...(wrong !== undefined && { damage: wrong }),
      };
    }),
  };
}

function columnsOfHeader(header: readonly string[], columns: readonly Column[]): (Column | undefined)[] {
  const used = header.map((name) => (name === '' || name.startsWith(RESULT_PREFIX) ? undefined : columnFor(name, columns)));
  const unknown = header.filter((name, index) => name !== '' && !name.startsWith(RESULT_PREFIX) && !used[index]);
  if (unknown.length > 0)
    throw new UnreadableFile(`Nobody knows these columns: ${unknown.join(', ')}. Name them as the template does, or take them out.`);
  const twice = used.filter((column, index) => column && used.indexOf(column) !== index);
  if (twice.length > 0) throw new UnreadableFile(`These columns are there twice: ${names(twice)}.`);
  const missing = columns.filter((column) => column.isRequired && !used.includes(column));
  if (missing.length > 0) throw new UnreadableFile(`These columns are missing: ${names(missing)}.`);
  return used;
}

function names(columns: readonly (Column | undefined)[]): string {
  return columns.flatMap((column) => (column ? [headerText(column)] : [])).join(', ');
}

/** As spreadsheets of several countries write what is true or false. */
const TRUTHS: readonly (readonly [string, readonly string[]])[] = [
  ['true', ['wahr', 'vrai', 'verdadero', 'vero', 'waar', 'ja', 'oui', 'sí', 'y', '1']],
  ['false', ['falsch', 'faux', 'falso', 'onwaar', 'nein', 'non', 'n', '0']],
];

/** Choices by the words that people see; several values of one cell stand between bars. */
function valueOf({ field }: Column, cell: string): string {
  if (field.kind === 'lines') return cell.replaceAll('|', '\n');
  if (field.kind !== 'choice') return cell;
  const wanted = cell.toLowerCase();
  const truth = TRUTHS.find(([, words]) => words.includes(wanted))?.[0];
  const isMeant = (name: string) => name.toLowerCase() === wanted;
  return (
    (field.options.find(({ text, label }) => isMeant(text) || isMeant(label)) ?? field.options.find(({ text }) => text === truth))?.text ??
    cell
  );
}

/** All that is wrong with the cells, so that a row is mended in one go. */
function damageOf(cells: readonly string[], header: readonly string[], used: readonly (Column | undefined)[]): string | undefined {
  const stray = cells.findIndex((cell, index) => cell !== '' && (header[index] ?? '') === '');
  const problems = [
    ...(stray < 0 ? [] : [`Column ${letters(stray)} holds “${cells[stray] ?? ''}” and has no header.`]),
    ...used.flatMap((column, index) => (column && cellProblem(column, cells[index] ?? '')) ?? []),
  ];
  return problems.length === 0 ? undefined : problems.join(' ');
}

/** As spreadsheets call a column: A to Z, AA and so on. */
function letters(index: number): string {
  const rest = String.fromCharCode(65 + (index % 26));
  return index < 26 ? rest : `${letters(Math.floor(index / 26) - 1)}${rest}`;
}
