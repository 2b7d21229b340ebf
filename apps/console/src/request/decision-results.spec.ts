import type { DecisionView, RequestView, State } from '../api/request-view';
import { refusalInWords, tellResults } from './decision-results';
import type { DecisionResult } from './decisions';

const OTHER = { checkerId: 2002, checkerName: 'Olive Other', decision: 'approved' } as DecisionView;

function request(requestId: string, state: State = 'AdminTask', decisions: readonly DecisionView[] = []): RequestView {
  return {
    requestId,
    state,
    userId: 1001,
    userName: 'Maya Maker',
    details: { approval: { given: 1, quorum: 2 }, decisions },
  } as unknown as RequestView;
}

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
    const [told] = await tellResults([refused('a', 2002)], [request('a')], { viewerId: 2001, read });
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
    expect((await tellResults(results, seen, { viewerId: 2001, read })).map(({ worked, words }) => [worked, words])).toEqual([
      [true, 'Approved. Being executed…'],
      [true, 'Counted: 1 of 2 approvals. It waits for the next checker.'],
      [true, 'Rejected.'],
      [false, 'Own request. (9051)'],
    ]);
  });

  it('still tells the refusal where the truth cannot be read', async () => {
    const read = () => Promise.reject(new Error('unreachable'));
    const [told] = await tellResults([refused('a', 2002, 'It no longer waits.')], [request('a')], { viewerId: 2001, read });
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
