import { READABLE_ENTRIES, type ReadableEntry } from '@countersign/engine';
import { z } from 'zod';
import { readFields } from '../http/json-body';
import { DEFAULT_LIMIT } from '../requests/list-query';
import { limitParameter } from './held-query';
import type { JournalQuery } from './journal-query';

const CURSOR = /^entry\/([1-9]\d{0,14})$/;

const cursor = z.string().refine((text) => readCursor(text) !== undefined, 'expected nextCursor of the page before');

/** The query parameters of the entries, after empty ones are taken out. */
export const entriesQuerySchema = z.strictObject({
  kind: z.enum(READABLE_ENTRIES).describe('Of which kind; each has its own order.'),
  limit: limitParameter,
  cursor: cursor.exactOptional().describe('pagination.nextCursor of the page before.'),
});

/** @throws WorkflowError that names each parameter which is wrong */
export function readEntriesQuery(given: Readonly<Record<string, unknown>>): JournalQuery & { readonly kind: ReadableEntry } {
  const filled = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''));
  const { kind, limit, cursor: from } = readFields(entriesQuerySchema, filled, (path) => path.join('.'));
  const before = from === undefined ? undefined : readCursor(from);
  return { kind, limit: Number(limit ?? DEFAULT_LIMIT), ...(before !== undefined && { before }) };
}

/** Where the next page begins. Opaque to clients. */
export function writeEntriesCursor(before: number): string {
  return Buffer.from(`entry/${before}`).toString('base64url');
}

function readCursor(text: string): number | undefined {
  const [, before] = CURSOR.exec(Buffer.from(text, 'base64url').toString('latin1')) ?? [];
  return before === undefined ? undefined : Number(before);
}
