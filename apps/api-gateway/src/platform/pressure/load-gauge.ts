import { getHeapSpaceStatistics, getHeapStatistics } from 'node:v8';

const TICK_MS = 20;
const SAMPLE_MS = 200;
/** V8 adds the room of three young semi-spaces to the limit that it is given; the old objects must fit into the rest. */
const YOUNG_BYTES = 3 * 16 * 1_024 * 1_024;
const YOUNG_SPACES: readonly string[] = ['new_space', 'new_large_object_space'];

/** How this process is doing, sampled five times a second. */
export interface Load {
  /** Mean of the last sample: a single long pause does not make it large, a loop that keeps being late does. */
  readonly loopDelayMs: number;
  /** Of the heap's limit, garbage not collected yet included. */
  readonly heapPercent: number;
  readonly heapLimitBytes: number;
}

/**
 * Measures by a timer of its own: Node's histogram of delays forgets at a reset when it ticked last, and so never sees the delay of a loop
 * that is late in every turn.
 */
export class LoadGauge {
  private readonly heapLimitBytes = getHeapStatistics().heap_size_limit - YOUNG_BYTES;
  private timer: NodeJS.Timeout | undefined;
  private sampled: Load = { loopDelayMs: 0, heapPercent: 0, heapLimitBytes: this.heapLimitBytes };
  private tickedAt = 0;
  private sampledAt = 0;
  private delays: number[] = [];

  get load(): Load {
    return this.sampled;
  }

  start(): void {
    this.tickedAt = this.sampledAt = performance.now();
    this.timer = setInterval(() => this.tick(performance.now()), TICK_MS);
    this.timer.unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private tick(now: number): void {
    this.delays.push(Math.max(0, now - this.tickedAt - TICK_MS));
    this.tickedAt = now;
    if (now - this.sampledAt < SAMPLE_MS) return;
    this.sampledAt = now;
    this.sample();
  }

  private sample(): void {
    const loopDelayMs = this.delays.reduce((sum, delay) => sum + delay, 0) / this.delays.length;
    this.delays = [];
    const used = getHeapSpaceStatistics()
      .filter(({ space_name }) => !YOUNG_SPACES.includes(space_name))
      .reduce((sum, { space_used_size }) => sum + space_used_size, 0);
    this.sampled = { loopDelayMs, heapPercent: (used / this.heapLimitBytes) * 100, heapLimitBytes: this.heapLimitBytes };
  }
}
