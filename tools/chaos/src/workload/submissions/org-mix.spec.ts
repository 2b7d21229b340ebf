import { OrgMix } from './org-mix';
import { bodyOf } from './submission';

const ORG = { id: 0, marker: 'mark-0-abc' };

/** The same numbers in every run of the test (a linear congruential generator). */
function numbers(): () => number {
  let state = 1;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

describe('what an org asks for', () => {
  const mix = new OrgMix(ORG, numbers());
  const submissions = Array.from({ length: 2_000 }, () => mix.next());

  it('is of all types', () => {
    expect([...new Set(submissions.map(({ type }) => type))].toSorted()).toEqual([
      'CUSTOMER_STATUS_CHANGE',
      'EARN_BADGE',
      'GOODWILL_POINTS',
      'ISSUE_BADGE',
      'POINTS_REDEMPTION',
    ]);
  });

  it('carries the marker of the org in every payload', () => {
    expect(submissions.filter((submission) => !bodyOf(submission).includes(ORG.marker))).toEqual([]);
  });

  it('uses a reference again now and then, and no other than its own', () => {
    const references = submissions.flatMap(({ reference }) => (reference === undefined ? [] : [reference]));
    const repeated = references.length - new Set(references).size;
    expect(repeated).toBeGreaterThan(0);
    expect(repeated).toBeLessThan(references.length / 20);
    expect(references.every((reference) => reference.startsWith('RD-0-'))).toBe(true);
  });

  it('is small enough for balances to last', () => {
    const redeemed = submissions.filter(({ type }) => type === 'POINTS_REDEMPTION').map(({ points }) => points ?? 0);
    expect(redeemed.filter((points) => points > 25).every((points) => points === 500)).toBe(true);
  });
});
