import { Module } from '@nestjs/common';
import { ExpirePending, RecoverLostExecutions, RETENTION_STORE, type RetentionStore } from '@countersign/engine';
import type { WorkerConfig } from '../worker.config';
import type { Role } from '../worker-roles';
import { WORKER_CONFIG } from '../worker.tokens';
import { ExpirySweeper } from './expiry-sweeper';
import { RetentionSweeper } from './retention-sweeper';
import { LostExecutionsSweeper } from './lost-executions-sweeper';

export const SWEEPER_ROLES = Symbol('SweeperRoles');

type Sweeping = readonly [RecoverLostExecutions, ExpirePending, RetentionStore, WorkerConfig];

/** What is looked for now and then, because nobody announces it. */
@Module({
  providers: [
    {
      provide: SWEEPER_ROLES,
      inject: [RecoverLostExecutions, ExpirePending, RETENTION_STORE, WORKER_CONFIG],
      useFactory: (...[recover, expire, retention, { sweepMs }]: Sweeping): Role[] => [
        { work: new LostExecutionsSweeper(recover, sweepMs) },
        { work: new ExpirySweeper(expire, sweepMs) },
        { work: new RetentionSweeper(retention) },
      ],
    },
  ],
  exports: [SWEEPER_ROLES],
})
export class SweepersModule {}
