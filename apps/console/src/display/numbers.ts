/** As many as there are: a number that is shown is never another one than that which is stored. */
const MOST_DECIMALS = 20;
const points = new Intl.NumberFormat('en', { maximumFractionDigits: MOST_DECIMALS });

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
