/** What happened to one request, as a test tells it. */
export interface Story {
  readonly id: number;
  readonly org: number;
  readonly type: 'POINTS_REDEMPTION' | 'CUSTOMER_STATUS_CHANGE' | 'GOODWILL_POINTS' | 'EARN_BADGE' | 'ISSUE_BADGE';
  /** Seconds since the run began; each step comes two seconds after the one before. */
  readonly at: number;
  readonly steps: readonly Step[];
  /** How often it shows in the ledger; as often as it was approved when not said. */
  readonly effects?: number;
  /** Seconds since the run began. */
  readonly expiresAt?: number;
  /** Whether it is of the band that takes two checkers, one of them a senior, and is held to a daily cap. */
  readonly takesTwo?: boolean;
  /** The failed one that this asks for again. */
  readonly replays?: Story;
}

export interface Step {
  readonly to: 'pending' | 'accepted' | 'needs_review' | 'approved' | 'failed' | 'rejected' | 'withdrawn' | 'expired';
  readonly by: 'maker' | 'checker' | 'policy' | 'clock' | 'worker' | 'operators';
  /** The loyalty calls that led to it. */
  readonly calls?: readonly LoyaltyCall[];
}

export interface LoyaltyCall {
  readonly epoch: number;
  readonly class: string;
  readonly code?: string;
  readonly fenced?: boolean;
}

export const MAKER = 11;
export const CHECKER = 22;
/** Who approves first where it takes two. */
export const FIRST_CHECKER = 21;
export const PROPOSER = 31;
export const CONFIRMER = 32;
/** When the run of every test world begins. */
export const START = Date.UTC(2026, 0, 1, 10);

export function timeOf(seconds: number): number {
  return START + seconds * 1_000;
}

export function timestamp(seconds: number): string {
  return new Date(timeOf(seconds)).toISOString();
}

export function requestIdOf({ id }: Pick<Story, 'id'>): string {
  return `01a00000-0000-7000-8000-${String(id).padStart(12, '0')}`;
}

export function eventIdOf({ id }: Pick<Story, 'id'>, seq: number): string {
  return `0000000${seq}-0000-4000-8000-${String(id).padStart(12, '0')}`;
}

export function markerOf(org: number): string {
  return `marker-${org}-`;
}

/** What the maker submitted. */
export function payloadOf(story: Story): { readonly queryParams?: object; readonly body: object } {
  const { id, org, type } = story.replays ?? story;
  const reference = `REF-${id}`;
  const marker = markerOf(org);
  switch (type) {
    case 'POINTS_REDEMPTION': {
      const redeem = { points_redeemed: '100', customer: { mobile: '919900000101' }, notes: marker, external_reference_number: reference };
      return { queryParams: { format: 'json' }, body: { root: { redeem } } };
    }
    case 'CUSTOMER_STATUS_CHANGE':
      return { queryParams: { identifierValue: '919900000101' }, body: { reason: marker, label: 'Gold watch' } };
    case 'GOODWILL_POINTS':
      return { queryParams: {}, body: { referenceId: reference, reason: marker, earningEntityId: 5001001, points: 20 } };
    case 'EARN_BADGE':
      return { body: { triggeredBy: marker, customerId: 5001001, requestId: reference, badgeMetaId: 'badge-1' } };
    case 'ISSUE_BADGE':
      return { body: { triggeredBy: marker, customers: [5001001, 5001002], requestId: reference, badgeMetaId: 'badge-1' } };
  }
}

/** What the ledger says of one effect, beside key and number. */
export function effectOf(story: Story): object {
  const reference = `REF-${(story.replays ?? story).id}`;
  switch (story.type) {
    case 'POINTS_REDEMPTION':
      return { call: 'redeem-points', customerIds: [5001001], reference, points: 100, result: { redemptionId: 'x' } };
    case 'CUSTOMER_STATUS_CHANGE':
      return { call: 'change-customer-status', customerIds: [5001001], reference: null, label: 'Gold watch', result: { createdId: 1 } };
    case 'GOODWILL_POINTS':
      return { call: 'award-goodwill-points', customerIds: [5001001], reference, points: 20, result: { createdId: 1 } };
    case 'EARN_BADGE':
      return { call: 'earn-badge', customerIds: [5001001], reference, badgeMetaId: 'badge-1', result: { earnedBadgeId: 'x' } };
    case 'ISSUE_BADGE':
      return {
        call: 'issue-badge',
        customerIds: [5001001],
        reference,
        badgeMetaId: 'badge-1',
        result: { issued: [{ customerId: 5001001, issuedId: 'x' }] },
      };
  }
}

export const PUBLIC = ['pending', 'approved', 'failed', 'rejected', 'withdrawn', 'expired'];
export const ENDS = PUBLIC.slice(1);

export function lastStepOf({ steps }: Story): Step {
  const last = steps.at(-1);
  if (!last) throw new TypeError('a story has a step');
  return last;
}

export function approvesItself({ steps }: Story): boolean {
  return steps[0]?.by === 'policy';
}

/** Points at stake. */
export function amountOf({ type }: Story): number | null {
  return type === 'POINTS_REDEMPTION' ? 100 : type === 'GOODWILL_POINTS' ? 20 : null;
}

/** Seconds since the run began. */
export function timeOfStep(story: Story, seq: number): number {
  return story.at + (seq - 1) * 2;
}
