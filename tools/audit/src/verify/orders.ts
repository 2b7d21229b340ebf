import type { Texts } from '@countersign/journal';
import type { EntryKey } from '../bundle';

/** What somebody ordered to be erased, or how long something is kept. */
export interface Order {
  /** Infinity: it is too new to be sealed. */
  readonly index: number;
  readonly at: number;
  /** Of requests, `JOURNAL_READS`, or the kind of the entries whose reasons go. */
  readonly type: string;
  /** Days; null for good; absent in an order to erase. */
  readonly keeps?: number | null;
  /** What is erased by name: ids of requests, or entries such as `read 12`. */
  readonly covers?: ReadonlySet<string>;
  /** In an order of a version that named nothing: of how many things it tells. */
  readonly count: number;
}

const COUNTED = /^(?<count>\d+) (?:requests?|reads?|reasons?)$/;

/** Undefined: the entry orders nothing of the kind. */
export function orderOf({ kind }: EntryKey, fields: Texts, { reason = '' }: Texts, index = Infinity): Order | undefined {
  const { action, at = '', type = '', covers } = fields;
  if (kind !== 'operator-action' || (action !== 'erase' && action !== 'retain')) return undefined;
  const order = { index, at: Date.parse(at), type };
  if (action === 'retain') return { ...order, keeps: /^\d+ days$/.test(reason) ? Number.parseInt(reason) : null, count: 0 };
  if (covers !== undefined) return { ...order, covers: new Set(JSON.parse(covers) as string[]), count: 0 };
  return { ...order, count: Number(COUNTED.exec(reason)?.groups?.['count'] ?? 0) };
}
