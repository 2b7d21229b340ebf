/** A badge of the catalogue; customers are enrolled to it (issue) or given it (earn). */
export interface Badge {
  readonly badgeMetaId: string;
  readonly name: string;
  readonly startsOn: string;
  readonly endsOn: string;
  /** How long an issued or earned badge lasts. */
  readonly validDays: number;
  /** The owners that have claimed it; absent = any owner. */
  readonly claimedBy?: readonly string[];
  readonly needsIssueBeforeEarn: boolean;
}

const OPEN_WINDOW = { startsOn: '2020-01-01T00:00:00.000Z', endsOn: '2099-12-31T23:59:59.999Z', validDays: 365 } as const;

export const BADGES: readonly Badge[] = [
  { ...OPEN_WINDOW, badgeMetaId: '65be200710126e55359f1969', name: 'Documented badge to earn', needsIssueBeforeEarn: false },
  { ...OPEN_WINDOW, badgeMetaId: '65be3c4d10126e55359f196a', name: 'Documented badge to issue', needsIssueBeforeEarn: false },
  { ...OPEN_WINDOW, badgeMetaId: 'ba5e00000000000000000001', name: 'Welcome', needsIssueBeforeEarn: false },
  { ...OPEN_WINDOW, badgeMetaId: 'ba5e00000000000000000002', name: 'Enrol first', needsIssueBeforeEarn: true },
  {
    ...OPEN_WINDOW,
    badgeMetaId: 'ba5e00000000000000000003',
    name: 'Milestones only',
    needsIssueBeforeEarn: false,
    claimedBy: ['milestones'],
  },
  {
    ...OPEN_WINDOW,
    badgeMetaId: 'ba5e00000000000000000004',
    name: 'Ended',
    needsIssueBeforeEarn: false,
    endsOn: '2020-12-31T23:59:59.999Z',
  },
];

/** The kinds of owner that may trigger a badge, in lower case: they are compared without case. */
export const BADGE_OWNERS: readonly string[] = [
  'loyalty',
  'loyalty_promotion',
  'referral_campaigns',
  'journeys',
  'audience_campaigns',
  'rewards_catalog',
  'goodwill_module',
  'milestones',
  'historical_import',
];

export function findBadge(badgeMetaId: string): Badge | undefined {
  return BADGES.find((badge) => badge.badgeMetaId === badgeMetaId);
}
