const FORMULA = /^[=+\-@\t\r]/;
const MADE_SAFE = /^'(?=[=+\-@\t\r])/;

/** A spreadsheet runs cells that begin like a formula; behind an apostrophe it shows them as text. */
export function formulaSafe(cell: string): string {
  return FORMULA.test(cell) ? `'${cell}` : cell;
}

/** What stood in a cell before it was made safe. */
export function withoutApostrophe(cell: string): string {
  return cell.replace(MADE_SAFE, '');
}
