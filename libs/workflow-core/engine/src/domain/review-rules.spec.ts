import { RESOLUTIONS, refuseProposal, refuseReview, resolvedOutcome, type Reviewable, stateAfter } from './review-rules';
import { findTransition } from './transitions';

const MAKER = 1;
const EARLIER_MAKER = 4;
const PROPOSER = 2;
const SECOND = 3;

const held = (own: Partial<Reviewable> = {}): Reviewable => ({
  state: 'needs_review',
  makerIds: [MAKER, EARLIER_MAKER],
  reviews: [],
  ...own,
});
const open = { proposal: 1, proposerId: PROPOSER, open: true };
const over = { ...open, open: false };

describe('a resolution', () => {
  it.each(RESOLUTIONS)('%s is a way out that the state machine lists for operators', (resolution) => {
    expect(findTransition('needs_review', stateAfter(resolution))?.by).toBe('operators');
  });

  it('that ends a request says in its outcome that people stand for it', () => {
    expect(resolvedOutcome('executed', 2)).toMatchObject({ kind: 'executed', code: 'resolved-by-operator', attempts: 2 });
    expect(resolvedOutcome('not-executed', 2)).toMatchObject({ kind: 'refused', code: 'resolved-by-operator', attempts: 2 });
    expect(resolvedOutcome('retry', 2)).toBeUndefined();
  });
});

describe('a proposal', () => {
  it.each([
    ['of the maker', held(), MAKER, 'own-request'],
    ['of a maker of the request that it replays', held(), EARLIER_MAKER, 'own-request'],
    ['of the maker after the end', held({ state: 'approved' }), MAKER, 'own-request'],
    ['for a request that is still executing', held({ state: 'accepted' }), PROPOSER, 'not-held'],
    ['beside an open one', held({ reviews: [open] }), SECOND, 'open-proposal'],
    ['after one that is over', held({ reviews: [over] }), PROPOSER, undefined],
    ['of anybody else', held(), PROPOSER, undefined],
  ] as const)('%s', (_case, request, person, refusal) => {
    expect(refuseProposal(request, person)).toBe(refusal);
  });
});

describe('the word on a proposal', () => {
  it.each([
    { says: 'is not the maker’s', reviews: [open], verdict: 'confirmed', person: MAKER, refusal: 'own-request' },
    { says: 'is not the maker’s to withdraw', reviews: [open], verdict: 'withdrawn', person: MAKER, refusal: 'own-request' },
    { says: 'is not the proposer’s to confirm', reviews: [open], verdict: 'confirmed', person: PROPOSER, refusal: 'own-proposal' },
    { says: 'is not the proposer’s to decline', reviews: [open], verdict: 'declined', person: PROPOSER, refusal: 'own-proposal' },
    { says: 'is not another’s to withdraw', reviews: [open], verdict: 'withdrawn', person: SECOND, refusal: 'not-own-proposal' },
    { says: 'is not given twice', reviews: [over], verdict: 'confirmed', person: SECOND, refusal: 'not-open' },
    { says: 'needs a proposal', reviews: [], verdict: 'confirmed', person: SECOND, refusal: 'unknown-proposal' },
    { says: 'is another person’s to confirm', reviews: [open], verdict: 'confirmed', person: SECOND, refusal: undefined },
    { says: 'is another person’s to decline', reviews: [open], verdict: 'declined', person: SECOND, refusal: undefined },
    { says: 'is the proposer’s to withdraw', reviews: [open], verdict: 'withdrawn', person: PROPOSER, refusal: undefined },
  ] as const)('$says', ({ reviews, verdict, person, refusal }) => {
    expect(refuseReview(held({ reviews }), 1, verdict, person)).toBe(refusal);
  });
});
