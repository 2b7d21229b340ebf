import { exitOnConfigError } from '@countersign/config';
import { Database, PgApiClientStore } from '@countersign/persistence';
import { clientCommand } from './api-clients/client-command';
import { readClientCommandConfig } from './api-clients/client-command.config';
import { SecretHasher } from './api-clients/secret-hash';

const STATEMENT_TIMEOUT_MS = 5_000;

async function main(): Promise<void> {
  let database: Database | undefined;
  const command = clientCommand(() => {
    const { url } = exitOnConfigError(() => readClientCommandConfig());
    database = new Database({ url, applicationName: 'countersign-api-client', poolSize: 1, statementTimeoutMs: STATEMENT_TIMEOUT_MS });
    return {
      clients: new PgApiClientStore(database),
      hasher: new SecretHasher(),
      print: (created) => process.stdout.write(`${JSON.stringify(created)}\n`),
    };
  });
  try {
    await command.parseAsync();
  } finally {
    await database?.close();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`api-client: ${error instanceof Error ? error.message : 'failed for an unknown reason.'}\n`);
  process.exitCode = 1;
});
