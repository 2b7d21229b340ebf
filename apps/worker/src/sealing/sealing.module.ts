import { JOURNAL_STORE } from '@countersign/engine';
import { CheckpointFile } from '@countersign/journal';
import type { Logger, Metrics } from '@countersign/observability';
import { provide, token } from '@countersign/wiring';
import { Module } from '@nestjs/common';
import { LOGGER, METRICS, WORKER_CONFIG } from '../config/worker.tokens';
import type { Role } from '../loops/worker-roles';
import { CheckpointAppender } from './checkpoint-appender';
import { JournalSealer } from './journal-sealer';
import { JournalState } from './journal-state';
import { OneJournal } from './one-journal';
import { SealingLoop } from './sealing-loop';

export const SEALING_ROLES = token<readonly Role[]>('SealingRoles');
const SIGNS = token<ReturnType<typeof signsOf>>('SealingSigns');

/** The journal that an outsider can verify. */
@Module({
  providers: [
    JournalState,
    provide(SIGNS, [LOGGER, METRICS, JournalState], signsOf),
    provide(SEALING_ROLES, [JOURNAL_STORE, WORKER_CONFIG, SIGNS], (store, { sealing }, signs) => {
      if (!sealing) {
        signs.logger.warn(
          'the journal is not sealed: AUDIT_SIGNING_KEY_FILE and AUDIT_CHECKPOINT_FILE are not set, so nobody can prove what happened',
        );
        return [];
      }
      const sealer = new JournalSealer(store, { name: sealing.logName, key: sealing.key });
      const appender = new CheckpointAppender(store, new CheckpointFile(sealing.checkpointFile));
      const journal = new OneJournal(store, sealing.checkpointFile, sealing.logName);
      return [{ work: new SealingLoop(sealer, appender, { ...signs, journal }, sealing.everyMs) }];
    }),
  ],
  exports: [SEALING_ROLES, JournalState],
})
export class SealingModule {}

function signsOf(logger: Logger, metrics: Metrics, state: JournalState) {
  return {
    logger,
    state,
    sealed: metrics.counter({ name: 'sealed_total', help: 'Journal entries that this worker sealed.' }),
    failed: metrics.counter({
      name: 'sealing_failures_total',
      help: 'Times that a journal could not be sealed, or its checkpoints not be written outside; any new one is an alarm.',
    }),
  };
}
