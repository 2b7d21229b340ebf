import { type FormPlan, submissionText } from '../form-plan';
import type { Values } from '../schema-form/field';
import { type Column, columnFor, headerText } from './columns';
import { type CsvLine, UnreadableFile } from './csv-file';

export const MOST_ROWS = 5_000;

/** Columns of results: a file that we made can be mended and uploaded again; what was submitted from it is not submitted twice. */
export const RESULT_PREFIX = 'Upload: ';
export const RESULT_HEADER = `${RESULT_PREFIX}result`;
export const SUBMITTED = 'submitted';

/** One request of a file. */
export interface Row {
  /** Its line in the file. */
  readonly line: number;
  readonly cells: readonly string[];
  readonly values: Values;
  /** The submission as JSON. */
  readonly text: string;
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
  if (lines.length > MOST_ROWS) throw new UnreadableFile(`The file holds ${lines.length} rows; at most ${MOST_ROWS} go at once.`);
  const used = columnsOfHeader(first.cells, columns);
  const result = first.cells.indexOf(RESULT_HEADER);
  return {
    header: first.cells,
    rows: lines.map(({ line, cells, damage }) => {
      const values = Object.fromEntries(
        used.flatMap((column, index) => (column ? [[column.field.pointer, valueOf(column, cells[index] ?? '')]] : [])),
      );
      const before = cells[result] === SUBMITTED ? 'It was submitted before.' : undefined;
      const wrong = damage ?? before ?? damageOf(cells, used);
      return { line, cells, values, text: submissionText(plan, values), ...(wrong !== undefined && { damage: wrong }) };
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

/** Choices by the words that people see; several values of one cell stand between bars. */
function valueOf({ field }: Column, cell: string): string {
  if (field.kind === 'lines') return cell.replaceAll('|', '\n');
  if (field.kind !== 'choice') return cell;
  const wanted = cell.toLowerCase();
  return field.options.find(({ text, label }) => text.toLowerCase() === wanted || label.toLowerCase() === wanted)?.text ?? cell;
}

/** What a spreadsheet makes of a long number: its last digits are gone for good, and nobody behind us would notice. */
const SHORTENED = /^\d(?:[.,]\d+)?E\+\d+$/i;

function damageOf(cells: readonly string[], used: readonly (Column | undefined)[]): string | undefined {
  if (cells.slice(used.length).some((cell) => cell !== '')) return 'The row has more cells than there are columns.';
  const shortened = used.find((column, index) => column && SHORTENED.test(cells[index] ?? ''));
  return shortened && `${shortened.header}: a spreadsheet has shortened the number. Format the column as text and enter it again.`;
}
