import { exitOnConfigError } from '@countersign/config';
import { markRestored } from '@countersign/persistence';
import { readMigrateConfig } from './migrate.config';

/** To be run once after a backup was restored, before any worker is started: what has not ended may have happened all the same. */
async function main(): Promise<void> {
  const { url } = exitOnConfigError(() => readMigrateConfig());
  const marked = await markRestored(url);
  process.stdout.write(
    `${marked} ${marked === 1 ? 'execution is' : 'executions are'} in doubt now, and every request that waits for a checker will be once it is approved.\n` +
      'Types whose key the loyalty API enforces are sent again with that key; the others go to needs-review. Workers may start.\n',
  );
}

main().catch((error: unknown) => {
  process.stderr.write(`after-restore: ${error instanceof Error ? error.message : 'failed for an unknown reason.'}\n`);
  process.exitCode = 1;
});
