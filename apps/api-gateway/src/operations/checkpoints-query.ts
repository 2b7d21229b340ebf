import { z } from 'zod';
import { readFields } from '../http/json-body';
import { DEFAULT_LIMIT } from '../requests/list-query';
import { limitParameter } from './held-query';
import type { JournalQuery } from './journal-query';

const CURSOR = /^checkpoint\/([1-9]\d{0,14})$/;

const cursor = z.string().refine((text) => readCursor(text) !== undefined, 'expected nextCursor of the page before');

/** The query parameters of the list of checkpoints, after empty ones are taken out. */
export const checkpointsQuerySchema = z.strictObject({
  limit: limitParameter,
  cursor: cursor.exactOptional().describe('pagination.nextCursor of the page before.'),
});

/** @throws WorkflowError that names each parameter which is wrong */
export function readCheckpointsQuery(given: Readonly<Record<string, unknown>>): JournalQuery {
  const filled = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''));
  const parameters = readFields(checkpointsQuerySchema, filled, (path) => path.join('.'));
  const before = parameters.cursor === undefined ? undefined : readCursor(parameters.cursor);
  return { limit: Number(parameters.limit ?? DEFAULT_LIMIT), ...(before !== undefined && { before }) };
}

/** Where the next page begins. Opaque to clients. */
export function writeCheckpointsCursor(before: number): string {
  return Buffer.from(`checkpoint/${before}`).toString('base64url');
}

function readCursor(text: string): number | undefined {
  const [, before] = CURSOR.exec(Buffer.from(text, 'base64url').toString('latin1')) ?? [];
  return before === undefined ? undefined : Number(before);
}
