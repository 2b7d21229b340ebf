import type { Review, ReviewedRequest } from './operation-views';
import { rightsOf } from './review-rights';

const MAKER = 1001;
const ONE = 5001;
const OTHER = 5002;

const proposal = (status: Review['status']): Review => ({
  proposal: 1,
  action: 'executed',
  evidence: 'Seen in the ledger.',
  status,
  proposedBy: { id: ONE, name: 'Olga Operator' },
  proposedAt: '2026-11-22T11:12:25.123Z',
});
const held = (...reviews: Review[]): ReviewedRequest => ({
  request: { userId: MAKER } as ReviewedRequest['request'],
  heldSince: '2026-11-22T11:12:25.123Z',
  attempts: [],
  reviews,
});

describe('who may do what about a request on hold', () => {
  it('lets an operator propose where nothing is proposed, also after a proposal was declined', () => {
    expect(rightsOf(held(), ONE)).toEqual({ mayPropose: true, words: [] });
    expect(rightsOf(held(proposal('declined')), OTHER)).toMatchObject({ mayPropose: true });
  });

  it('offers confirm and decline to a second person only', () => {
    expect(rightsOf(held(proposal('proposed')), OTHER).words).toEqual(['confirm', 'decline']);
    expect(rightsOf(held(proposal('proposed')), ONE)).toMatchObject({
      words: ['withdraw'],
      why: expect.stringMatching(/proposed this yourself/),
    });
  });

  it('offers the maker nothing and says why', () => {
    expect(rightsOf(held(), MAKER)).toMatchObject({
      mayPropose: false,
      words: [],
      why: expect.stringMatching(/asked for this request yourself/),
    });
    expect(rightsOf(held(proposal('proposed')), MAKER)).toMatchObject({
      mayPropose: false,
      words: [],
      why: expect.stringMatching(/cannot confirm/),
    });
  });

  it('offers nothing where nothing is on hold', () => {
    const { heldSince: _heldSince, ...free } = held();
    expect(rightsOf(free, ONE)).toMatchObject({ mayPropose: false, words: [], why: expect.stringMatching(/not on hold/) });
  });
});
