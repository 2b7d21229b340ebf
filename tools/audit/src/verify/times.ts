import { ENTRY_KINDS, type EntryKind } from '@countersign/journal';
import type { FoundCheckpoint } from './checkpoints';
import type { Damage } from './damage';
import type { FoundLeaf, ReadBundle } from './read-bundle';

/**
 * How much older than what was sealed before it an entry may be. Statements of the apps are cancelled after seconds, and a read or refusal
 * that waited for the database in a gateway tells a time no more than five minutes before it was written.
 */
const LATEST_MS = 600_000;

const timeOf = ({ at }: Pick<FoundLeaf, 'at'>): number => Date.parse(at ?? '');
const textOf = (time: number): string => new Date(time).toISOString();

/**
 * An entry that claims to have happened at another time than it can have. While a journal begins it takes in what is older than itself; later
 * it takes in what comes from another server, which is younger than what was sealed there.
 */
export function timeDamage({ leaves, unsealed, heads, exportedAt }: ReadBundle, found: readonly FoundCheckpoint[]): Damage | undefined {
  const checkpoints = found.filter(({ isSigned }) => isSigned).sort((a, b) => a.size - b.size);
  const held = new Held();
  let place = 0;
  for (const leaf of leaves) {
    while ((checkpoints[place]?.size ?? Infinity) <= leaf.index) place += 1;
    const checkpoint = checkpoints[place];
    held.enter(checkpoint?.entries, leaf.key.kind);
    const wrong = held.wrong(timeOf(leaf), checkpoint?.sealedAt.getTime() ?? exportedAt.getTime());
    if (wrong) return { ...wrong, leafIndex: leaf.index, entry: leaf.key };
    held.add(timeOf(leaf));
  }
  if (heads.some(({ isTakingIn }) => isTakingIn)) return undefined;
  held.enter('new');
  for (const { fields, kind, request, number } of unsealed) {
    const wrong = held.wrong(Date.parse(fields['at'] ?? ''), exportedAt.getTime());
    const entry = { kind, request, number };
    // Nobody sealed it: so it was put there afterwards, or somebody took its leaf away.
    if (wrong?.kind === 'back-dated') return { kind: 'insert', entry, sentence: `It was never sealed. ${wrong.sentence}` };
    if (wrong) return { ...wrong, entry };
  }
  return undefined;
}

/** What entries are held against, one after the other. */
class Held {
  private latest = -Infinity;
  /** Of the entries before the older ones that are taken in now. */
  private latestBefore = -Infinity;
  private isBeginning = true;
  private isOlder = false;
  private place = 0;

  /** @param entries of the checkpoint; versions before did not say */
  enter(entries: FoundCheckpoint['entries'], kind?: EntryKind): void {
    const isOlder = entries === 'older';
    const place = kind === undefined ? ENTRY_KINDS.length : ENTRY_KINDS.indexOf(kind);
    // Kinds are taken in one after the other: an earlier one means that it was begun anew.
    const isAnew = isOlder && (!this.isOlder || place < this.place);
    if (isAnew) this.latestBefore = this.latest;
    this.isBeginning &&= entries !== 'new' && !(this.isOlder && isAnew);
    this.isOlder = isOlder;
    this.place = place;
  }

  add(time: number): void {
    this.latest = Math.max(this.latest, time);
  }

  wrong(time: number, sealedAt: number): Pick<Damage, 'kind' | 'sentence'> | undefined {
    const earliest = this.isOlder ? this.latestBefore : this.latest;
    if (!this.isBeginning && time < earliest - LATEST_MS)
      return {
        kind: 'back-dated',
        sentence: `It says that it happened at ${textOf(time)}, and what was sealed before it happened until ${textOf(earliest)}.`,
      };
    if (!(time <= sealedAt + LATEST_MS))
      return {
        kind: 'post-dated',
        sentence: `It says that it happened at ${Number.isNaN(time) ? 'no time' : textOf(time)}, and it was there by ${textOf(sealedAt)}.`,
      };
    return undefined;
  }
}
