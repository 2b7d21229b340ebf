import { Module } from '@nestjs/common';
import {
  CONFIGURATION_CHANGE_STORE,
  type ConfigurationChangeStore,
  ExpirePending,
  RecoverLostExecutions,
  RETENTION_STORE,
  type RetentionStore,
} from '@countersign/engine';
import type { WorkerConfig } from '../worker.config';
import type { Role } from '../worker-roles';
import { WORKER_CONFIG } from '../worker.tokens';
import { ConfigurationExpirySweeper } from './configuration-expiry-sweeper';
import { ExpirySweeper } from './expiry-sweeper';
import { RetentionSweeper } from './retention-sweeper';
import { LostExecutionsSweeper } from './lost-executions-sweeper';

export const SWEEPER_ROLES = Symbol('SweeperRoles');

type Sweeping = readonly [RecoverLostExecutions, ExpirePending, RetentionStore, ConfigurationChangeStore, WorkerConfig];

/** What is looked for now and then, because nobody announces it. */
@Module({
  providers: [
    {
      provide: SWEEPER_ROLES,
      inject: [RecoverLostExecutions, ExpirePending, RETENTION_STORE, CONFIGURATION_CHANGE_STORE, WORKER_CONFIG],
      useFactory: (...[recover, expire, retention, changes, { sweepMs }]: Sweeping): Role[] => [
        { work: new LostExecutionsSweeper(recover, sweepMs) },
        { work: new ExpirySweeper(expire, sweepMs) },
        { work: new RetentionSweeper(retention) },
        { work: new ConfigurationExpirySweeper(changes) },
      ],
    },
  ],
  exports: [SWEEPER_ROLES],
})
export class SweepersModule {}
