/** Rows for a function's json parameter: each with its place in the batch, by which winners are named. */
export function recordset(rows: readonly object[]): string {
  return JSON.stringify(rows.map((row, ordinal) => ({ ordinal, ...row })));
}
