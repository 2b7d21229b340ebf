/** What somebody has begun in a tab, and is lost or left alone when the session ends. */
export interface Unfinished {
  /** Decisions that are being sent. */
  readonly unsent: number;
  /** Decisions that were not counted, and were not looked at since. */
  readonly failed: number;
  /** Uploads that run. */
  readonly uploads: number;
}

export const NOTHING_UNFINISHED: Unfinished = { unsent: 0, failed: 0, uploads: 0 };

export function sumOf(all: readonly Unfinished[]): Unfinished {
  return all.reduce(
    (sum, one) => ({ unsent: sum.unsent + one.unsent, failed: sum.failed + one.failed, uploads: sum.uploads + one.uploads }),
    NOTHING_UNFINISHED,
  );
}

export function isSameUnfinished(one: Unfinished, other: Unfinished): boolean {
  return one.unsent === other.unsent && one.failed === other.failed && one.uploads === other.uploads;
}
