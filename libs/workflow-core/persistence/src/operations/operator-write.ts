import type { Database } from '../postgres/database';
import { isUniqueViolation } from '../postgres/store-errors';

/** Sends what an operator does. Undefined: the caller's key was used meanwhile, so that nothing was written. */
export async function writeOnce<Row extends object>(
  database: Database,
  name: string,
  text: string,
  values: readonly unknown[],
): Promise<Row[] | undefined> {
  try {
    return await database.query<Row>(name, text, values);
  } catch (error) {
    if (isUniqueViolation(error)) return undefined;
    throw error;
  }
}
