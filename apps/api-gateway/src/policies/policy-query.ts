import type { VersionRange } from '@countersign/engine';
import { z } from 'zod';
import { readFields } from '../http/json-body';
import { limitParameter } from '../operations/held-query';
import { DEFAULT_LIMIT } from '../requests/list-query';

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
  const filled = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''));
  const { limit, before } = readFields(policyQuerySchema, filled, (path) => path.join('.'));
  return { limit: Number(limit ?? DEFAULT_LIMIT), ...(before !== undefined && { before: Number(before) }) };
}
