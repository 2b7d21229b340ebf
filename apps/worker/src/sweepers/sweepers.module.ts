import { Module } from '@nestjs/common';
import { ExpirePending, RecoverLostExecutions } from '@countersign/engine';
import type { WorkerConfig } from '../worker.config';
import type { Role } from '../worker-roles';
import { WORKER_CONFIG } from '../worker.tokens';
import { ExpirySweeper } from './expiry-sweeper';
import { LostExecutionsSweeper } from './lost-executions-sweeper';

export const SWEEPER_ROLES = Symbol('SweeperRoles');

/** What is looked for now and then, because nobody announces it. */
@Module({
  providers: [
    {
      provide: SWEEPER_ROLES,
      inject: [RecoverLostExecutions, ExpirePending, WORKER_CONFIG],
      useFactory: (recover: RecoverLostExecutions, expire: ExpirePending, { sweepMs }: WorkerConfig): Role[] => [
        { work: new LostExecutionsSweeper(recover, sweepMs) },
        { work: new ExpirySweeper(expire, sweepMs) },
      ],
    },
  ],
  exports: [SWEEPER_ROLES],
})
export class SweepersModule {}
