import type { RequestView } from '../api/request-view';
import { resemblances } from './duplicates';

interface Given {
  readonly requestId: string;
  readonly startTime: string;
  readonly requestType: string;
  readonly state: string;
  readonly reference?: string;
  readonly amount: number;
  readonly resubmittedAs?: string;
}

const USUAL: Given = {
  requestId: 'a',
  startTime: '2026-11-22T10:00:00Z',
  requestType: 'points-redemption',
  state: 'AdminTask',
  amount: 100,
};

function request(given: Partial<Given>): RequestView {
  const { reference, amount, resubmittedAs, ...rest } = { ...USUAL, ...given };
  const line = `Redeem ${amount} points of customer 919900000101`;
  return { ...rest, details: { summary: { reference, amount, line }, resubmittedAs } } as unknown as RequestView;
}

const whyOf = (own: Partial<Given>, other: Partial<Given>) =>
  resemblances(request(own), [request({ requestId: 'b', ...other })]).map(({ why }) => why);

describe('resemblances', () => {
  it('warns of another one that waits, and of the same within a day', () => {
    expect(whyOf({}, { amount: 7 })).toEqual(['waits for a checker too']);
    expect(whyOf({}, { state: 'approved', startTime: '2026-11-21T10:00:01Z' })).toEqual(['is the same, within a day']);
  });

  it('leaves references that were used before to those who look through all requests for them', () => {
    expect(whyOf({ reference: 'R' }, { reference: 'R', state: 'approved' })).toEqual([]);
  });

  it('does not warn of what had no effect, of other types, of another amount or of long ago', () => {
    expect(whyOf({}, { state: 'rejected' })).toEqual([]);
    expect(whyOf({}, { requestType: 'goodwill-points' })).toEqual([]);
    expect(whyOf({}, { state: 'approved', amount: 101 })).toEqual([]);
    expect(whyOf({}, { state: 'approved', startTime: '2026-11-21T09:59:59Z' })).toEqual([]);
  });

  it('does not take a request for a duplicate of itself or of the one it repeats', () => {
    expect(whyOf({}, { requestId: 'a' })).toEqual([]);
    expect(whyOf({}, { resubmittedAs: 'a' })).toEqual([]);
  });
});
