/** Not of any length: beyond that a number is not what it looks like. */
const DECIMAL = /^(-?\d{1,15})(?:\.(\d{1,15}))?$/;

/**
 * Spreadsheets spell amounts by the format of a column: "15", 15 and "15.00" are one amount. For `asksFor`.
 * @returns the shortest text of the same number; what is none comes back as it is
 */
export function plainDecimal(spelled: string | number): string {
  const text = String(spelled);
  const [, whole, decimals = ''] = DECIMAL.exec(text) ?? [];
  if (whole === undefined) return text;
  const kept = decimals.replace(/0{1,15}$/, '');
  return kept === '' ? whole : `${whole}.${kept}`;
}
