import type { RequestState } from './request-state';

/** How long an execution is put off that may not run beside another one. */
export const PUT_OFF_MS = 200;

/** An accepted request on its way through the loyalty API. Times are the store's, in milliseconds. */
export interface Execution {
  /** Raised by every claim, take-over and putting off; whoever holds an older one changes nothing. */
  readonly epoch: number;
  /** Undefined: nobody holds it. A time that has passed still counts as held until somebody takes it over. */
  readonly leaseUntil: number | undefined;
  /** Set by the fence before the call leaves. */
  readonly sentAt: number | undefined;
  readonly attempts: number;
  /** How often its worker died or hung. */
  readonly losses: number;
  readonly inDoubt: boolean;
  /** Infinity: waits for an operator and never comes back by itself. */
  readonly dueAt: number;
}

/** What a judged attempt makes of its execution. */
export type Settling =
  | { readonly next: 'approved' }
  | { readonly next: 'failed' }
  | { readonly next: 'needs_review'; readonly inDoubt: boolean }
  | { readonly next: 'due'; readonly inDoubt: boolean; readonly dueInMs: number; readonly uncounted?: true };

/** Another request of the org, as far as sharing a customer or a loyalty key goes. */
export interface Neighbour {
  readonly state: RequestState;
  readonly execution?: Execution | undefined;
}

export function newExecution(at: number): Execution {
  return { epoch: 0, leaseUntil: undefined, sentAt: undefined, attempts: 0, losses: 0, inDoubt: false, dueAt: at };
}

export function isLeased({ leaseUntil }: Execution): boolean {
  return leaseUntil !== undefined;
}

export function isDue(execution: Execution, now: number): boolean {
  return !isLeased(execution) && execution.dueAt <= now;
}

/** Whether its worker died or hung: the lease has ended and nobody gave it back. */
export function isLost({ leaseUntil }: Execution, now: number): boolean {
  return leaseUntil !== undefined && leaseUntil < now;
}

function isHeldAt(execution: Execution, epoch: number): boolean {
  return execution.epoch === epoch && isLeased(execution);
}

/** A lease for the next attempt. Undefined: not due, held by another, or the job names an older epoch. */
export function claimLease(execution: Execution, epoch: number, now: number, leaseMs: number): Execution | undefined {
  if (execution.epoch !== epoch || !isDue(execution, now)) return undefined;
  return { ...execution, epoch: epoch + 1, leaseUntil: now + leaseMs, sentAt: undefined, attempts: execution.attempts + 1 };
}

/** Later, under a new epoch, so that it is dispatched afresh instead of being remembered as dispatched. */
export function putOff(execution: Execution, now: number): Execution {
  return { ...execution, epoch: execution.epoch + 1, dueAt: now + PUT_OFF_MS };
}

/** The last line before the call. Undefined: the lease is lost, too short, or the fence was passed before; do not call. */
export function passFence(execution: Execution, epoch: number, now: number, leastLeftMs: number): Execution | undefined {
  const { leaseUntil, sentAt } = execution;
  if (execution.epoch !== epoch || leaseUntil === undefined || sentAt !== undefined) return undefined;
  return leaseUntil - leastLeftMs >= now ? { ...execution, sentAt: now } : undefined;
}

/** The whole length again; undefined for whoever lost the lease. */
export function renewLease(execution: Execution, epoch: number, now: number, leaseMs: number): Execution | undefined {
  return isHeldAt(execution, epoch) ? { ...execution, leaseUntil: now + leaseMs } : undefined;
}

/** As if it had never been claimed; undefined when the call may have left or the lease is lost. */
export function releaseLease(execution: Execution, epoch: number): Execution | undefined {
  if (!isHeldAt(execution, epoch) || execution.sentAt !== undefined) return undefined;
  return { ...execution, leaseUntil: undefined, attempts: execution.attempts - 1 };
}

/** The taker's own lease on what was lost; what the fence wrote stays, since the taker has to judge it. */
export function takeOver(execution: Execution, now: number, leaseMs: number): Execution | undefined {
  if (!isLost(execution, now)) return undefined;
  return { ...execution, epoch: execution.epoch + 1, leaseUntil: now + leaseMs, losses: execution.losses + 1 };
}

/** What is left after a judged attempt: nothing once the request has ended. Undefined: the lease was lost, nothing changes. */
export function settleLease(
  execution: Execution,
  epoch: number,
  settling: Settling,
  now: number,
): { readonly left: Execution | undefined } | undefined {
  if (!isHeldAt(execution, epoch)) return undefined;
  if (settling.next === 'approved' || settling.next === 'failed') return { left: undefined };
  const dueAt = settling.next === 'due' ? now + settling.dueInMs : Number.POSITIVE_INFINITY;
  const attempts = settling.next === 'due' && settling.uncounted ? execution.attempts - 1 : execution.attempts;
  return { left: { ...execution, attempts, leaseUntil: undefined, sentAt: undefined, inDoubt: settling.inDoubt, dueAt } };
}

/**
 * Whether a claim has to wait: the customer has another call under way, or another request that used the same loyalty key is in doubt.
 * An answer to this one would settle nothing about that one, and its effect could be taken for that one's.
 */
export function mustWait(execution: Execution, ofCustomer: readonly Neighbour[], ofLoyaltyKey: readonly Neighbour[]): boolean {
  return ofCustomer.some((other) => other.execution && isLeased(other.execution)) || keyIsInDoubt(execution, ofLoyaltyKey);
}

/**
 * Whether another request that used the same loyalty key is in doubt. Asked once more at the fence: a claim that stalled before its commit
 * looked at its neighbours too early.
 */
export function keyIsInDoubt({ inDoubt }: Execution, ofLoyaltyKey: readonly Neighbour[]): boolean {
  return !inDoubt && ofLoyaltyKey.some((other) => other.state === 'accepted' && other.execution?.inDoubt);
}

/** Whether another request may have used the same loyalty key, so that a duplicate answer may speak of that one. */
export function isContested(ofLoyaltyKey: readonly Neighbour[]): boolean {
  return ofLoyaltyKey.some(({ state, execution }) => {
    if (state === 'approved' || state === 'needs_review') return true;
    return state === 'accepted' && execution !== undefined && (execution.inDoubt || isLeased(execution));
  });
}
