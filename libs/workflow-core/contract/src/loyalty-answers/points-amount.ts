/** Ours, not the loyalty API's: above it, arithmetic with three decimals would lose digits somewhere on the way. */
export const MOST_POINTS = 1_000_000_000;

/** Whether the loyalty API would take this as an amount of points: above 0, at most 3 decimals. */
export function isPointsAmount(points: number): boolean {
  return points > 0 && points <= MOST_POINTS && Math.round(points * 1000) / 1000 === points;
}
