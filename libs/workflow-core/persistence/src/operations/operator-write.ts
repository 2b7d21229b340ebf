import type { Statements } from '../postgres/database';
import { isUniqueViolation } from '../postgres/store-errors';

/** Sends what an operator does. Undefined: the caller's key was used meanwhile, so that nothing was written. */
export async function writeOnce<Row extends object>(
  statements: Statements,
  name: string,
  text: string,
  values: readonly unknown[],
): Promise<Row[] | undefined> {
  try {
    return await statements.query<Row>(name, text, values);
  } catch (error) {
    if (isUniqueViolation(error)) return undefined;
    throw error;
  }
}
