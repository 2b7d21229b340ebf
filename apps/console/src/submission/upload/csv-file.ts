import { parse, unparse } from 'papaparse';
import { UnreadableFile } from './csv-text';
import { formulaSafe, withoutApostrophe } from './formula-safe';

const DELIMITERS = [',', ';', '\t', '|'];

/** One line of a file, header included. */
export interface CsvLine {
  /** Counted from 1, as a spreadsheet does. */
  readonly line: number;
  readonly cells: readonly string[];
  /** Why it could not be read. */
  readonly damage?: string;
}

/** What parts the cells of a file, and whether its first line says so. */
export interface CsvForm {
  readonly delimiter: string;
  readonly isNamed: boolean;
}

/** @throws UnreadableFile where it names a delimiter that we do not know */
export function csvForm(given: string): CsvForm {
  const { text, named } = withoutDelimiterLine(given);
  return { delimiter: named ?? delimiterOf(text), isNamed: named !== undefined };
}

/** The lines of a CSV text; empty lines are left out and still counted. @throws UnreadableFile where it names a delimiter that we do not know */
export function csvLines(given: string): CsvLine[] {
  const { text } = withoutDelimiterLine(given);
  const { data, errors } = parse<string[]>(text, { delimiter: csvForm(given).delimiter });
  const damaged = new Map(
    errors.flatMap(({ type, code, row }) => (type === 'Quotes' && row !== undefined ? [[row, quoteWords(code)]] : [])),
  );
  return data.flatMap((cells, index) => {
    const damage = damaged.get(index);
    const isEmpty = cells.every((cell) => cell.trim() === '');
    if (isEmpty && damage === undefined) return [];
    return [{ line: index + 1, cells: cells.map(meantBy), ...(damage !== undefined && { damage }) }];
  });
}

const DELIMITER_LINE = /^\uFEFF?"?sep=([^\r\n]?)"?[,;\t| ]*(?:\r\n|\r|\n|$)/i;

/** `sep=;` in front tells spreadsheets what parts the cells. They do not count it as a row. */
function withoutDelimiterLine(text: string): { readonly text: string; readonly named?: string } {
  const found = DELIMITER_LINE.exec(text);
  if (!found) return { text };
  const [line, named = ''] = found;
  if (!DELIMITERS.includes(named))
    throw new UnreadableFile(`The first line says “sep=${named}”. Use a comma, a semicolon, a tab or | between the cells.`);
  return { text: text.slice(line.length), named };
}

const EMPTY_LINES = /^(?:(?:[,;\t| ]|"")*(?:\r\n|\r|\n))+/;

/** Whatever parts the headers into most cells; a guess over all lines goes wrong in small files. */
function delimiterOf(text: string): string {
  const fromHeaders = text.replace(EMPTY_LINES, '');
  const cellsBy = (mark: string) => parse<string[]>(fromHeaders, { delimiter: mark, preview: 1 }).data[0]?.length ?? 0;
  const found = DELIMITERS.map((mark) => ({ mark, count: cellsBy(mark) }));
  return found.reduce((best, each) => (each.count > best.count ? each : best)).mark;
}

/** Programs write `="0042"` so that a spreadsheet takes the cell as text; what they mean is what stands inside. */
const TEXT_FORMULA = /^="((?:[^"]|"")*)"$/;

function meantBy(cell: string): string {
  const text = cell.trim();
  const inside = TEXT_FORMULA.exec(text)?.[1];
  return inside === undefined ? withoutApostrophe(text) : inside.replaceAll('""', '"').trim();
}

function quoteWords(code: string): string {
  return code === 'MissingQuotes'
    ? 'A quotation mark opens in this row and never closes, so that it swallowed the rows below.'
    : 'There is text behind a closing quotation mark. Put quotation marks inside a cell twice.';
}

/** Another country's spreadsheet parts the cells by another mark, and would run what stands behind it. */
const PARTS_CELLS = /[,;\t|]/;

/** A CSV text that spreadsheets open in the right encoding and of which they run nothing. */
export function csvText(
  lines: readonly (readonly string[])[],
  { delimiter, isNamed }: CsvForm = { delimiter: ',', isNamed: false },
): string {
  const safe = lines.map((cells) => cells.map(formulaSafe));
  const text = unparse(safe, { delimiter, newline: '\r\n', quotes: (cell: unknown) => PARTS_CELLS.test(String(cell)) });
  return `\uFEFF${isNamed ? `sep=${delimiter}\r\n` : ''}${text}\r\n`;
}
