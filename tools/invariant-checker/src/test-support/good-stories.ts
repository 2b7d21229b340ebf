import type { Step, Story } from './story';

export const ORG = 7;
/** An org like any other. */
export const ORG_ZERO = 0;

const submitted: Step = { to: 'pending', by: 'maker' };
const accepted: Step = { to: 'accepted', by: 'checker' };
const executed: Step = { to: 'approved', by: 'worker', calls: [{ epoch: 1, class: 'executed' }] };
const held: Step = { to: 'needs_review', by: 'worker', calls: [{ epoch: 1, class: 'in-doubt', code: 'timeout' }] };

const redemption = { org: ORG, type: 'POINTS_REDEMPTION' } as const;
const goodwill = { org: ORG, type: 'GOODWILL_POINTS' } as const;

const FAILED = {
  id: 7,
  at: 26,
  ...redemption,
  steps: [submitted, accepted, { to: 'failed', by: 'worker', calls: [{ epoch: 1, class: 'refused', code: '803' }] }],
} as const satisfies Story;

/** One of each way that a request can go, by what makes it different. */
export const STORIES = {
  waiting: { id: 1, at: 20, ...redemption, steps: [submitted], expiresAt: 4_000 },
  rejected: { id: 2, at: 21, ...redemption, steps: [submitted, { to: 'rejected', by: 'checker' }] },
  withdrawn: { id: 3, at: 22, ...redemption, steps: [submitted, { to: 'withdrawn', by: 'maker' }] },
  expired: { id: 4, at: 23, ...redemption, steps: [submitted, { to: 'expired', by: 'clock' }], expiresAt: 24 },
  approved: { id: 5, at: 24, ...redemption, steps: [submitted, accepted, executed] },
  replayed: {
    id: 6,
    at: 25,
    ...redemption,
    steps: [
      submitted,
      accepted,
      {
        to: 'approved',
        by: 'worker',
        calls: [
          { epoch: 1, class: 'in-doubt', code: 'reset' },
          { epoch: 2, class: 'duplicate', code: '744' },
          { epoch: 1, class: 'executed', fenced: true },
        ],
      },
    ],
  },
  failed: FAILED,
  askedAgain: { id: 18, at: 40, ...redemption, replays: FAILED, steps: [submitted, accepted, executed] },
  statusSetTwice: {
    id: 8,
    at: 27,
    org: ORG,
    type: 'CUSTOMER_STATUS_CHANGE',
    effects: 2,
    steps: [
      submitted,
      accepted,
      {
        to: 'approved',
        by: 'worker',
        calls: [
          { epoch: 1, class: 'lost', code: 'worker-lost-after-sending' },
          { epoch: 2, class: 'executed' },
        ],
      },
    ],
  },
  automatic: { id: 9, at: 28, ...goodwill, steps: [{ to: 'accepted', by: 'policy' }, executed] },
  held: { id: 10, at: 29, ...goodwill, steps: [submitted, accepted, held], effects: 1 },
  resolvedAsExecuted: { id: 11, at: 30, ...goodwill, steps: [submitted, accepted, held, { to: 'approved', by: 'operators' }] },
  resolvedAsNotExecuted: { id: 12, at: 31, ...goodwill, steps: [submitted, accepted, held, { to: 'failed', by: 'operators' }] },
  sentAgain: {
    id: 13,
    at: 32,
    ...goodwill,
    steps: [
      submitted,
      accepted,
      held,
      { to: 'accepted', by: 'operators' },
      { to: 'approved', by: 'worker', calls: [{ epoch: 3, class: 'executed' }] },
    ],
  },
  partial: { id: 14, at: 33, org: ORG, type: 'ISSUE_BADGE', steps: [submitted, accepted, executed] },
  badge: { id: 15, at: 34, org: ORG, type: 'EARN_BADGE', steps: [submitted, accepted, executed] },
  ofOrgZero: { id: 16, at: 35, org: ORG_ZERO, type: 'POINTS_REDEMPTION', steps: [submitted, accepted, executed] },
  underWay: { id: 17, at: 590, ...redemption, steps: [submitted, accepted] },
  ofTwoCheckers: { id: 19, at: 41, ...redemption, takesTwo: true, steps: [submitted, accepted, executed] },
  ofTwoMore: { id: 20, at: 42, ...redemption, takesTwo: true, steps: [submitted, accepted, executed] },
} as const satisfies Readonly<Record<string, Story>>;

/** The id of the first story of the crowd. */
export const CROWD_START = 100;

/** So many more that the few which have not ended are few. They come while things go wrong. */
export const CROWD: readonly Story[] = Array.from({ length: 60 }, (_, index) => ({
  id: CROWD_START + index,
  at: 100 + index * 2,
  org: index % 4 === 0 ? ORG_ZERO : ORG,
  type: 'POINTS_REDEMPTION',
  steps: [submitted, accepted, executed],
}));

export const ALL_STORIES: readonly Story[] = [...Object.values(STORIES), ...CROWD];
