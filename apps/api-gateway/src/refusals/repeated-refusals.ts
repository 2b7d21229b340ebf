import type { NotedRefusal } from '@countersign/engine';

/** A refusal that is not written yet. */
export interface WaitingRefusal extends Omit<NotedRefusal, 'agoMs'> {
  /** By the clock of this process, which begins anywhere. */
  readonly notedAt: number;
}

/** How long refusals of one caller for one reason are gathered into an entry. */
export const GATHERED_MS = 60_000;
const MOST_CALLERS = 10_000;

interface Gathered {
  readonly until: number;
  /** The last of those that came after the first, with how often. */
  readonly entry?: WaitingRefusal;
}

/** Makes few entries of many refusals: the first of a caller for a reason at once, and at most one a minute for those that follow. */
export class RepeatedRefusals {
  private readonly byCaller = new Map<string, Gathered>();

  /** Keeps a refusal like one that was noted a moment ago; false for the first of its kind, which is to be noted now. */
  keeps(refusal: WaitingRefusal): boolean {
    const key = keyOf(refusal);
    const known = this.byCaller.get(key);
    if (known) this.byCaller.set(key, { until: known.until, entry: { ...refusal, times: (known.entry?.times ?? 0) + refusal.times } });
    // Beyond that many they are entries of their own, of which there is room for so many a second as well.
    else if (this.byCaller.size < MOST_CALLERS) this.byCaller.set(key, { until: refusal.notedAt + GATHERED_MS });
    return known !== undefined;
  }

  /** What was gathered long enough; forgets who was not refused again. */
  due(now: number): WaitingRefusal[] {
    const due: WaitingRefusal[] = [];
    for (const [key, { until, entry }] of this.byCaller) {
      if (until > now) continue;
      if (entry) due.push(entry);
      if (entry) this.byCaller.set(key, { until: now + GATHERED_MS });
      else this.byCaller.delete(key);
    }
    return due;
  }
}

function keyOf({ orgId, userId, code }: WaitingRefusal): string {
  return `${orgId}/${userId}/${code}`;
}
