import { z } from 'zod';
import { readQuery } from '../../platform/http/read-query';
import { journalPages, journalQuerySchema } from '../../platform/paging/journal-query';
import type { NumberedPage } from '../../platform/paging/numbered-pages';

const LONGEST_CUSTOMER = 200;

/** The query parameters of the journal of reads, after empty ones are taken out. */
export const readsQuerySchema = journalQuerySchema.extend({
  customer: z
    .string()
    .max(LONGEST_CUSTOMER)
    .exactOptional()
    .describe('Who looked for this customer, by exactly this spelling, or opened a request that names them.'),
  requestId: z.uuid().exactOptional().describe('Who opened this request.'),
});

export interface ReadsQuery extends NumberedPage {
  readonly customer?: string;
  readonly requestId?: string;
}

/** @throws WorkflowError that names each parameter which is wrong */
export function readReadsQuery(given: Readonly<Record<string, unknown>>): ReadsQuery {
  const { customer, requestId, ...page } = readQuery(readsQuerySchema, given);
  return { ...journalPages.pageOf(page), ...(customer !== undefined && { customer }), ...(requestId !== undefined && { requestId }) };
}
