import { parse, unparse } from 'papaparse';
import { formulaSafe, withoutApostrophe } from './formula-safe';

export const MOST_BYTES = 5 * 1024 * 1024;

/** One line of a file, header included. */
export interface CsvLine {
  /** Counted from 1, as a spreadsheet does. */
  readonly line: number;
  readonly cells: readonly string[];
  /** Why it could not be read. */
  readonly damage?: string;
}

/** A file that cannot be read at all; the message says what to do. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
}

/** The text of a file in UTF-8, with or without byte order mark. @throws UnreadableFile */
export function textOfFile(bytes: ArrayBuffer): string {
  if (bytes.byteLength > MOST_BYTES) throw new UnreadableFile('The file is larger than 5 MB. Split it into several files.');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UnreadableFile('The file is not in UTF-8. In a spreadsheet, save it as “CSV UTF-8”.');
  }
}

/** The lines of a CSV text with comma, semicolon or tab; empty lines are left out and still counted. */
export function csvLines(text: string): CsvLine[] {
  const { data, errors } = parse<string[]>(text, { delimiter: delimiterOf(text) });
  const damaged = new Map(errors.flatMap(({ type, row, message }) => (type === 'Quotes' && row !== undefined ? [[row, message]] : [])));
  return data.flatMap((cells, index) => {
    const damage = damaged.get(index);
    const isEmpty = cells.every((cell) => cell.trim() === '');
    if (isEmpty && damage === undefined) return [];
    return [{ line: index + 1, cells: cells.map((cell) => withoutApostrophe(cell.trim())), ...(damage !== undefined && { damage }) }];
  });
}

/** Whatever parts the headers; a guess over all lines goes wrong in small files. */
function delimiterOf(text: string): string {
  const [header = ''] = text.trimStart().split(/[\r\n]/, 1);
  const found = [',', ';', '\t'].map((mark) => ({ mark, count: header.split(mark).length }));
  return found.reduce((best, each) => (each.count > best.count ? each : best)).mark;
}

/** A CSV text that spreadsheets open in the right encoding and of which they run nothing. */
export function csvText(lines: readonly (readonly string[])[]): string {
  const safe = lines.map((cells) => cells.map(formulaSafe));
  return `\uFEFF${unparse(safe, { newline: '\r\n' })}\r\n`;
}
