import type { ConfigurationChangeStore } from '@countersign/engine';
import { z } from 'zod';
import { readQuery } from '../../platform/http/read-query';
import { limitOf, limitParameter } from '../../platform/paging/page-limit';

/** The query parameters of the list of changes, after empty ones are taken out. */
export const changesQuerySchema = z.strictObject({
  state: z.literal('pending').exactOptional().describe('Only what waits for a second person.'),
  limit: limitParameter,
  cursor: z.guid('expected nextCursor of the page before').exactOptional().describe('pagination.nextCursor of the page before.'),
});

/** @throws WorkflowError that names each parameter which is wrong */
export function readChangesQuery(given: Readonly<Record<string, unknown>>): Parameters<ConfigurationChangeStore['list']>[1] {
  const { state, cursor, ...page } = readQuery(changesQuerySchema, given);
  return { onlyPending: state === 'pending', limit: limitOf(page), after: cursor };
}
