import type { EntryKey } from '../bundle';
import type { Damage } from './damage';
import { type Order, orderOf } from './orders';
import type { FoundLeaf, ReadBundle } from './read-bundle';

const DAY_MS = 86_400_000;
const NO_REQUEST = '00000000-0000-0000-0000-000000000000';
const ENDED = ['approved', 'failed', 'rejected', 'withdrawn', 'expired'];
const READS = 'JOURNAL_READS';

/** A request, or an entry about none, of which something is gone. */
interface Erasure {
  /** As orders name it. */
  readonly name: string;
  /** As of an order. */
  readonly type: string;
  /** From here on it is kept for so many days. */
  readonly since: number;
  readonly index: number;
  readonly entry: EntryKey;
  /** Also rows that no order takes, but the end of their time. */
  readonly isSwept: boolean;
}

/** What was erased though nobody ordered it, and though it was to be kept. */
export function erasureDamage(bundle: ReadBundle): Damage | undefined {
  const orders = ordersIn(bundle);
  const gone = new Set(bundle.standings.flatMap(({ request, erased }) => (erased ? [request] : [])));
  const kept = bundle.leaves.find(({ isErased, key: { request } }) => isErased && request !== NO_REQUEST && !gone.has(request));
  const isCovered = coverOf(orders, bundle.exportedAt.getTime());
  const uncovered = uncountedOf(
    erasuresIn(bundle).filter((erasure) => !isCovered(erasure)),
    orders,
  );
  const [first] = uncovered;
  if (kept) return damageOf(kept.index, kept.key, `Its words have no salt, though request ${kept.key.request} was not erased.`);
  if (!first) return undefined;
  const others = uncovered.length > 1 ? ` The same is true of ${uncovered.length - 1} more: ${namesOf(uncovered.slice(1))}.` : '';
  return damageOf(first.index, first.entry, `${described(first)} erased, and no order covers that and no retention was due.${others}`);
}

function damageOf(leafIndex: number, entry: EntryKey, sentence: string): Damage {
  return { kind: 'erasure', ...(Number.isFinite(leafIndex) && { leafIndex }), entry, sentence };
}

const described = ({ entry: { request }, name }: Erasure): string =>
  request === NO_REQUEST ? `Of ${name} something was` : `Something of request ${request} was`;
const namesOf = (erasures: readonly Erasure[]): string => erasures.map(({ name }) => name).join(', ');

function ordersIn({ leaves, unsealed }: ReadBundle): Order[] {
  return [
    ...leaves.flatMap(({ order }) => order ?? []),
    ...unsealed.flatMap(({ fields, words, ...key }) => orderOf(key, fields, words) ?? []),
  ].sort((a, b) => a.at - b.at);
}

/** Each request and entry once, at the first leaf of it. */
function erasuresIn({ leaves, standings }: ReadBundle): Erasure[] {
  const types = new Map(standings.map(({ request, type }) => [request, type]));
  const ends = new Map<string, number>();
  const begins = new Map<string, number>();
  for (const { key, at, to, index } of leaves) {
    if (key.kind !== 'transition') continue;
    ends.set(key.request, ENDED.includes(to ?? '') ? Date.parse(at ?? '') : Infinity);
    if (key.number === 1) begins.set(key.request, index);
  }
  const found = new Map<string, Erasure>();
  const add = (leaf: Pick<FoundLeaf, 'index' | 'key' | 'at' | 'isSwept'>): void => {
    const erasure = erasureOf(leaf, types, ends);
    const before = found.get(erasure.name);
    found.set(erasure.name, before ? { ...before, isSwept: before.isSwept || erasure.isSwept } : erasure);
  };
  for (const leaf of leaves) if (leaf.isErased) add(leaf);
  for (const { request, version, erased } of standings)
    if (erased)
      add({ index: begins.get(request) ?? Infinity, key: { kind: 'transition', request, number: version }, at: undefined, isSwept: false });
  return [...found.values()];
}

function erasureOf(
  { index, key, at, isSwept }: Pick<FoundLeaf, 'index' | 'key' | 'at' | 'isSwept'>,
  types: ReadonlyMap<string, string>,
  ends: ReadonlyMap<string, number>,
): Erasure {
  const { kind, request, number } = key;
  const part = { index, entry: key, isSwept };
  if (request !== NO_REQUEST) return { ...part, name: request, type: types.get(request) ?? '', since: ends.get(request) ?? Infinity };
  return { ...part, name: `${kind} ${number}`, type: kind === 'read' ? READS : kind, since: Date.parse(at ?? '') };
}

/** By an order that names it, or since its time was over while some retention was in force. */
function coverOf(orders: readonly Order[], now: number): (erasure: Erasure) => boolean {
  const named = new Set(orders.flatMap(({ covers }) => [...(covers ?? [])]));
  const retentions = orders.filter(({ keeps }) => keeps !== undefined);
  const isDue = ({ type, since }: Erasure): boolean =>
    retentions.some((order) => {
      const until = retentions.find((later) => later.type === type && later.at > order.at)?.at ?? now;
      return order.type === type && typeof order.keeps === 'number' && since + order.keeps * DAY_MS <= until;
    });
  return (erasure) => isDue(erasure) || (named.has(erasure.name) && !erasure.isSwept);
}

/** Orders of versions that named nothing cover as many things as they tell of, of their type, that were sealed before them. */
function uncountedOf(erasures: readonly Erasure[], orders: readonly Order[]): Erasure[] {
  const left = new Set(erasures);
  for (const { type, index, count } of orders) {
    const covered = [...left].filter((erasure) => erasure.type === type && erasure.index < index && !erasure.isSwept).slice(0, count);
    for (const erasure of covered) left.delete(erasure);
  }
  return [...left];
}
