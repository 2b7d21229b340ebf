/** Cells side by side, two blanks between them; a cell wider than its column pushes the others on. */
export function columns(cells: readonly string[], widths: readonly number[]): string {
  return cells
    .map((cell, index) => cell.padEnd(widths[index] ?? 0))
    .join('  ')
    .trimEnd();
}
