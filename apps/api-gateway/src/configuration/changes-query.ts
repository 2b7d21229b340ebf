import type { ConfigurationChangeStore } from '@countersign/engine';
import { z } from 'zod';
import { readFields } from '../http/json-body';
import { limitParameter } from '../operations/held-query';
import { DEFAULT_LIMIT } from '../requests/list-query';

/** The query parameters of the list of changes, after empty ones are taken out. */
export const changesQuerySchema = z.strictObject({
  state: z.literal('pending').exactOptional().describe('Only what waits for a second person.'),
  limit: limitParameter,
  cursor: z.guid('expected nextCursor of the page before').exactOptional().describe('pagination.nextCursor of the page before.'),
});

/** @throws WorkflowError that names each parameter which is wrong */
export function readChangesQuery(given: Readonly<Record<string, unknown>>): Parameters<ConfigurationChangeStore['list']>[1] {
  const filled = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''));
  const { state, limit, cursor } = readFields(changesQuerySchema, filled, (path) => path.join('.'));
  return { onlyPending: state === 'pending', limit: Number(limit ?? DEFAULT_LIMIT), after: cursor };
}
