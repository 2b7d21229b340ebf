/** 12,345 */
export function grouped(count: number): string {
  return count.toLocaleString('en-US');
}

/** `850 ms`, `12.3 s`, `4 min 10 s`. */
export function duration(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${grouped(Math.floor(seconds / 60))} min ${seconds % 60} s`;
}

/** A table of Markdown; every column but the first is right-aligned when it holds numbers. */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const numeric = head.map((_, column) => rows.length > 0 && rows.every((row) => typeof row[column] === 'number'));
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const text = (cell: string | number): string => (typeof cell === 'number' ? grouped(cell) : cell.replaceAll('|', '\\|'));
  return [line(head), line(numeric.map((is) => (is ? '---:' : '---'))), ...rows.map((row) => line(row.map(text)))].join('\n');
}
