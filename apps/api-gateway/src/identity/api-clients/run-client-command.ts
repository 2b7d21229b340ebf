import { RandomIdentifiers } from '@countersign/engine';
import { Database, databaseFailure, PgConfigurationChangeStore } from '@countersign/persistence';
import { SecretHasher } from '../../platform/auth/secret-hash';
import { clientCommand, type ClientCommandPorts } from './client-command';

const STATEMENT_TIMEOUT_MS = 5_000;

export interface ClientCommandRun {
  /** Of the database, as the role of the gateway; asked for once there is something to do. */
  readonly databaseUrl: () => string;
  readonly print: ClientCommandPorts['print'];
}

/** `npm run api-client` over a real database. @throws Error with a sentence about what was wrong */
export async function runClientCommand(args: readonly string[], { databaseUrl, print }: ClientCommandRun): Promise<void> {
  let database: Database | undefined;
  const command = clientCommand(() => {
    const applicationName = 'countersign-api-client';
    database = new Database({ url: databaseUrl(), applicationName, poolSize: 1, statementTimeoutMs: STATEMENT_TIMEOUT_MS });
    return { changes: new PgConfigurationChangeStore(database), identifiers: new RandomIdentifiers(), hasher: new SecretHasher(), print };
  });
  try {
    await command.parseAsync(args, { from: 'user' });
  } catch (error) {
    const problem = database && databaseFailure(error, databaseUrl());
    throw problem === undefined ? error : new Error(problem, { cause: error });
  } finally {
    await database?.close();
  }
}
