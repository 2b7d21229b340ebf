/** `1 point`, `2 points`, and an amount as it is written: `1.0 points`. */
export function countOf(count: number | string, one: string, many = `${one}s`): string {
  return `${count} ${String(count) === '1' ? one : many}`;
}
