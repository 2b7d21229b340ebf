import { Client } from 'pg';
import { databaseFailure } from '../readiness/database-failure';

/**
 * Runs `work` over a connection of its own; for commands, as the owner of the tables.
 * @throws Error with a sentence for whoever set DATABASE_URL, where the database cannot be used
 */
export async function inOwnSession<T>(url: string, applicationName: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, application_name: applicationName });
  // A connection that breaks fails the statement; without a listener it would end the process with a stack.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } catch (error) {
    const problem = databaseFailure(error, url);
    throw problem === undefined ? error : new Error(problem, { cause: error });
  } finally {
    await client.end().catch(() => undefined);
  }
}
