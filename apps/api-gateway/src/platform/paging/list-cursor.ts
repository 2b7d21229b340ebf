import type { ListPlace, ListQuery } from '@countersign/engine';
import { isUuid } from '../http/uuid';

export interface Cursor {
  readonly after: ListPlace;
  /** Number of the page that begins after this place. */
  readonly page: number;
}

type Order = Pick<ListQuery, 'sortBy' | 'descending'>;

/** Where the next page begins, bound to the order that it was made in. Opaque to clients. */
export function writeCursor({ after, page }: Cursor, order: Order): string {
  return Buffer.from([spell(order), page, after.at.getTime(), after.requestId].join('/')).toString('base64url');
}

/** Undefined for a text that is no cursor of ours, or one of another order. */
export function readCursor(text: string, order: Order): Cursor | undefined {
  const [spelled, page, at, requestId = '', ...more] = Buffer.from(text, 'base64url').toString('latin1').split('/');
  const isOurs = spelled === spell(order) && isWhole(page) && isWhole(at) && isUuid(requestId) && more.length === 0;
  return isOurs ? { page: Number(page), after: { at: new Date(Number(at)), requestId } } : undefined;
}

function spell({ sortBy, descending }: Order): string {
  return `${sortBy}-${descending ? 'desc' : 'asc'}`;
}

/** Small enough to be a time that a Date and PostgreSQL can hold. */
function isWhole(text: string | undefined): boolean {
  return text !== undefined && /^\d{1,15}$/.test(text);
}
