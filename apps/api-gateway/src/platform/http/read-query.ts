import type { z } from 'zod';
import { readFields } from './json-body';

/**
 * The parameters of a query string as `schema` wants them; an empty one counts as absent.
 * @throws WorkflowError that names each parameter which is wrong
 */
export function readQuery<T>(schema: z.ZodType<T>, given: Readonly<Record<string, unknown>>): T {
  const filled = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''));
  return readFields(schema, filled, (path) => path.join('.'));
}
