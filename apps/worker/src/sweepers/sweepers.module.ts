import { Module } from '@nestjs/common';
import {
  ExpirePending,
  RecoverLostExecutions,
  READ_STORE,
  type ReadStore,
  RETENTION_STORE,
  type RetentionStore,
} from '@countersign/engine';
import type { WorkerConfig } from '../worker.config';
import type { Role } from '../worker-roles';
import { WORKER_CONFIG } from '../worker.tokens';
import { ExpirySweeper } from './expiry-sweeper';
import { ReadsSweeper } from './reads-sweeper';
import { RetentionSweeper } from './retention-sweeper';
import { LostExecutionsSweeper } from './lost-executions-sweeper';

export const SWEEPER_ROLES = Symbol('SweeperRoles');

type Sweeping = readonly [RecoverLostExecutions, ExpirePending, RetentionStore, ReadStore, WorkerConfig];

/** What is looked for now and then, because nobody announces it. */
@Module({
  providers: [
    {
      provide: SWEEPER_ROLES,
      inject: [RecoverLostExecutions, ExpirePending, RETENTION_STORE, READ_STORE, WORKER_CONFIG],
      useFactory: (...[recover, expire, retention, reads, { sweepMs, readsKeptDays }]: Sweeping): Role[] => [
        { work: new LostExecutionsSweeper(recover, sweepMs) },
        { work: new ExpirySweeper(expire, sweepMs) },
        { work: new RetentionSweeper(retention) },
        { work: new ReadsSweeper(reads, readsKeptDays) },
      ],
    },
  ],
  exports: [SWEEPER_ROLES],
})
export class SweepersModule {}
