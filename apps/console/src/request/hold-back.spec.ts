import type { RequestView, Verdict } from '../api/request-view';
import { holdBack } from './hold-back';
import type { UsedBefore } from './used-before-query';

const EARLIER: UsedBefore = { sameBy: 'content', requestId: 'earlier', state: 'approved', createdAt: '' };
const WAITING: UsedBefore = { sameBy: 'content', requestId: 'beside', state: 'AdminTask', createdAt: '' };
const HIDDEN: UsedBefore = { sameBy: 'reference' };

interface Said {
  readonly verdict: Verdict;
  readonly quorum: number;
  /** Approvals that were given when it was shown, and by now. */
  readonly given: number;
  readonly now: number | 'unreadable';
  /** What the gateway warns of by now. */
  readonly warnings: readonly string[];
}

/** Why an approval of `a` is held back, after this was seen and while the gateway knows this. */
async function why(seen: string | readonly string[], known: readonly UsedBefore[] | 'nothing', said: Partial<Said> = {}): Promise<string> {
  const { verdict = 'approved', quorum = 1, given = 0, now = 0, warnings = [] } = said;
  const view = (count: number) =>
    ({ requestId: 'a', state: 'AdminTask', details: { approval: { quorum, given: count, warnings } } }) as unknown as RequestView;
  const ask = () => (known === 'nothing' ? Promise.reject(new Error('unreachable')) : Promise.resolve(known));
  const read = () => (now === 'unreadable' ? Promise.reject(new Error('unreachable')) : Promise.resolve([view(now)]));
  const meant = { verdict, comment: 'ok', requests: [view(given)], seen: new Map([['a', new Set([seen].flat())]]) };
  const { reason, advice } = (await holdBack(meant, { ask, read })).get('a') ?? {};
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

  it('is held back when it has become the last one since it was shown, or nobody knows', async () => {
    expect(await why([], [], { quorum: 2, now: 1 })).toMatch(
      /^Meanwhile its approvals have changed.* Nothing was decided: look at it again\.$/,
    );
    expect(await why([], [], { quorum: 2, now: 'unreadable' })).toMatch(/^It could not be read how it stands by now\. Nothing was decided/);
    expect(await why([], [], { quorum: 2, given: 1, now: 1 })).toBe('goes');
    expect(await why([], [], { quorum: 1, now: 'unreadable' })).toMatch(/^It could not be read how it stands/);
  });

  it('is held back by whatever the gateway warns of by now and had not been on the screen', async () => {
    for (const name of ['maker-revoked', 'own-policy', 'same-customer-pending', 'some-news'])
      expect(await why([], [], { warnings: [name] })).toMatch(/\. You decided before you could have read this/);
    expect(await why([], [], { warnings: ['maker-revoked'] })).toMatch(/^Maker revoked\./);
    expect(await why(['own-policy'], [], { warnings: ['own-policy', 'maker-revoked'] })).toMatch(/^Maker revoked\./);
    expect(await why(['maker-revoked', 'own-policy'], [], { warnings: ['own-policy', 'maker-revoked'] })).toBe('goes');
  });

  it('is what is asked about: a rejection repeats nothing', async () => {
    expect(await why([], [EARLIER], { verdict: 'rejected' })).toBe('goes');
  });
});
