import { StoreUnavailableError } from '@countersign/engine';
import { isRowError } from '../postgres/store-errors';
import type { JobEnd } from './batcher';
import { TurnedAwayError } from './waiting-room';

/** Rows that each wait for a lock would hold up everybody behind the batch; those not tried by then are not tried at all. */
const LONGEST_MS = 2_000;

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
  return oneByOne(jobs, together);
}

async function oneByOne<Job, Result>(
  jobs: readonly Job[],
  together: (jobs: readonly Job[]) => Promise<readonly Result[]>,
): Promise<readonly JobEnd<Result>[]> {
  const ends: JobEnd<Result>[] = [];
  const giveUpAt = performance.now() + LONGEST_MS;
  for (const job of jobs) {
    if (performance.now() > giveUpAt) {
      ends.push({ error: new StoreUnavailableError(new TurnedAwayError('its turn did not come in time')) });
      continue;
    }
    try {
      ends.push(...(await together([job])).map((result) => ({ result })));
    } catch (error) {
      // What was done before stays done, and those callers must hear of it.
      ends.push({ error });
    }
  }
  return ends;
}
