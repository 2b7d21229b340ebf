/** Something that was noted and may come again and again. */
export interface Repeatable {
  /** By the clock of this process, which begins anywhere. */
  readonly notedAt: number;
  /** How often it came. */
  readonly times: number;
}

/** How long what is alike is gathered into an entry. */
export const GATHERED_MS = 60_000;
/** What waited longer for the database tells a later time: verifying the journal takes an entry that is far older than others for forged. */
const LONGEST_AGO_MS = 300_000;

/** How long ago something was noted, as its entry tells it. */
export function agoMs(now: number, { notedAt }: Repeatable): number {
  return Math.min(now - notedAt, LONGEST_AGO_MS);
}
const MOST_KEYS = 10_000;

interface Kept<Item> {
  readonly until: number;
  /** The last of those that came after the first, with how often. */
  readonly item?: Item;
}

/** Makes few entries of many that are alike: the first of them at once, and at most one a minute for those that follow. */
export class Gathered<Item extends Repeatable> {
  private readonly byKey = new Map<string, Kept<Item>>();

  /** @param keyOf what those have in common that are alike */
  constructor(private readonly keyOf: (item: Item) => string) {}

  /** Keeps what is like something that was noted a moment ago; false for the first of its kind, which is to be noted now. */
  keeps(item: Item): boolean {
    const key = this.keyOf(item);
    const known = this.byKey.get(key);
    if (known) this.byKey.set(key, { until: known.until, item: { ...item, times: (known.item?.times ?? 0) + item.times } });
    // Beyond that many they are entries of their own, of which there is room for so many a second as well.
    else if (this.byKey.size < MOST_KEYS) this.byKey.set(key, { until: item.notedAt + GATHERED_MS });
    return known !== undefined;
  }

  /** What was gathered long enough; forgets what did not come again. */
  due(now: number): Item[] {
    const due: Item[] = [];
    for (const [key, { until, item }] of this.byKey) {
      if (until > now) continue;
      if (item) due.push(item);
      if (item) this.byKey.set(key, { until: now + GATHERED_MS });
      else this.byKey.delete(key);
    }
    return due;
  }
}
