import { z } from 'zod';
import { readFields } from '../http/json-body';
import { DEFAULT_LIMIT } from '../requests/list-query';
import { limitParameter } from './held-query';

const CURSOR = /^action\/([1-9]\d{0,14})$/;

const cursor = z.string().refine((text) => readCursor(text) !== undefined, 'expected nextCursor of the page before');

/** The query parameters of the journal, after empty ones are taken out. */
export const journalQuerySchema = z.strictObject({
  limit: limitParameter,
  cursor: cursor.exactOptional().describe('pagination.nextCursor of the page before.'),
});

export interface JournalQuery {
  readonly limit: number;
  readonly before?: number;
}

/** @throws WorkflowError that names each parameter which is wrong */
export function readJournalQuery(given: Readonly<Record<string, unknown>>): JournalQuery {
  return pageIn(readFields(journalQuerySchema, withoutEmpty(given), (path) => path.join('.')));
}

export function withoutEmpty(given: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''));
}

/** Which page is asked for. */
export function pageIn(parameters: z.infer<typeof journalQuerySchema>): JournalQuery {
  const before = parameters.cursor === undefined ? undefined : readCursor(parameters.cursor);
  return { limit: Number(parameters.limit ?? DEFAULT_LIMIT), ...(before !== undefined && { before }) };
}

/** Where the next page begins. Opaque to clients. */
export function writeJournalCursor(before: number): string {
  return Buffer.from(`action/${before}`).toString('base64url');
}

function readCursor(text: string): number | undefined {
  const [, before] = CURSOR.exec(Buffer.from(text, 'base64url').toString('latin1')) ?? [];
  return before === undefined ? undefined : Number(before);
}
