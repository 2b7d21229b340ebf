import { isRowError } from '../postgres/store-errors';
import type { JobEnd } from './batcher';

/**
 * Runs a batch as one statement; when one row breaks it for all, runs the rows one by one, so that the bad one fails alone.
 * The statement is all or nothing, so nothing has happened before the second round.
 * @param together one result per job, in order
 */
export async function withRowFallback<Job, Result>(
  jobs: readonly Job[],
  together: (jobs: readonly Job[]) => Promise<readonly Result[]>,
): Promise<readonly JobEnd<Result>[]> {
  try {
    return (await together(jobs)).map((result) => ({ result }));
  } catch (error) {
    if (!isRowError(error)) throw error;
    if (jobs.length === 1) return [{ error }];
  }
  const ends: JobEnd<Result>[] = [];
  for (const job of jobs) {
    try {
      ends.push(...(await together([job])).map((result) => ({ result })));
    } catch (error) {
      if (!isRowError(error)) throw error;
      ends.push({ error });
    }
  }
  return ends;
}
