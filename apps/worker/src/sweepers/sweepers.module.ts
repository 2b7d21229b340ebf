import { CONFIGURATION_CHANGE_STORE, ExpirePending, RecoverLostExecutions, RETENTION_STORE } from '@countersign/engine';
import { provide, token } from '@countersign/wiring';
import { Module } from '@nestjs/common';
import { WORKER_CONFIG } from '../config/worker.tokens';
import type { Role } from '../loops/worker-roles';
import { ConfigurationExpirySweeper } from './configuration-expiry-sweeper';
import { ExpirySweeper } from './expiry-sweeper';
import { LostExecutionsSweeper } from './lost-executions-sweeper';
import { RetentionSweeper } from './retention-sweeper';

export const SWEEPER_ROLES = token<readonly Role[]>('SweeperRoles');

/** What is looked for now and then, because nobody announces it. */
@Module({
  providers: [
    provide(
      SWEEPER_ROLES,
      [RecoverLostExecutions, ExpirePending, RETENTION_STORE, CONFIGURATION_CHANGE_STORE, WORKER_CONFIG],
      (recover, expire, retention, changes, { sweepMs }) => [
        { work: new LostExecutionsSweeper(recover, sweepMs) },
        { work: new ExpirySweeper(expire, sweepMs) },
        { work: new RetentionSweeper(retention) },
        { work: new ConfigurationExpirySweeper(changes) },
      ],
    ),
  ],
  exports: [SWEEPER_ROLES],
})
export class SweepersModule {}
