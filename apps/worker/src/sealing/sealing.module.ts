import { Module } from '@nestjs/common';
import { JOURNAL_STORE, type JournalStore } from '@countersign/engine';
import { CheckpointFile } from '@countersign/journal';
import type { Logger, Metrics } from '@countersign/observability';
import type { WorkerConfig } from '../worker.config';
import type { Role } from '../worker-roles';
import { LOGGER, METRICS, WORKER_CONFIG } from '../worker.tokens';
import { CheckpointAppender } from './checkpoint-appender';
import { JournalSealer } from './journal-sealer';
import { OneJournal } from './one-journal';
import { SealingLoop } from './sealing-loop';
import { readSigningKey } from './signing-key';

export const SEALING_ROLES = Symbol('SealingRoles');

/** The journal that an outsider can verify. */
@Module({
  providers: [
    {
      provide: SEALING_ROLES,
      inject: [JOURNAL_STORE, WORKER_CONFIG, LOGGER, METRICS],
      useFactory: (store: JournalStore, { sealing }: WorkerConfig, logger: Logger, metrics: Metrics): Role[] => {
        if (!sealing) {
          logger.warn(
            'the journal is not sealed: AUDIT_SIGNING_KEY_FILE and AUDIT_CHECKPOINT_FILE are not set, so nobody can prove what happened',
          );
          return [];
        }
        const sealer = new JournalSealer(store, { name: sealing.logName, key: readSigningKey(sealing.keyFile) });
        const appender = new CheckpointAppender(store, new CheckpointFile(sealing.checkpointFile));
        const journal = new OneJournal(store, sealing.checkpointFile, sealing.logName);
        return [{ work: new SealingLoop(sealer, appender, { ...signsOf(logger, metrics), journal }, sealing.everyMs) }];
      },
    },
  ],
  exports: [SEALING_ROLES],
})
export class SealingModule {}

function signsOf(logger: Logger, metrics: Metrics) {
  return {
    logger,
    sealed: metrics.counter({ name: 'sealed_total', help: 'Journal entries that this worker sealed.' }),
    failed: metrics.counter({
      name: 'sealing_failures_total',
      help: 'Times that the journal of an org could not be sealed; any new one is an alarm.',
    }),
  };
}
