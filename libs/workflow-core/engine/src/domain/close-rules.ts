import type { CheckerGrant } from './actor';
import { nextPosition } from './positions';
import { isTerminal, type RequestState } from './request-state';
import { findTransition, type TransitionCause } from './transitions';

/** What a decision is judged by: the request as it is stored. */
export interface Closable {
  readonly state: RequestState;
  readonly requesterId: number;
  readonly payloadDigest: string;
  readonly approvals: number;
  readonly quorum: number;
  /** See `nextPosition`. */
  readonly openPositions?: readonly number[] | undefined;
  /** The grant that each approval takes, in order; absent: CanCheckRequest for all. */
  readonly levelGrants?: readonly CheckerGrant[] | undefined;
  /** The checkers who have decided. */
  readonly deciders: readonly number[];
  /** Milliseconds of the store's time. */
  readonly expiresAt?: number | undefined;
}

/** Who wants to end the wait for a checker, and how. */
export type Closing =
  | {
      readonly action: 'approve' | 'reject' | 'send-back';
      readonly checkerId: number;
      readonly digest?: string | undefined;
      /** The checker's grants that hold for this request; absent: CanCheckRequest. */
      readonly grants?: readonly CheckerGrant[] | undefined;
    }
  | { readonly action: 'withdraw'; readonly makerId: number }
  | { readonly action: 'expire' };

export type CloseVerdict =
  | { readonly kind: 'moves'; readonly to: RequestState; readonly by: TransitionCause; readonly approvals: number }
  | { readonly kind: 'refused'; readonly reason: CloseRefusal };

/** The first thing that speaks against it, in the order in which a caller wants to hear of it. */
export type CloseRefusal =
  | 'own-request'
  | 'not-maker'
  | 'not-pending'
  | 'already-decided-by-caller'
  | 'expired'
  | 'digest-differs'
  | 'level-grant-missing'
  | 'not-expired';

const CHECKER: readonly CheckerGrant[] = ['CanCheckRequest'];

/** One guard for all that end the wait for a checker; of those that race exactly one wins, because the state is no longer pending. */
export function judgeClose(request: Closable, closing: Closing, now: number): CloseVerdict {
  const reason = refusal(request, closing, now);
  if (reason) return { kind: 'refused', reason };
  switch (closing.action) {
    case 'approve': {
      const approvals = request.approvals + 1;
      return moves(approvals >= request.quorum ? 'accepted' : 'pending', 'checker', approvals);
    }
    case 'reject':
    case 'send-back':
      return moves('rejected', 'checker', request.approvals);
    case 'withdraw':
      return moves('withdrawn', 'maker', request.approvals);
    case 'expire':
      return moves('expired', 'clock', request.approvals);
  }
}

function refusal(request: Closable, closing: Closing, now: number): CloseRefusal | undefined {
  const pastExpiry = request.expiresAt !== undefined && request.expiresAt <= now;
  const pending = request.state === 'pending';
  switch (closing.action) {
    case 'withdraw':
      if (request.requesterId !== closing.makerId) return 'not-maker';
      return pending ? undefined : 'not-pending';
    case 'expire':
      if (!pending) return 'not-pending';
      return pastExpiry ? undefined : 'not-expired';
    default:
      if (request.requesterId === closing.checkerId) return 'own-request';
      if (!pending) return 'not-pending';
      if (request.deciders.includes(closing.checkerId)) return 'already-decided-by-caller';
      if (pastExpiry) return 'expired';
      if (closing.digest !== undefined && closing.digest !== request.payloadDigest) return 'digest-differs';
      return isOfLevel(request, closing) ? undefined : 'level-grant-missing';
  }
}

type Deciding = Extract<Closing, { checkerId: number }>;

/** An approval takes the grant of the position that is next; to reject or to send back takes that of any level. */
function isOfLevel(request: Closable, { action, grants = CHECKER }: Deciding): boolean {
  const { levelGrants } = request;
  if (!levelGrants) return true;
  const asked = action === 'approve' ? [levelGrants[nextPosition(request) - 1]] : levelGrants;
  return asked.some((grant) => grant !== undefined && grants.includes(grant));
}

function moves(to: RequestState, by: TransitionCause, approvals: number): CloseVerdict {
  return { kind: 'moves', to, by, approvals };
}

/** Whether subscribers hear of this step. @throws TypeError for a step that the state machine does not list */
export function isPublicStep(from: RequestState | 'none', to: RequestState, by: TransitionCause): boolean {
  const rule = findTransition(from, to);
  if (rule?.by !== by) throw new TypeError(`There is no way from ${from} to ${to} by ${by}.`);
  return rule.event;
}

/** Whether a natural key is taken by a request in this state. */
export function isOpen(state: RequestState): boolean {
  return !isTerminal(state);
}
