import type { RequestView, Verdict } from '../api/request-view';
import { holdBack } from './hold-back';
import type { UsedBefore } from './used-before-query';

const EARLIER: UsedBefore = { sameBy: 'content', requestId: 'earlier', state: 'approved', createdAt: '' };
const WAITING: UsedBefore = { sameBy: 'content', requestId: 'beside', state: 'AdminTask', createdAt: '' };
const HIDDEN: UsedBefore = { sameBy: 'reference' };

/** Why an approval of `a` is held back, after this was seen and while the gateway knows this. */
async function why(
  seen: string | readonly string[],
  known: readonly UsedBefore[] | 'nothing',
  verdict: Verdict = 'approved',
): Promise<string> {
  const ask = () => (known === 'nothing' ? Promise.reject(new Error('unreachable')) : Promise.resolve(known));
  const requests = [{ requestId: 'a' } as RequestView];
  const held = await holdBack({ verdict, comment: 'ok', requests, seen: new Map([['a', new Set([seen].flat())]]) }, ask);
  const { reason, advice } = held.get('a') ?? {};
  return reason === undefined ? 'goes' : `${reason}. ${advice ?? ''}`;
}

describe('an approval that is about to leave', () => {
  it('is held back when the same was executed while its page was open, whatever else was seen of it before', async () => {
    expect(await why([], [EARLIER])).toMatch(/approved and executed\. You decided before you could have read this/);
    expect(await why('content another', [EARLIER])).toMatch(/You decided before/);
    expect(await why('could not be looked up', [EARLIER])).toMatch(/You decided before/);
    expect(await why('content earlier AdminTask', [EARLIER])).toMatch(/approved and executed\. You decided before/);
    expect(await why('content earlier approved', [HIDDEN])).toMatch(/^The reference was used before\. You decided/);
  });

  it('is held back by each of several that was not seen, whichever comes first', async () => {
    expect(await why('content beside AdminTask', [EARLIER, WAITING])).toMatch(/approved and executed\. You decided before/);
    expect(await why('content earlier approved', [EARLIER, WAITING])).toMatch(/waits for a checker too\. You decided before/);
    expect(await why(['content beside AdminTask', 'content earlier approved'], [EARLIER, WAITING])).toBe('goes');
    expect(await why('reference hidden 0', [HIDDEN, { ...HIDDEN }])).toMatch(/You decided before/);
  });

  it('is held back when nobody knows, unless that was seen', async () => {
    expect(await why([], 'nothing')).toMatch(/^It could not be checked/);
    expect(await why('content earlier approved', 'nothing')).toMatch(/^It could not be checked/);
    expect(await why('could not be looked up', 'nothing')).toBe('goes');
  });

  it('goes where there is nothing to warn of, or where the warning was seen', async () => {
    expect(await why([], [])).toBe('goes');
    expect(await why('content earlier approved', [])).toBe('goes');
    expect(await why('content earlier approved', [EARLIER])).toBe('goes');
    expect(await why('reference hidden 0', [HIDDEN])).toBe('goes');
  });

  it('is what is asked about: a rejection repeats nothing', async () => {
    expect(await why([], [EARLIER], 'rejected')).toBe('goes');
  });
});
