import type { CheckerGrant } from './actor';
import { type AutoApproval, type Band, CAP_SUBJECTS, type CapSubject, type DailyCap, type Level, type Policy } from './policy';

/** What a counter stood at before this request. */
export interface CapUsage {
  readonly requests: number;
  readonly amount: number;
}

/** All that a verdict depends on beside the policy. Stored with what was judged, so that the verdict can be reached again. */
export interface PolicyFacts {
  /** Points at stake. */
  readonly amount?: number;
  /** The counters of that day, of subjects that were counted. */
  readonly usage?: { readonly [Subject in CapSubject]?: CapUsage };
  /** A request of the same type and customer that waited for a checker. */
  readonly pendingRequestId?: string;
  /** Who asks has proposed or approved the policy, or knows the secret of the program that asks. */
  readonly ownPolicy?: true;
}

/** Persisted with refused submissions: never renamed. */
export const REFUSAL_REASONS = [
  'above-type-limit',
  'above-bands',
  'maker-cap',
  'customer-cap',
  'org-cap',
  'same-customer-pending',
] as const;
export type RefusalReason = (typeof REFUSAL_REASONS)[number];

export type PolicyVerdict =
  | { readonly kind: 'auto' }
  | {
      readonly kind: 'checkers';
      /** How many must approve. */
      readonly quorum: number;
      /** Which band, from 1; absent where the policy has none. */
      readonly band?: number;
      /** The grant that each approval takes, in order. */
      readonly grants: readonly CheckerGrant[];
      readonly warning?: 'same-customer-pending';
      /** The policy would approve it by itself, but for who asks. */
      readonly ownPolicy?: true;
    }
  | { readonly kind: 'refused'; readonly reason: RefusalReason };

const ONE_CHECKER: readonly Level[] = [{ grant: 'CanCheckRequest', checkers: 1 }];
/** Counters are kept to the millionth of a point, so that sums of decimals are the same here and in the store. */
const SCALE = 1_000_000;

/**
 * The verdict on one request. Pure: the same policy and facts give the same verdict, today and in an audit.
 * @param typeLimit the most points of one request by the type's own settings
 */
export function judgeByPolicy(policy: Policy, facts: PolicyFacts, typeLimit?: number): PolicyVerdict {
  const { amount, pendingRequestId } = facts;
  const { autoApproval, bands = [], duplicates } = policy;
  if (amount !== undefined && typeLimit !== undefined && amount > typeLimit) return refused('above-type-limit');
  const index = bandIndex(bands, amount);
  if (bands.length > 0 && index === undefined) return refused('above-bands');
  const reached = CAP_SUBJECTS.find((subject) => isBeyond(policy.dailyCaps?.[subject], facts.usage?.[subject], amount));
  if (reached) return refused(`${reached}-cap`);
  const hasPending = pendingRequestId !== undefined && duplicates !== undefined && duplicates.sameCustomerPending !== 'allow';
  if (hasPending && duplicates.sameCustomerPending === 'refuse') return refused('same-customer-pending');
  const isAuto = !hasPending && isAutoApproved(autoApproval, amount);
  if (isAuto && !facts.ownPolicy) return { kind: 'auto' };
  const grants = grantsOf((index === undefined ? undefined : bands[index])?.levels ?? ONE_CHECKER);
  return {
    kind: 'checkers',
    quorum: grants.length,
    grants,
    ...(index !== undefined && { band: index + 1 }),
    ...(hasPending && { warning: 'same-customer-pending' }),
    ...(isAuto && { ownPolicy: true }),
  };
}

/** Whether counters or other requests matter to the verdict: then it holds only as long as they are locked. */
export function dependsOnOthers({ dailyCaps, duplicates }: Pick<Policy, 'dailyCaps' | 'duplicates'>): boolean {
  return looksForPending({ duplicates }) || CAP_SUBJECTS.some((subject) => dailyCaps?.[subject] !== undefined);
}

export function looksForPending({ duplicates }: { readonly duplicates?: Policy['duplicates'] | undefined }): boolean {
  return duplicates !== undefined && duplicates.sameCustomerPending !== 'allow';
}

/** Whether one more request is beyond the cap. A request without an amount counts as one of 0 points. */
export function isBeyond(cap: DailyCap | undefined, used: CapUsage = { requests: 0, amount: 0 }, amount = 0): boolean {
  if (!cap) return false;
  if (cap.requests !== undefined && used.requests + 1 > cap.requests) return true;
  return cap.amount !== undefined && scaled(used.amount) + scaled(amount) > scaled(cap.amount);
}

export function scaled(points: number): number {
  return Math.round(points * SCALE);
}

/** A sum that does not drift, however many are added. */
export function addPoints(one: number, other: number): number {
  return (scaled(one) + scaled(other)) / SCALE;
}

function refused(reason: RefusalReason): PolicyVerdict {
  return { kind: 'refused', reason };
}

/** An amount that is missing or above the limit always waits for a checker. */
function isAutoApproved(autoApproval: AutoApproval, amount: number | undefined): boolean {
  if (autoApproval.mode !== 'up-to') return autoApproval.mode === 'on';
  return amount !== undefined && amount <= autoApproval.amount;
}

/** A missing amount is checked like the largest. */
function bandIndex(bands: readonly Band[], amount: number | undefined): number | undefined {
  if (bands.length === 0) return undefined;
  if (amount === undefined) return bands.length - 1;
  const index = bands.findIndex(({ upTo }) => upTo === undefined || amount <= upTo);
  return index === -1 ? undefined : index;
}

function grantsOf(levels: readonly Level[]): readonly CheckerGrant[] {
  return levels.flatMap(({ grant, checkers }) => Array.from({ length: checkers }, () => grant));
}
