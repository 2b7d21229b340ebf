import { z } from 'zod';
import { readQuery } from '../../platform/http/read-query';
import { isUuid } from '../../platform/http/uuid';

/** As many as a page of the list has. */
const MOST = 100;

const idsOf = (text: string): string[] => text.split(',');

/** The query parameters of a search for duplicates. */
export const duplicatesQuerySchema = z.strictObject({
  requestIds: z
    .string()
    .refine((text) => idsOf(text).every(isUuid) && idsOf(text).length <= MOST, `expected 1 to ${MOST} request ids with commas between them`)
    .describe(`1 to ${MOST} request ids, with commas between them.`),
});

/** @throws WorkflowError that names the parameter */
export function readDuplicatesQuery(given: Readonly<Record<string, unknown>>): readonly string[] {
  const { requestIds } = readQuery(duplicatesQuerySchema, given);
  return [...new Set(idsOf(requestIds.toLowerCase()))];
}
