import { withRowFallback } from './row-by-row';

/**
 * Writes ends in one statement, and one by one when a row breaks it, so that a bad one takes no other down.
 * @throws the first error of those that could not be written, once all others are
 */
export async function settleEach<Settlement>(
  settlements: readonly Settlement[],
  write: (settlements: readonly Settlement[]) => Promise<unknown>,
): Promise<void> {
  if (settlements.length === 0) return;
  const ends = await withRowFallback(settlements, async (rows) => {
    await write(rows);
    return rows;
  });
  const failed = ends.find((end) => 'error' in end);
  if (failed) throw failed.error;
}
