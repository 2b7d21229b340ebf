import type { ListPlace } from '@countersign/engine';
import { z } from 'zod';
import { readQuery } from '../platform/http/read-query';
import { readCursor, writeCursor } from '../platform/paging/list-cursor';
import { limitOf, limitParameter } from '../platform/paging/page-limit';

const OLDEST_FIRST = { sortBy: 'created', descending: false } as const;

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
  const parameters = readQuery(heldQuerySchema, given);
  const place = parameters.cursor === undefined ? undefined : readCursor(parameters.cursor, OLDEST_FIRST);
  return { limit: limitOf(parameters), ...(place && { after: place.after }) };
}

export function writeHeldCursor(after: ListPlace): string {
  return writeCursor({ after, page: 0 }, OLDEST_FIRST);
}
