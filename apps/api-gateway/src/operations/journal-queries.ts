import { READABLE_ENTRIES, type ReadableEntry } from '@countersign/engine';
import { z } from 'zod';
import { readQuery } from '../platform/http/read-query';
import { type NumberedPage, NumberedPages } from '../platform/paging/numbered-pages';

export const checkpointPages = new NumberedPages('checkpoint');

/** The query parameters of the list of checkpoints, after empty ones are taken out. */
export const checkpointsQuerySchema = z.strictObject(checkpointPages.parameters);

/** @throws WorkflowError that names each parameter which is wrong */
export function readCheckpointsQuery(given: Readonly<Record<string, unknown>>): NumberedPage {
  return checkpointPages.pageOf(readQuery(checkpointsQuerySchema, given));
}

export const entryPages = new NumberedPages('entry');

/** The query parameters of the entries, after empty ones are taken out. */
export const entriesQuerySchema = z.strictObject({
  kind: z.enum(READABLE_ENTRIES).describe('Of which kind; each has its own order.'),
  ...entryPages.parameters,
});

/** @throws WorkflowError that names each parameter which is wrong */
export function readEntriesQuery(given: Readonly<Record<string, unknown>>): NumberedPage & { readonly kind: ReadableEntry } {
  const { kind, ...page } = readQuery(entriesQuerySchema, given);
  return { kind, ...entryPages.pageOf(page) };
}
