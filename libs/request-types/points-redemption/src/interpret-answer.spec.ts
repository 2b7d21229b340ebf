import type { ExecutionOutcome } from '@countersign/contract';
import { interpretAnswer } from './interpret-answer';

const REDEEMED = { success: 'true', code: 800, message: 'Points Redeemed' };
const WHOLE_OK = { success: 'true', code: 200, message: 'Success' };
const WHOLE_FAILED = { success: 'false', code: 500, message: 'All requests have failed due to errors' };

function kindOf(response: object, status = 200): ExecutionOutcome['kind'] {
  return interpretAnswer({ status, headers: {}, body: { response } }).kind;
}

function item(item_status: object, whole?: object): object {
  return { ...(whole && { status: whole }), responses: { points: { item_status } } };
}

describe('the answer to a redemption', () => {
  it('lets the item decide where the whole says nothing', () => {
    expect(kindOf(item(REDEEMED))).toBe('executed');
  });

  it('is in doubt where item and whole contradict each other', () => {
    expect(kindOf(item(REDEEMED, WHOLE_FAILED))).toBe('in-doubt');
    expect(kindOf(item({ ...REDEEMED, success: 'false' }, WHOLE_OK))).toBe('in-doubt');
    expect(kindOf(item({ success: 'true', code: 803 }, WHOLE_OK))).toBe('in-doubt');
  });

  it('is in doubt when all is said to be well but no item is there', () => {
    expect(kindOf({ status: WHOLE_OK, responses: {} })).toBe('in-doubt');
    expect(kindOf({ status: { ...WHOLE_OK, code: 800 } })).toBe('in-doubt');
  });

  it('is in doubt with two items, because one redemption was sent', () => {
    const both = { points: [{ item_status: REDEEMED }, { item_status: REDEEMED }] };
    expect(kindOf({ status: WHOLE_OK, responses: both })).toBe('in-doubt');
  });

  it.each([499, 810, 812, 814, 9999])('is in doubt with code %i, which no document explains', (code) => {
    expect(kindOf(item({ success: 'false', code, message: '?' }, WHOLE_FAILED))).toBe('in-doubt');
  });

  it('never takes a redirect for a refusal', () => {
    expect(kindOf(item({ success: 'false', code: 803 }, WHOLE_FAILED), 302)).toBe('in-doubt');
  });
});
