import type { RequestView, Verdict } from '../api/request-view';
import { holdBack } from './hold-back';
import type { LookUp, UsedBefore } from './look-up-query';

const EARLIER: UsedBefore = { sameBy: 'content', requestId: 'earlier', state: 'approved', createdAt: '' };
const WAITING: UsedBefore = { sameBy: 'content', requestId: 'beside', state: 'AdminTask', createdAt: '' };
const HIDDEN: UsedBefore = { sameBy: 'reference' };

const CHEN = 2001;

interface Said {
  readonly verdict: Verdict;
  readonly quorum: number;
  /** Approvals that were given when it was shown, and by now. */
  readonly given: number;
  readonly now: number;
  /** Who has approved by now. */
  readonly by: readonly number[];
  /** What the gateway warns of by now. */
  readonly warnings: readonly string[];
  /** What was warned of when it was read. */
  readonly atFirst: readonly string[];
  /** What was found the last time. */
  readonly before: LookUp;
  /** What another read has told. */
  readonly told: readonly string[];
  /** What stood on the page and could not be read. */
  readonly unread: readonly string[];
}

/** Why an approval of `a` is held back, after this was seen and while the gateway knows this. */
async function why(seen: string | readonly string[], known: readonly UsedBefore[] | 'nothing', said: Partial<Said> = {}): Promise<string> {
  const {
    verdict = 'approved',
    quorum = 1,
    given = 0,
    now = given,
    by = [],
    warnings = [],
    atFirst = [],
    before,
    told = [],
    unread = [],
  } = said;
  const decisions = by.map((checkerId) => ({ checkerId, decision: 'approved' }));
  const details = { approval: { quorum, given, warnings: atFirst }, decisions };
  const shown = { requestId: 'a', state: 'AdminTask', details } as unknown as RequestView;
  const lookUp = () =>
    known === 'nothing' ? Promise.reject(new Error('unreachable')) : Promise.resolve({ uses: known, approval: { given: now, warnings } });
  const reading = { seen: new Map([['a', new Set([seen].flat())]]), unread: new Map([['a', new Set(unread)]]) };
  const read = () => Promise.resolve([shown]);
  const means = { lookUp, lookedUp: () => before, knownWarnings: () => told, read, viewerId: CHEN };
  const held = await holdBack({ verdict, comment: 'ok', requests: [shown], reading }, means);
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

  it('is held back by what the page itself warns of and nobody read, though nothing can be looked up any more', async () => {
    const unlooked = 'could not be looked up';
    const own = { atFirst: ['own-policy'] };
    expect(await why(unlooked, 'nothing', own)).toMatch(/^Maker’s own policy\. You decided before/);
    expect(await why([unlooked, 'own-policy'], 'nothing', own)).toBe('goes');
    const revoked = { before: { uses: [], approval: { given: 0, warnings: ['maker-revoked'] } } };
    expect(await why(unlooked, 'nothing', revoked)).toMatch(/^Maker revoked\. You decided before/);
    expect(await why([unlooked, 'maker-revoked'], 'nothing', revoked)).toBe('goes');
    const used = { before: { uses: [EARLIER, WAITING] } };
    expect(await why([unlooked, 'content earlier approved'], 'nothing', used)).toMatch(/waits for a checker too\. You decided before/);
    expect(await why([unlooked, 'content earlier approved', 'content beside AdminTask'], 'nothing', used)).toBe('goes');
  });

  it('is held back by what any other read has told, whether it can be looked up or not', async () => {
    const told = ['maker-revoked'];
    expect(await why('could not be looked up', 'nothing', { told })).toMatch(/^Maker revoked\. You decided before/);
    expect(await why([], [], { told })).toMatch(/^Maker revoked\. You decided before/);
    expect(await why('maker-revoked', [], { told })).toBe('goes');
  });

  it('is held back by something alike that stood on the page below what was in sight', async () => {
    expect(await why([], [], { unread: ['something alike'] })).toMatch(/^Something much like it was asked for lately.* You decided before/);
    expect(await why('something alike', [])).toBe('goes');
  });

  it('is held back by what became known while the approvals of others were read', async () => {
    const details = { approval: { quorum: 2, given: 0 }, decisions: [{ checkerId: CHEN, decision: 'approved' }] };
    const requests = ['a', 'b'].map((requestId) => ({ requestId, state: 'AdminTask', details }) as unknown as RequestView);
    let uses: readonly UsedBefore[] = [];
    const held = await holdBack(
      { verdict: 'approved', comment: 'ok', requests },
      {
        lookUp: (requestId) => Promise.resolve({ uses: requestId === 'b' ? uses : [], approval: { given: requestId === 'a' ? 1 : 0 } }),
        lookedUp: () => undefined,
        knownWarnings: () => [],
        read: async (requestIds) => {
          uses = [EARLIER];
          return requests.filter(({ requestId }) => requestIds.includes(requestId));
        },
        viewerId: CHEN,
      },
    );
    expect([...held.keys()]).toEqual(['b']);
  });

  it('goes where there is nothing to warn of, or where the warning was seen', async () => {
    expect(await why([], [])).toBe('goes');
    expect(await why('content earlier approved', [])).toBe('goes');
    expect(await why('content earlier approved', [EARLIER])).toBe('goes');
    expect(await why('reference hidden 0', [HIDDEN])).toBe('goes');
  });

  it('is held back when it has become the last one since it was shown, or nobody knows', async () => {
    expect(await why([], [], { quorum: 2, now: 1, by: [2002] })).toMatch(
      /^Meanwhile its approvals have changed.* Nothing was decided: look at it again\.$/,
    );
    expect(await why('could not be looked up', 'nothing', { quorum: 2 })).toMatch(/^It could not be read how it stands by now\. Nothing/);
    expect(await why([], [], { quorum: 2, given: 1, now: 1 })).toBe('goes');
  });

  it('is not held back by itself, when its first answer was lost', async () => {
    expect(await why([], [], { quorum: 2, now: 1, by: [CHEN] })).toBe('goes');
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
