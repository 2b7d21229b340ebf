import { MOST_POINTS } from '@countersign/contract';
import type { CheckerGrant } from './actor';
import type { NotificationSettings } from './notification-settings';

/** Whether a request needs a checker. `up-to` holds for types that have an amount. */
export type AutoApproval = { readonly mode: 'off' } | { readonly mode: 'on' } | { readonly mode: 'up-to'; readonly amount: number };

/** So many different checkers, each with this grant. */
export interface Level {
  readonly grant: CheckerGrant;
  readonly checkers: number;
}

/** Who checks amounts up to a limit. Levels are passed in their order; all checkers of a request are different people. */
export interface Band {
  /** Points; absent in the last band only, which then holds for every amount. */
  readonly upTo?: number;
  readonly levels: readonly Level[];
}

/** The most that is asked for in one day (UTC). */
export interface DailyCap {
  readonly requests?: number;
  readonly amount?: number;
}

/** Beyond these a cap limits nothing that anybody could ask for in a day. The points are the most of one single request. */
export const MOST_DAILY_REQUESTS = 1_000_000;
export const MOST_DAILY_POINTS = MOST_POINTS;

/** Whom a daily cap counts for, in the order in which counters are locked. */
export const CAP_SUBJECTS = ['maker', 'customer', 'org'] as const;
export type CapSubject = (typeof CAP_SUBJECTS)[number];
export type DailyCaps = { readonly [Subject in CapSubject]?: DailyCap };

export interface DuplicateRules {
  /**
   * What becomes of a request while another one of the same type and customer waits for a checker. `warn`: a checker is shown that, so that
   * it is not auto-approved.
   */
  readonly sameCustomerPending: 'allow' | 'warn' | 'refuse';
}

/** The settings of one org and type. Versions only grow; each request stores the one that judged it. */
export interface Policy {
  readonly version: number;
  readonly autoApproval: AutoApproval;
  /** Ascending by `upTo`. None: one checker for every request. */
  readonly bands?: readonly Band[];
  readonly dailyCaps?: DailyCaps;
  readonly duplicates?: DuplicateRules;
  /** Two people have seen that nothing caps what is approved without a checker. */
  readonly uncapped?: true;
  /** The type's own settings, in the form of its `config` schema. */
  readonly config?: unknown;
  /** A pending request older than this expires. */
  readonly expiresAfterHours?: number;
  readonly notifications?: NotificationSettings;
}

/** Whether it approves without a checker, and nothing caps how much of that there is in a day. A cap out of all bounds is none. */
export function isUncapped({ autoApproval, dailyCaps = {} }: Pick<Policy, 'autoApproval' | 'dailyCaps'>): boolean {
  return autoApproval.mode !== 'off' && !Object.values(dailyCaps).some(isCap);
}

function isCap({ requests = Number.POSITIVE_INFINITY, amount = Number.POSITIVE_INFINITY }: DailyCap): boolean {
  return requests <= MOST_DAILY_REQUESTS || amount <= MOST_DAILY_POINTS;
}

/** What holds where an org never set a policy: every request waits for a checker. */
export const DEFAULT_POLICY: Policy = { version: 0, autoApproval: { mode: 'off' } };

/** Persisted with each request: whether somebody had to check it. */
export type Verdict = 'checker' | 'auto';
