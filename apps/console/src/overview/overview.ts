import { daysBetween } from '../display/days';
import type { ListSearch } from '../display/list-link';

export interface DayOfType {
  readonly day: string;
  readonly type: string;
  readonly submitted: number;
  readonly approved: number;
  readonly rejected: number;
  readonly failed: number;
  readonly withdrawn: number;
  readonly expired: number;
}

export interface Percentiles {
  /** Absent when nothing was decided. */
  readonly p50Seconds?: number;
  readonly p90Seconds?: number;
}

/** The figures of requests created in a range of days (UTC), as the gateway answers them. */
export interface Overview {
  readonly from: string;
  readonly to: string;
  /** Days and types without requests are left out. */
  readonly byDay: readonly DayOfType[];
  readonly timeToDecision: Percentiles & {
    readonly byType: readonly (Percentiles & { readonly type: string })[];
    readonly byDay: readonly (Percentiles & { readonly day: string })[];
  };
  readonly points: {
    readonly granted: number;
    readonly redeemed: number;
    readonly byDay: readonly { readonly day: string; readonly granted: number; readonly redeemed: number }[];
  };
  /** Of now, whatever the range. */
  readonly pending: {
    readonly count: number;
    readonly oldest?: { readonly requestId: string; readonly type: string; readonly createdAt: string };
  };
  readonly failures: readonly { readonly code: string; readonly type: string; readonly message: string; readonly count: number }[];
  readonly topMakers: readonly {
    readonly user: { readonly id: number; readonly name: string };
    readonly submitted: number;
    readonly approved: number;
    readonly rejected: number;
    readonly granted: number;
    readonly redeemed: number;
  }[];
}

export const OUTCOMES = ['submitted', 'approved', 'rejected', 'failed'] as const;
export type Outcome = (typeof OUTCOMES)[number];
export type Outcomes = Readonly<Record<Outcome, number>>;
export type OutcomeDay = Outcomes & { readonly day: string };

/** Requests of each day, those of one type or of all; days without requests too. */
export function outcomesByDay({ from, to, byDay }: Overview, type: string | undefined): readonly OutcomeDay[] {
  const days = new Map(daysBetween(from, to).map((day) => [day, { day, submitted: 0, approved: 0, rejected: 0, failed: 0 }]));
  for (const figures of byDay) {
    const day = days.get(figures.day);
    if (!day || (type !== undefined && figures.type !== type)) continue;
    for (const outcome of OUTCOMES) day[outcome] += figures[outcome];
  }
  return [...days.values()];
}

export function outcomesOf(days: readonly Outcomes[]): Outcomes {
  const sum = (outcome: Outcome) => days.reduce((total, day) => total + day[outcome], 0);
  return { submitted: sum('submitted'), approved: sum('approved'), rejected: sum('rejected'), failed: sum('failed') };
}

export type OutcomeType = Outcomes & { readonly type: string };

/** The same by type, the busiest first. */
export function outcomesByType({ byDay }: Overview): readonly OutcomeType[] {
  const types = new Map<string, DayOfType[]>();
  for (const figures of byDay) types.set(figures.type, [...(types.get(figures.type) ?? []), figures]);
  return [...types].map(([type, days]) => ({ type, ...outcomesOf(days) })).sort((one, other) => other.submitted - one.submitted);
}

export interface DecisionDay {
  readonly day: string;
  /** Null where nothing was decided: a gap, not an instant decision. */
  readonly p50: number | null;
  readonly p90: number | null;
}

export function decisionsByDay({ from, to, timeToDecision }: Overview): readonly DecisionDay[] {
  const known = new Map(timeToDecision.byDay.map((day) => [day.day, day]));
  return daysBetween(from, to).map((day) => ({
    day,
    p50: known.get(day)?.p50Seconds ?? null,
    p90: known.get(day)?.p90Seconds ?? null,
  }));
}

/** The unit in which a chart of times is easy to read, by the longest of them. */
export interface TimeUnit {
  readonly seconds: number;
  readonly label: string;
}

const UNITS: readonly TimeUnit[] = [
  { seconds: 86_400, label: 'd' },
  { seconds: 3_600, label: 'h' },
  { seconds: 60, label: 'min' },
];
const SECONDS: TimeUnit = { seconds: 1, label: 's' };

export function unitOf(days: readonly DecisionDay[]): TimeUnit {
  const longest = Math.max(0, ...days.flatMap(({ p50, p90 }) => [p50 ?? 0, p90 ?? 0]));
  return UNITS.find(({ seconds }) => longest >= 2 * seconds) ?? SECONDS;
}

export function inUnit(days: readonly DecisionDay[], { seconds }: TimeUnit): readonly DecisionDay[] {
  const scaled = (time: number | null) => (time === null ? null : time / seconds);
  return days.map(({ day, p50, p90 }) => ({ day, p50: scaled(p50), p90: scaled(p90) }));
}

export interface PointsDay {
  readonly day: string;
  readonly granted: number;
  readonly redeemed: number;
}

export function pointsByDay({ from, to, points }: Overview): readonly PointsDay[] {
  const known = new Map(points.byDay.map((day) => [day.day, day]));
  return daysBetween(from, to).map((day) => known.get(day) ?? { day, granted: 0, redeemed: 0 });
}

/** Which list a figure of the overview counts. */
export function listBehind(
  { from, to }: Pick<Overview, 'from' | 'to'>,
  { outcome, type, userId }: { readonly outcome: Outcome; readonly type?: string | undefined; readonly userId?: number },
): ListSearch {
  return {
    from,
    to,
    zone: 'UTC',
    states: outcome === 'submitted' ? 'any' : outcome,
    ...(type !== undefined && { type }),
    ...(userId !== undefined && { maker: String(userId) }),
  };
}
