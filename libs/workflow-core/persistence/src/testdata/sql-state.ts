import { DatabaseError } from 'pg';

/** PostgreSQL's code for how a statement failed; `done` for one that did not. */
export async function sqlStateOf(statement: Promise<unknown>): Promise<string> {
  try {
    await statement;
    return 'done';
  } catch (error) {
    if (error instanceof DatabaseError) return error.code ?? '';
    throw error;
  }
}
