import type { Overview } from '@countersign/engine';

/** Milliseconds for which figures are good enough. */
const GOOD_FOR_MS = 10_000;
const MOST_KEPT = 200;

/**
 * Figures cost more than other reads, and many look at the same ones: they are counted once for all who come within some seconds, and one
 * after the other, so that nobody who asks for many keeps the database from other work.
 */
export class OverviewCache {
  private readonly kept = new Map<string, { readonly at: number; readonly overview: Promise<Overview> }>();

  private turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly now: () => number = () => performance.now()) {}

  get(key: string, count: () => Promise<Overview>): Promise<Overview> {
    const now = this.now();
    const found = this.kept.get(key);
    if (found && now - found.at < GOOD_FOR_MS) return found.overview;
    const overview = this.turn.then(count);
    this.turn = overview.catch(() => undefined);
    this.kept.delete(key);
    this.kept.set(key, { at: now, overview });
    overview.catch(() => this.forget(key, overview));
    const [oldest] = this.kept.keys();
    if (this.kept.size > MOST_KEPT && oldest !== undefined) this.kept.delete(oldest);
    return overview;
  }

  /** A failure is nobody's answer but that of those who waited for it. */
  private forget(key: string, overview: Promise<Overview>): void {
    if (this.kept.get(key)?.overview === overview) this.kept.delete(key);
  }
}
