import type { QueryClient, QueryFilters } from '@tanstack/react-query';

/** Reads again what is shown under these keys, because something has changed there or may have. @throws CallFailed where it could not be read */
export async function readAnew(client: QueryClient, filters: QueryFilters): Promise<void> {
  await firstAnswers(client, filters);
  await client.invalidateQueries(filters, { throwOnError: true });
}

/**
 * When a first answer has come to each of these. One that is under way may be older than the change, and a query without an answer is not
 * begun anew: it would take the old one.
 */
export async function firstAnswers(client: QueryClient, filters: QueryFilters): Promise<void> {
  const waiting = client
    .getQueryCache()
    .findAll(filters)
    .flatMap(({ state, promise }) => (state.data === undefined && state.fetchStatus !== 'idle' && promise ? [promise] : []));
  await Promise.allSettled(waiting);
}
