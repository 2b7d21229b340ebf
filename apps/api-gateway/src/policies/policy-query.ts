import type { VersionRange } from '@countersign/engine';
import { z } from 'zod';
import { readQuery } from '../platform/http/read-query';
import { limitOf, limitParameter } from '../platform/paging/page-limit';

/** The query parameters of a policy's history, after empty ones are taken out. */
export const policyQuerySchema = z.strictObject({
  limit: limitParameter,
  before: z
    .string()
    .regex(/^[1-9]\d{0,8}$/, 'expected the number of a version')
    .exactOptional()
    .describe('Only versions below this one: pagination.nextBefore of the page before.'),
});

/** @throws WorkflowError that names each parameter which is wrong */
export function readPolicyQuery(given: Readonly<Record<string, unknown>>): VersionRange {
  const { before, ...page } = readQuery(policyQuerySchema, given);
  return { limit: limitOf(page), ...(before !== undefined && { before: Number(before) }) };
}
