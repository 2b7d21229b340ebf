import type { Load } from './load-gauge';
import type { Urgency } from './urgency';

/** 0 switches a reason off. */
export interface SheddingConfig {
  readonly loopDelayMs: number;
  readonly heapPercent: number;
  /** Calls at work at once. */
  readonly calls: number;
}

export type ShedUrgency = Exclude<Urgency, 'always'>;
export type ShedReason = 'event-loop' | 'heap' | 'calls';

interface Patience {
  /** Times the delay of the configuration. */
  readonly delay: number;
  /** Part of the way from the configured percentage to a full heap. */
  readonly heap: number;
  /** Part of the calls at once, and of the room for bodies. */
  readonly calls: number;
}

/** Part of the heap that the bodies of the calls at work may have: each is there a few times over until it is stored. */
const BODIES = 1 / 8;

const PATIENCE: Readonly<Record<ShedUrgency, Patience>> = {
  read: { delay: 1, heap: 0, calls: 1 / 2 },
  write: { delay: 2, heap: 1 / 3, calls: 3 / 4 },
  decision: { delay: 4, heap: 2 / 3, calls: 1 },
};

/** Says which calls are better refused at once than answered late, or not at all because the process died of them. */
export class LoadShedder {
  private atWork = 0;
  private bodyBytes = 0;

  constructor(
    private readonly config: SheddingConfig,
    private readonly gauge: { readonly load: Load },
  ) {}

  /** Calls that have arrived whole and are not answered; those that only wait for an outcome are not among them. */
  get callsAtWork(): number {
    return this.atWork;
  }

  enter(bodyBytes: number): void {
    this.atWork += 1;
    this.bodyBytes += bodyBytes;
  }

  leave(bodyBytes: number): void {
    this.atWork -= 1;
    this.bodyBytes -= bodyBytes;
  }

  /** Why a call with such a body must go; undefined when it may stay. */
  reasonToShed(urgency: ShedUrgency, bodyBytes: number): ShedReason | undefined {
    const { loopDelayMs, heapPercent, calls } = this.config;
    const { load } = this.gauge;
    const patience = PATIENCE[urgency];
    if (calls > 0 && this.atWork >= calls * patience.calls) return 'calls';
    // The heap itself is looked at a few times a second, in which a burst of large bodies could fill it.
    if (heapPercent > 0 && this.bodyBytes + bodyBytes > load.heapLimitBytes * BODIES * patience.calls) return 'heap';
    if (heapPercent > 0 && load.heapPercent > heapPercent + (100 - heapPercent) * patience.heap) return 'heap';
    if (loopDelayMs > 0 && load.loopDelayMs > loopDelayMs * patience.delay) return 'event-loop';
    return undefined;
  }
}
