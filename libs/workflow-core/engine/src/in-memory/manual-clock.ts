import type { Clock } from '../ports/clock';

interface Timer {
  readonly at: number;
  readonly end: () => void;
}

/** A clock that stands still until it is told to go on. Timers end in the order of their times, equal ones in the order they were set. */
export class ManualClock implements Clock {
  private time = 0;
  private timers: Timer[] = [];

  now(): number {
    return this.time;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const timer: Timer = { at: this.time + ms, end: resolve };
      this.timers.push(timer);
      signal?.addEventListener(
        'abort',
        () => {
          this.timers = this.timers.filter((other) => other !== timer);
          resolve();
        },
        { once: true },
      );
    });
  }

  /** When the next sleeper wakes; undefined when nobody sleeps. */
  nextAt(): number | undefined {
    return this.timers.length === 0 ? undefined : Math.min(...this.timers.map(({ at }) => at));
  }

  /** Lets `ms` pass at once and ends the timers whose time has come. What they wake runs when the caller next awaits. */
  advance(ms: number): void {
    this.time += ms;
    const ended = this.timers.filter(({ at }) => at <= this.time).sort((one, other) => one.at - other.at);
    this.timers = this.timers.filter(({ at }) => at > this.time);
    for (const { end } of ended) end();
  }
}
