import { token } from '@countersign/wiring';
import type { ReadScope } from '../domain/read-scope';
import type { Person } from './request-records';

/** Which requests, and whose points go which way. */
export interface OverviewQuestion {
  readonly orgId: number;
  /** Which of them may be read at all. */
  readonly scope: ReadScope;
  /** Created at or after. */
  readonly from: Date;
  /** Created before. */
  readonly before: Date;
  /** Types by which customers get points, and those by which they give them. */
  readonly granting: readonly string[];
  readonly redeeming: readonly string[];
}

export interface DayOfType {
  /** YYYY-MM-DD, in UTC. */
  readonly day: string;
  readonly type: string;
  readonly submitted: number;
  readonly approved: number;
  readonly rejected: number;
  readonly failed: number;
  readonly withdrawn: number;
  readonly expired: number;
}

/** How long people took: half of the decisions at most p50, nine tenths at most p90. */
export interface DecisionTimes {
  readonly p50Seconds: number;
  readonly p90Seconds: number;
}

export interface Overview {
  /** There were more than are counted: the oldest are left out. */
  readonly truncated: boolean;
  readonly byDay: readonly DayOfType[];
  readonly decisions: {
    /** Absent: nothing was decided. */
    readonly all?: DecisionTimes;
    readonly byType: readonly (DecisionTimes & { readonly type: string })[];
    readonly byDay: readonly (DecisionTimes & { readonly day: string })[];
  };
  readonly points: readonly { readonly day: string; readonly granted: number; readonly redeemed: number }[];
  readonly failures: readonly { readonly code?: string; readonly message?: string; readonly type: string; readonly count: number }[];
  readonly topMakers: readonly {
    readonly user: Person;
    readonly submitted: number;
    readonly approved: number;
    readonly rejected: number;
    /** Whichever way they go. */
    readonly points: number;
    readonly granted: number;
    readonly redeemed: number;
  }[];
  /** Now, whenever they were created; the count stops at one above COUNT_LIMIT. */
  readonly pending: {
    readonly count: number;
    readonly oldest?: { readonly requestId: string; readonly type: string; readonly createdAt: Date };
  };
}

export interface Overviews {
  /** One statement, which looks at no more than so many requests. */
  of(question: OverviewQuestion): Promise<Overview>;
}

export const OVERVIEWS = token<Overviews>('Overviews');
