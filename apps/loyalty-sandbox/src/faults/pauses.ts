import { setTimeout as wait } from 'node:timers/promises';

/** Waiting that a stop or a reset can end at once. */
export class Pauses {
  private current = new AbortController();

  /** False when the wait was cut short: whoever waited must not go on. */
  async sleep(ms: number): Promise<boolean> {
    const { signal } = this.current;
    try {
      await wait(ms, undefined, { signal });
      return true;
    } catch {
      return false;
    }
  }

  /** Cuts every wait short. */
  cancelAll(): void {
    this.current.abort();
    this.current = new AbortController();
  }

  /** Cuts every wait short, those that are yet to begin included. */
  stop(): void {
    this.current.abort();
  }
}
