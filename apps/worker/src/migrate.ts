import { exitOnConfigError } from '@countersign/config';
import { migrate } from '@countersign/persistence';
import { readMigrateConfig } from './migrate.config';

/** Brings the database to this version; for deployments, before the new apps start. */
async function main(): Promise<void> {
  const { url } = exitOnConfigError(() => readMigrateConfig());
  const applied = await migrate(url);
  process.stdout.write(applied.length === 0 ? 'The database is up to date.\n' : `Applied ${applied.join(', ')}.\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`migrate: ${error instanceof Error ? error.message : 'failed for an unknown reason.'}\n`);
  process.exitCode = 1;
});
