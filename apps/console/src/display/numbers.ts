const points = new Intl.NumberFormat('en', { maximumFractionDigits: 6 });

/** Grouped digits, as many decimals as there are. */
export function formatPoints(amount: number): string {
  return points.format(amount);
}

export function formatCount(count: number): string {
  return points.format(count);
}

/** `1 request`, `2 requests`. */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}
