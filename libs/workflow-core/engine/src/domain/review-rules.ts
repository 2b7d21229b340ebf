import type { RequestState } from './request-state';
import type { StoredOutcome } from './stored-outcome';

/** What operators can find out about a request on hold; `retry` says that it surely did not take effect and is to be sent again. */
export const RESOLUTIONS = ['executed', 'not-executed', 'retry'] as const;
export type Resolution = (typeof RESOLUTIONS)[number];

/** `withdrawn` is the proposer's own word, the other two are another person's. */
export type ReviewVerdict = 'confirmed' | 'declined' | 'withdrawn';

const LEADS_TO: Readonly<Record<Resolution, RequestState>> = { executed: 'approved', 'not-executed': 'failed', retry: 'accepted' };

export function stateAfter(resolution: Resolution): RequestState {
  return LEADS_TO[resolution];
}

/** The code of an outcome that no answer of the loyalty API, but two people stand for. */
const RESOLVED_BY_OPERATOR = 'resolved-by-operator';

/** What is stored of a request that operators have ended; undefined for one that is sent again. */
export function resolvedOutcome(resolution: Resolution, attempts: number): StoredOutcome | undefined {
  const code = RESOLVED_BY_OPERATOR;
  switch (resolution) {
    case 'executed':
      return { kind: 'executed', code, message: 'Executed; two operators have found out and confirmed it.', attempts };
    case 'not-executed':
      return { kind: 'refused', code, message: 'Not executed; two operators have found out and confirmed it.', attempts };
    case 'retry':
      return undefined;
  }
}

/** A request as the rules of reviews see it. */
export interface Reviewable {
  readonly state: RequestState;
  /** Who asked for it, now or before it was replayed. */
  readonly makerIds: readonly number[];
  readonly reviews: readonly { readonly proposal: number; readonly proposerId: number; readonly open: boolean }[];
}

export type ProposalRefusal = 'own-request' | 'not-held' | 'open-proposal';

/** The first thing that speaks against a proposal of this person. */
export function refuseProposal({ state, makerIds, reviews }: Reviewable, personId: number): ProposalRefusal | undefined {
  if (makerIds.includes(personId)) return 'own-request';
  if (state !== 'needs_review') return 'not-held';
  return reviews.some(({ open }) => open) ? 'open-proposal' : undefined;
}

export type ReviewRefusal = 'own-request' | 'unknown-proposal' | 'own-proposal' | 'not-own-proposal' | 'not-open';

/** The first thing that speaks against this person's word on a proposal: it takes two people, and the maker is neither. */
export function refuseReview(
  { makerIds, reviews }: Reviewable,
  proposal: number,
  verdict: ReviewVerdict,
  personId: number,
): ReviewRefusal | undefined {
  if (makerIds.includes(personId)) return 'own-request';
  const review = reviews.find((one) => one.proposal === proposal);
  if (!review) return 'unknown-proposal';
  const own = review.proposerId === personId;
  if (own !== (verdict === 'withdrawn')) return own ? 'own-proposal' : 'not-own-proposal';
  return review.open ? undefined : 'not-open';
}
