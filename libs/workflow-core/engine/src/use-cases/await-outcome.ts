import type { Clock } from '../ports/clock';
import type { RequestRef, RequestStore } from '../ports/request-store';
import type { WakeUps } from '../ports/wake-ups';

const SHORTEST_POLL_MS = 20;
const LONGEST_POLL_MS = 250;

interface Waiter {
  readonly request: RequestRef;
  readonly done: (settled: boolean) => void;
}

/**
 * Lets callers wait for the end of their requests: one poll for all waiters of this process, woken early by hints,
 * only while somebody waits. No connection is held while waiting.
 */
export class AwaitOutcome {
  private readonly waiters = new Set<Waiter>();
  private polling = false;
  private readonly stopping = new AbortController();
  private wakeUp = new AbortController();

  constructor(
    private readonly requests: RequestStore,
    private readonly clock: Clock,
    wakeUps: WakeUps,
  ) {
    wakeUps.listen('outcomes', () => {
      this.wakeUp.abort();
    });
  }

  /** True once the request has ended or is held for an operator; false when the time is over first or this process stops. */
  wait(request: RequestRef, timeoutMs: number): Promise<boolean> {
    if (timeoutMs <= 0 || this.stopping.signal.aborted) return Promise.resolve(false);
    return new Promise((resolve) => {
      const timer = new AbortController();
      const waiter: Waiter = {
        request,
        done: (settled) => {
          timer.abort();
          this.waiters.delete(waiter);
          resolve(settled);
        },
      };
      this.waiters.add(waiter);
      void this.clock.sleep(timeoutMs, timer.signal).then(() => {
        waiter.done(false);
      });
      if (!this.polling) void this.poll();
    });
  }

  /** Answers every waiter with false; later calls do not wait. */
  stop(): void {
    this.stopping.abort();
    this.wakeUp.abort();
    for (const waiter of [...this.waiters]) waiter.done(false);
  }

  private async poll(): Promise<void> {
    this.polling = true;
    for (let pause = SHORTEST_POLL_MS; this.waiters.size > 0; pause = Math.min(pause * 2, LONGEST_POLL_MS)) {
      await this.clock.sleep(pause, this.wakeUp.signal);
      if (this.wakeUp.signal.aborted) {
        this.wakeUp = new AbortController();
        pause = SHORTEST_POLL_MS;
      }
      await this.answerSettled();
    }
    this.polling = false;
  }

  private async answerSettled(): Promise<void> {
    const waiting = [...this.waiters];
    try {
      const settled = await this.requests.findSettled(waiting.map(({ request }) => request));
      const ids = new Set(settled.map(({ orgId, requestId }) => `${orgId}/${requestId}`));
      for (const waiter of waiting) if (ids.has(`${waiter.request.orgId}/${waiter.request.requestId}`)) waiter.done(true);
    } catch {
      // The store is away: callers go on waiting and are answered 202 when their time is over.
    }
  }
}
