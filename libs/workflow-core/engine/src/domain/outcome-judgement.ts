import type { ExecutionOutcome } from '@countersign/contract';
import { backoffMs } from './backoff';
import type { StoredOutcome } from './stored-outcome';

/** After so many attempts without a definite end a person has to look. */
export const MOST_ATTEMPTS = 20;

/** A request at which so many workers were lost is suspected to be what ends them. */
export const MOST_LOSSES = 3;

/** Whoever mends what was in the way should not have to wait long. */
const UNCOUNTED_PAUSE_MS = 5_000;

/** One finished attempt and all that was known before it. */
export interface JudgedAttempt {
  readonly outcome: ExecutionOutcome;
  /** An earlier attempt of this request ended without a definite answer. */
  readonly inDoubt: boolean;
  /** Another request of the org has used the same loyalty key: a duplicate answer may speak of that one. */
  readonly contested: boolean;
  readonly whenInDoubt: 'replay' | 'hold';
  /** Attempts made, this one included. */
  readonly attempts: number;
  /** A number in [0, 1) for the jitter of the next attempt. */
  readonly random: number;
  /** Nothing was applied, and for a reason that no request can help: it comes again however often, and uses up no attempt. */
  readonly uncounted?: true;
}

/** An attempt whose worker died or hung. */
export interface LostAttempt extends Omit<JudgedAttempt, 'outcome'> {
  /** The call may have left. */
  readonly sent: boolean;
  /** Workers lost at this request, this one included. */
  readonly losses: number;
}

export type Judgement =
  | { readonly next: 'approved'; readonly outcome: StoredOutcome }
  | { readonly next: 'failed'; readonly outcome: StoredOutcome }
  | { readonly next: 'needs_review'; readonly inDoubt: boolean; readonly outcome: StoredOutcome }
  | { readonly next: 'due'; readonly inDoubt: boolean; readonly dueInMs: number; readonly uncounted?: true };

/**
 * What an attempt means for its request. `failed` is never guessed: once in doubt, only success, or a duplicate that
 * nobody else can have caused, ends the request without a person; a refusal after a lost answer proves nothing.
 */
export function judgeAttempt(attempt: JudgedAttempt): Judgement {
  const { outcome } = attempt;
  switch (outcome.kind) {
    case 'executed':
      return { next: 'approved', outcome: executed(attempt, outcome) };
    case 'refused':
      return attempt.inDoubt ? review(attempt, true) : { next: 'failed', outcome: stored(attempt, 'refused') };
    case 'duplicate':
      return judgeDuplicate(attempt);
    case 'retry':
      return again(attempt, attempt.inDoubt, outcome.retryAfterMs);
    case 'in-doubt':
      return attempt.whenInDoubt === 'hold' ? review(attempt, true) : again(attempt, true);
    case 'hold':
      return review(attempt, attempt.inDoubt);
  }
}

/** Without the mark of the fence the call never left. A request that takes one worker after the other with it is held for a person. */
export function judgeLoss({ sent, losses, ...attempt }: LostAttempt): Judgement {
  const judged: JudgedAttempt = { ...attempt, outcome: sent ? LOST_AFTER_SENDING : LOST_BEFORE_SENDING };
  return losses >= MOST_LOSSES ? review(judged, attempt.inDoubt || sent) : judgeAttempt(judged);
}

const LOST_AFTER_SENDING: ExecutionOutcome = {
  kind: 'in-doubt',
  code: 'worker-lost',
  message: 'The worker stopped after the call may have been sent; its answer is not known.',
};
const LOST_BEFORE_SENDING: ExecutionOutcome = {
  kind: 'retry',
  code: 'worker-lost',
  message: 'The worker stopped before the call was sent.',
};

function judgeDuplicate(attempt: JudgedAttempt): Judgement {
  if (!attempt.inDoubt) return { next: 'failed', outcome: stored(attempt, 'refused') };
  if (attempt.contested) return review(attempt, true);
  return {
    next: 'approved',
    outcome: { kind: 'executed', message: 'Executed by an earlier attempt whose answer was lost.', attempts: attempt.attempts },
  };
}

function again(attempt: JudgedAttempt, inDoubt: boolean, retryAfterMs?: number): Judgement {
  if (attempt.uncounted) return { next: 'due', inDoubt, dueInMs: Math.round(UNCOUNTED_PAUSE_MS * (1 + attempt.random)), uncounted: true };
  if (attempt.attempts >= MOST_ATTEMPTS) return review(attempt, inDoubt);
  return { next: 'due', inDoubt, dueInMs: backoffMs(attempt.attempts, attempt.random, retryAfterMs) };
}

function review(attempt: JudgedAttempt, inDoubt: boolean): Judgement {
  return { next: 'needs_review', inDoubt, outcome: stored(attempt, inDoubt ? 'unknown' : 'held') };
}

function executed(attempt: JudgedAttempt, { partial, warnings }: Extract<ExecutionOutcome, { kind: 'executed' }>): StoredOutcome {
  const message = partial ? 'Executed for some of the customers; the others are listed as warnings.' : 'Executed by the loyalty API.';
  return { kind: 'executed', message, attempts: attempt.attempts, ...(partial && { partial }), ...(warnings?.length && { warnings }) };
}

function stored(attempt: JudgedAttempt, kind: StoredOutcome['kind']): StoredOutcome {
  const { outcome } = attempt;
  if (outcome.kind === 'executed') throw new TypeError('an executed attempt is neither refused nor held');
  return { kind, code: outcome.code, message: outcome.message, attempts: attempt.attempts };
}
