import { countOf } from '@countersign/contract';
import { WorkflowError } from '@countersign/engine';
import { normalizeIp, type ThrottlerStorage } from '@nestjs/throttler';
import type { Caller } from '../http/call-context';
import type { Rate } from './rate';

export type CallKind = 'read' | 'write';
export type LimitedBy = 'org' | 'user' | 'address' | 'secret';

/** Absent is not limited. */
export interface RateLimitConfig {
  readonly org: Readonly<Record<CallKind, Rate | undefined>>;
  readonly user: Readonly<Record<CallKind, Rate | undefined>>;
  /** Of calls whose caller is not known (yet). */
  readonly address: Rate | undefined;
  /** Of secrets of API clients that have to be verified, by address. */
  readonly secret?: Rate | undefined;
}

const WHO: Readonly<Record<LimitedBy, string>> = {
  org: 'This org sends',
  user: 'You send',
  address: 'Your address sends',
  secret: 'Your address sends secrets',
};
/** The storage's time for which somebody stays locked out beyond the window itself. */
const NO_PENALTY = 0;

/**
 * Counts calls in the memory of this process. A rate with a burst is a sliding window: `burst` calls in any `burst / perSecond` seconds,
 * so that the average holds and a quiet caller may send the whole burst at once. A call that was turned away does not count.
 */
export class RateLimits {
  constructor(
    private readonly config: RateLimitConfig,
    private readonly storage: ThrottlerStorage,
    private readonly onLimited: (by: LimitedBy, kind: CallKind) => void,
  ) {}

  /**
   * The user first: who sends too much must not use up the budget of the org as well.
   * @throws WorkflowError `rate-limited`
   */
  async admitCaller({ actor, orgId }: Caller, kind: CallKind): Promise<void> {
    await this.take('user', kind, String(actor.userId), this.config.user[kind]);
    await this.take('org', kind, String(orgId), this.config.org[kind]);
  }

  /** @throws WorkflowError `rate-limited` */
  admitAddress(address: string): Promise<void> {
    return this.take('address', 'read', normalizeIp(address), this.config.address);
  }

  /** Verifying a secret takes memory and time on purpose: who has a right one needs it once in a while, who guesses needs it each time. */
  async admitProof(address: string): Promise<void> {
    await this.take('secret', 'read', normalizeIp(address), this.config.secret);
  }

  private async take(by: LimitedBy, kind: CallKind, who: string, rate: Rate | undefined): Promise<void> {
    if (!rate) return;
    const windowMs = (rate.burst / rate.perSecond) * 1_000;
    const count = await this.storage.increment(`${by}/${kind}/${who}`, windowMs, rate.burst, NO_PENALTY, by);
    if (!count.isBlocked) return;
    this.onLimited(by, kind);
    const message = `${WHO[by]} more than ${countOf(rate.perSecond, 'call')} of this kind per second. Repeat after the seconds in Retry-After.`;
    throw new WorkflowError([{ kind: 'rate-limited', message }], Math.max(1, count.timeToBlockExpire));
  }
}
