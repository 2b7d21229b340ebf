import { countOf } from '@countersign/contract';
import { parseArgs } from 'node:util';
import { exitOnConfigError } from '@countersign/config';
import { markRestored, sealedSizes } from '@countersign/persistence';
import { readAfterRestoreConfig } from './after-restore.config';
import { continueCheckpoints } from './restores/continue-checkpoints';

const OPTIONS = { continues: { type: 'string', multiple: true } } as const;

/** To be run once after a backup was restored, before any worker is started: what has not ended may have happened all the same. */
async function main(): Promise<void> {
  const { url, sealing } = exitOnConfigError(() => readAfterRestoreConfig());
  const { continues: oldFiles = [] } = parseArgs({ options: OPTIONS }).values;
  if (oldFiles.length > 0 && !sealing)
    throw new Error('--continues needs AUDIT_SIGNING_KEY_FILE, and AUDIT_CHECKPOINT_FILE with the name of the new file.');
  const marked = await markRestored(url);
  process.stdout.write(
    `${countOf(marked, 'execution is', 'executions are')} in doubt now, and every request that waits for a checker will be once it is approved.\n` +
      'Types whose key the loyalty API enforces are sent again with that key; the others go to needs-review. Workers may start.\n',
  );
  const { at, sizes } = await sealedSizes(url);
  if (sealing && oldFiles.length > 0) {
    const signer = { name: sealing.logName, key: sealing.key };
    await continueCheckpoints({ signer, oldFiles, newFile: sealing.checkpointFile, at, sizes });
    process.stdout.write(
      `${sealing.checkpointFile} continues ${oldFiles.join(', ')}. Keep the old files beside it, and start the workers with the new one.\n`,
    );
  } else if (sizes.size > 0) {
    process.stdout.write(
      'The journal of this database is sealed. Before the workers start, begin a new file of checkpoints: set AUDIT_CHECKPOINT_FILE to its name and\n' +
        'AUDIT_SIGNING_KEY_FILE, and run `npm run after-restore -- --continues <the old file>`. See docs/operations.md.\n',
    );
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`after-restore: ${error instanceof Error ? error.message : 'failed for an unknown reason.'}\n`);
  process.exitCode = 1;
});
