import { earnBadge, issueBadge } from './index';

const DATES = {
  one: { earn: { earnEventDate: 1796066302 }, issue: { issueEventDate: 1796066302 } },
  milliseconds: { earn: { earnEventDate: 1796066302000 }, issue: { issueEventDate: 1796066302000 } },
  iso: { earn: { earnEventDate: '2026-11-30T19:18:22Z' }, issue: { issueEventDate: '2026-11-30T19:18:22Z' } },
  otherName: { earn: { earnEventDateISO: '2026-11-30T19:18:22.000Z' }, issue: { issueEventDateISO: '2026-11-30T19:18:22.000Z' } },
  otherZone: { earn: { earnEventDateISO: '2026-12-01T00:48:22+05:30' }, issue: { issueEventDateISO: '2026-12-01T00:48:22+05:30' } },
  later: { earn: { earnEventDate: 1796066303 }, issue: { issueEventDate: 1796066303 } },
} as const;

type Changes = readonly [what: string, changes: object, date: keyof typeof DATES];

const BADGE = { triggeredBy: { ownerType: 'Goodwill_Module', referenceId: '123' }, badgeMetaId: 'ba5e00000000000000000001' };

const SAME: readonly Changes[] = [
  ['an owner in another case', { triggeredBy: { ownerType: 'GOODWILL_MODULE', referenceId: '123' } }, 'one'],
  ['a badge in another case', { badgeMetaId: 'BA5E00000000000000000001' }, 'one'],
  ['a date in milliseconds', {}, 'milliseconds'],
  ['a date of ISO 8601', {}, 'iso'],
  ['a date under its other name', {}, 'otherName'],
  ['a date in another zone', {}, 'otherZone'],
];

const OTHERS: readonly Changes[] = [
  ['another owner', { triggeredBy: { ownerType: 'Loyalty', referenceId: '123' } }, 'one'],
  ['another trigger', { triggeredBy: { ownerType: 'Goodwill_Module', referenceId: '124' } }, 'one'],
  ['another badge', { badgeMetaId: 'ba5e00000000000000000002' }, 'one'],
  ['a reference', { requestId: 'R-1' }, 'one'],
  ['a second later', {}, 'later'],
];

describe.each([
  {
    type: 'EARN_BADGE',
    askedBy: (changes: object, date: keyof typeof DATES) =>
      earnBadge.asksFor?.(earnBadge.payload.parse({ body: { ...BADGE, customerId: 5001003, ...DATES[date].earn, ...changes } })),
    otherCustomer: { customerId: 5001004 },
  },
  {
    type: 'ISSUE_BADGE',
    askedBy: (changes: object, date: keyof typeof DATES) =>
      issueBadge.asksFor?.(
        issueBadge.payload.parse({ body: { ...BADGE, customers: [5001002, 5001003], ...DATES[date].issue, ...changes } }),
      ),
    otherCustomer: { customers: [5001002, 5001004] },
  },
])('what $type asks for', ({ askedBy, otherCustomer }) => {
  it.each<Changes>(SAME)('is the same with %s', (_what, changes, date) => {
    expect(askedBy(changes, date)).toEqual(askedBy({}, 'one'));
  });

  it.each<Changes>([...OTHERS, ['another customer', otherCustomer, 'one']])('is something else with %s', (_what, changes, date) => {
    expect(askedBy(changes, date)).not.toEqual(askedBy({}, 'one'));
  });
});

it('asks to enrol the same customers in whatever order', () => {
  const asked = (...customers: readonly number[]) => issueBadge.asksFor?.(issueBadge.payload.parse({ body: { ...BADGE, customers } }));
  expect(asked(5001010, 901, 5001002)).toEqual(asked(5001002, 5001010, 901));
});
