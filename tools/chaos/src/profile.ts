/** How times are chosen: a short run has little of it, a long one runs the apps as they ship. */
export interface Profile {
  /** How long a worker's lease lasts, in milliseconds. */
  readonly leaseMs: number;
  readonly sweepMs: number;
  readonly loyaltyTimeoutMs: number;
  /** The longest that an ordinary fault lasts, in milliseconds. */
  readonly longestFaultMs: number;
  /** How long after everything has been healed all work must have ended (I7), in milliseconds. */
  readonly progressMs: number;
}

const SHIPPED: Profile = { leaseMs: 12_000, sweepMs: 2_000, loyaltyTimeoutMs: 20_000, longestFaultMs: 15_000, progressMs: 180_000 };
const QUICK: Profile = { leaseMs: 4_000, sweepMs: 500, loyaltyTimeoutMs: 4_000, longestFaultMs: 6_000, progressMs: 180_000 };

/** From so many minutes on, the apps keep the leases and time-outs that they ship with. */
const LONG_RUN_MINUTES = 10;

export function profileFor(minutes: number): Profile {
  return minutes < LONG_RUN_MINUTES ? QUICK : SHIPPED;
}

/** After a request has left, so long may pass until its effect: a frozen worker, a held line and a slow answer one after another. */
export function settleMsOf({ leaseMs, loyaltyTimeoutMs, longestFaultMs }: Profile): number {
  return leaseMs * 2 + loyaltyTimeoutMs + longestFaultMs;
}
