import type { ListPlace } from '@countersign/engine';
import { z } from 'zod';
import { readFields } from '../http/json-body';
import { readCursor, writeCursor } from '../requests/list-cursor';
import { DEFAULT_LIMIT, LARGEST_LIMIT } from '../requests/list-query';

const OLDEST_FIRST = { sortBy: 'created', descending: false } as const;

/** How many entries a page has. */
export const limitParameter = z
  .string()
  .refine((text) => /^[1-9]\d{0,2}$/.test(text) && Number(text) <= LARGEST_LIMIT, `expected a number from 1 to ${LARGEST_LIMIT}`)
  .exactOptional()
  .describe(`At most ${LARGEST_LIMIT}; default ${DEFAULT_LIMIT}.`);
const cursor = z.string().refine((text) => readCursor(text, OLDEST_FIRST) !== undefined, 'expected nextCursor of the page before');

/** The query parameters of the list of held requests, after empty ones are taken out. */
export const heldQuerySchema = z.strictObject({
  limit: limitParameter,
  cursor: cursor.exactOptional().describe('pagination.nextCursor of the page before.'),
});

export interface HeldQuery {
  readonly limit: number;
  readonly after?: ListPlace;
}

/** @throws WorkflowError that names each parameter which is wrong */
export function readHeldQuery(given: Readonly<Record<string, unknown>>): HeldQuery {
  const filled = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''));
  const parameters = readFields(heldQuerySchema, filled, (path) => path.join('.'));
  const place = parameters.cursor === undefined ? undefined : readCursor(parameters.cursor, OLDEST_FIRST);
  return { limit: Number(parameters.limit ?? DEFAULT_LIMIT), ...(place && { after: place.after }) };
}

export function writeHeldCursor(after: ListPlace): string {
  return writeCursor({ after, page: 0 }, OLDEST_FIRST);
}
