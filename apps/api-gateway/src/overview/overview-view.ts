import type { Overview } from '@countersign/engine';
import type { DayRange } from './overview-query';

const SCALE = 1_000_000;

/** Figures as the API shows them. */
export function overviewView({ from, to }: DayRange, overview: Overview) {
  const { truncated, byDay, decisions, points, pending, failures, topMakers } = overview;
  return {
    from,
    to,
    truncated,
    byDay,
    timeToDecision: { ...decisions.all, byType: decisions.byType, byDay: decisions.byDay },
    points: {
      granted: total(points.map(({ granted }) => granted)),
      redeemed: total(points.map(({ redeemed }) => redeemed)),
      byDay: points,
    },
    pending,
    failures,
    topMakers,
  };
}

/** Points are kept to the millionth: sums must not show more. */
function total(points: readonly number[]): number {
  return Math.round(points.reduce((sum, one) => sum + one, 0) * SCALE) / SCALE;
}
