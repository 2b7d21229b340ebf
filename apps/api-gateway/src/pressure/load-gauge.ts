import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';
import { getHeapSpaceStatistics, getHeapStatistics } from 'node:v8';

const RESOLUTION_MS = 20;
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

export class LoadGauge {
  private readonly delays: IntervalHistogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  private readonly heapLimitBytes = getHeapStatistics().heap_size_limit - YOUNG_BYTES;
  private timer: NodeJS.Timeout | undefined;
  private sampled: Load = { loopDelayMs: 0, heapPercent: 0, heapLimitBytes: this.heapLimitBytes };

  get load(): Load {
    return this.sampled;
  }

  start(): void {
    this.delays.enable();
    this.timer = setInterval(() => {
      this.sample();
    }, SAMPLE_MS);
    this.timer.unref();
  }

  stop(): void {
    clearInterval(this.timer);
    this.delays.disable();
  }

  private sample(): void {
    const { mean } = this.delays;
    this.delays.reset();
    const used = getHeapSpaceStatistics()
      .filter(({ space_name }) => !YOUNG_SPACES.includes(space_name))
      .reduce((sum, { space_used_size }) => sum + space_used_size, 0);
    this.sampled = {
      // The mean holds the pause between two looks; it is not a number when there was none.
      loopDelayMs: Number.isNaN(mean) ? 0 : Math.max(0, mean / 1e6 - RESOLUTION_MS),
      heapPercent: (used / this.heapLimitBytes) * 100,
      heapLimitBytes: this.heapLimitBytes,
    };
  }
}
