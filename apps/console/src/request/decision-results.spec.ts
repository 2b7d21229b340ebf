import type { DecisionView, RequestView, State } from '../api/request-view';
import { type DecisionResult, refusalInWords, tellResults } from './decision-results';

const OTHER = { checkerId: 2002, checkerName: 'Olive Other', decision: 'approved', comment: 'seen' } as DecisionView;

function request(requestId: string, state: State = 'AdminTask', decisions: readonly DecisionView[] = []): RequestView {
  return {
    requestId,
    state,
    userId: 1001,
    userName: 'Maya Maker',
    details: { approval: { given: 1, quorum: 2 }, decisions },
  } as unknown as RequestView;
}

const TELLING = { verdict: 'approved', comment: 'seen', viewerId: 2001, mayCount: () => false, whyHeld: () => undefined } as const;

const done = (view: RequestView): DecisionResult => ({ requestId: view.requestId, status: 200, replayed: false, data: view, errors: null });
const refused = (requestId: string, code: number, message = 'No.'): DecisionResult => ({
  requestId,
  status: 409,
  replayed: false,
  data: null,
  errors: [{ code, message }],
});

describe('tellResults', () => {
  it('tells the loser of a race who decided and how', async () => {
    const read = (requestId: string) => Promise.resolve(request(requestId, 'IntouchAPITask', [OTHER]));
    const [told] = await tellResults([refused('a', 2002)], [request('a')], { ...TELLING, read });
    expect(told).toMatchObject({
      worked: false,
      words: 'Olive Other approved it before you did. Your decision was not counted.',
      request: { state: 'IntouchAPITask' },
    });
  });

  it('says of each how it stands, in the order of the decisions', async () => {
    const read = () => Promise.reject(new Error('not needed'));
    const results = [
      done(request('a', 'IntouchAPITask')),
      done(request('b')),
      done(request('c', 'rejected')),
      refused('d', 9051, 'Own request.'),
    ];
    const seen = ['a', 'b', 'c', 'd'].map((id) => request(id));
    expect((await tellResults(results, seen, { ...TELLING, read })).map(({ worked, words }) => [worked, words])).toEqual([
      [true, 'Approved. Being executed…'],
      [true, 'Counted: 1 of 2 approvals. It waits for the next checker.'],
      [true, 'Counted. It was rejected since.'],
      [false, 'Own request. (9051)'],
    ]);
  });

  it('says that one counts which this person had made before, whoever came after', async () => {
    const own = { ...OTHER, checkerId: 2001, checkerName: 'Chen' };
    for (const [state, words] of [
      ['AdminTask', 'Counted: 1 of 2 approvals. It waits for the next checker.'],
      ['approved', 'Approved and done.'],
      ['withdrawn', 'Counted. Its maker has taken the request back since.'],
      ['expired', 'Counted. The request has expired since.'],
    ] as const) {
      const read = () => Promise.resolve(request('a', state, [own, OTHER]));
      expect(await tellResults([refused('a', 2002)], [request('a')], { ...TELLING, read })).toMatchObject([{ worked: true, words }]);
    }
  });

  it('says of another comment of this person that it was not kept, and repeats it', async () => {
    const read = () => Promise.resolve(request('a', 'approved', [{ ...OTHER, checkerId: 2001 }]));
    const [told] = await tellResults([refused('a', 2002)], [request('a')], { ...TELLING, comment: 'fraud!', read });
    expect(told).toMatchObject({ worked: true, isCommentLost: true });
    expect(told?.words).toMatch(/^Approved and done\. .*This one was not kept: .*fraud!/);
  });

  it('tells each request its own result, in whatever order and number they come', async () => {
    const read = () => Promise.reject(new Error('not needed'));
    const results = [refused('c', 9051, 'Own request.'), done(request('a', 'IntouchAPITask')), done(request('unasked'))];
    const told = await tellResults(
      results,
      ['a', 'b', 'c'].map((id) => request(id)),
      { ...TELLING, read },
    );
    expect(told.map(({ request: { requestId }, worked, isUnknown }) => [requestId, worked, isUnknown])).toEqual([
      ['a', true, undefined],
      ['b', false, true],
      ['c', false, undefined],
    ]);
  });

  it.each([
    ['an answer without a word', { ...refused('a', 0), errors: null }, false, true],
    ['an error of the server', { ...refused('a', 2106), status: 503 }, false, true],
    ['a call that is under way', refused('a', 2102), false, true],
    ['a refusal at the door, of a repetition', refused('a', 2001), true, true],
    ['a refusal at the door, of the only try', refused('a', 2001), false, undefined],
    ['that it is too late, of a repetition, where the request cannot be read', refused('a', 2002), true, true],
    ['that it is too late, of the only try', refused('a', 2002), false, undefined],
    ['something else than was seen, of a repetition', refused('a', 2103), true, undefined],
  ])('knows whether an answer tells if it was counted: %s', async (_, result, isRepeated, isUnknown) => {
    const read = () => Promise.reject(new Error('unreachable'));
    const [told] = await tellResults([result], [request('a')], { ...TELLING, read, mayCount: () => isRepeated });
    expect(told).toMatchObject({ worked: false });
    expect(told?.isUnknown).toBe(isUnknown);
  });

  it('still tells the refusal where the truth cannot be read', async () => {
    const read = () => Promise.reject(new Error('unreachable'));
    const [told] = await tellResults([refused('a', 2002, 'It no longer waits.')], [request('a')], { ...TELLING, read });
    expect(told).toMatchObject({ worked: false, words: 'It no longer waits. (2002)' });
  });
});

describe('refusalInWords', () => {
  it('explains that the request is not what was seen', () => {
    expect(refusalInWords([{ code: 2103, message: 'x' }], undefined, 1)).toMatch(/^This is not what you saw/);
  });

  it('names no grant and no code to whoever is of another rank', () => {
    const message = 'The next approval of this request takes the grant CanCheckRequestSenior, which you do not have for it.';
    expect(refusalInWords([{ code: 2001, message }], undefined, 1)).toBe(
      'This takes a checker of another rank than yours. Nothing was decided.',
    );
  });

  it('names a withdrawal by its maker', () => {
    expect(refusalInWords([{ code: 2002, message: 'x' }], request('a', 'withdrawn'), 1)).toBe(
      'Maya Maker took the request back before you decided.',
    );
  });
});
