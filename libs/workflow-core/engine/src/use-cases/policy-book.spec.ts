import type { PolicyStore, PolicyVersion } from '../ports/policy-store';
import { PolicyBook } from './policy-book';

const TYPE = 'GOODWILL_POINTS';
const PERSON = { id: 1, name: 'one' };

function activeIn(orgId: number): PolicyVersion {
  const proposedAt = new Date(0);
  return { orgId, type: TYPE, version: orgId + 1, status: 'active', autoApproval: { mode: 'on' }, proposedBy: PERSON, proposedAt };
}

/** A store whose reads end when the test lets them. */
class SlowStore {
  readonly reads: { readonly orgIds: readonly number[]; readonly end: () => void }[] = [];

  readonly store = {
    findActive: (orgIds: readonly number[]) =>
      new Promise<readonly PolicyVersion[]>((resolve) => {
        this.reads.push({ orgIds, end: () => resolve(orgIds.map(activeIn)) });
      }),
  } as unknown as PolicyStore;

  async endNext(): Promise<void> {
    this.reads.shift()?.end();
    await new Promise(setImmediate);
  }
}

describe('the policy book', () => {
  let slow: SlowStore;
  let now: number;
  let book: PolicyBook;
  beforeEach(() => {
    slow = new SlowStore();
    now = 0;
    book = new PolicyBook(slow.store, { now: () => now } as never, { signal: () => undefined, listen: () => () => undefined });
  });

  const versionIn = async (orgId: number): Promise<number> => (await book.current(orgId, TYPE)).version;

  it('never takes an org for one without policies because a read that had begun did not ask for it', async () => {
    const first = versionIn(0);
    const second = versionIn(7);
    const third = versionIn(8);
    expect(slow.reads.map(({ orgIds }) => orgIds)).toEqual([[0]]);
    await slow.endNext();
    expect(await first).toBe(1);
    expect(slow.reads.map(({ orgIds }) => orgIds)).toEqual([[0, 7, 8]]);
    await slow.endNext();
    expect(await Promise.all([second, third])).toEqual([8, 9]);
  });

  it('reads once for all orgs that it has served, and not again before that is old', async () => {
    for (const orgId of [0, 7]) {
      const version = versionIn(orgId);
      await slow.endNext();
      expect(await version).toBe(orgId + 1);
    }
    expect(await Promise.all([versionIn(0), versionIn(7)])).toEqual([1, 8]);
    expect(slow.reads).toEqual([]);
    now = 5_001;
    const again = Promise.all([versionIn(0), versionIn(7)]);
    expect(slow.reads.map(({ orgIds }) => orgIds)).toEqual([[0, 7]]);
    await slow.endNext();
    expect(await again).toEqual([1, 8]);
  });
});
