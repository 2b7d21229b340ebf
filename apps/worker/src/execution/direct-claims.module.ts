import { Module } from '@nestjs/common';
import { EXECUTION_STORE, ExecuteRequest, type ExecutionStore } from '@countersign/engine';
import type { Logger } from '@countersign/observability';
import { requestTypes } from '@countersign/request-type-catalog';
import { QueueState } from '../relay/queue-state';
import type { WorkerConfig } from '../worker.config';
import type { Role } from '../worker-roles';
import { LOGGER, WORKER_CONFIG } from '../worker.tokens';
import { type DirectClaimPorts, DirectClaimsLoop } from './direct-claims-loop';

const DIRECT_CLAIM_PORTS = Symbol('DirectClaimPorts');
export const DIRECT_CLAIM_ROLES = Symbol('DirectClaimRoles');

/** Executions without a queue. */
@Module({
  providers: [
    {
      provide: DIRECT_CLAIM_PORTS,
      inject: [EXECUTION_STORE, ExecuteRequest, QueueState, LOGGER],
      useFactory: (executions: ExecutionStore, execute: ExecuteRequest, queue: QueueState, logger: Logger): DirectClaimPorts => ({
        executions,
        execute,
        queue,
        logger,
      }),
    },
    {
      provide: DIRECT_CLAIM_ROLES,
      inject: [DIRECT_CLAIM_PORTS, WORKER_CONFIG],
      useFactory: (ports: DirectClaimPorts, { concurrency, pollMs }: WorkerConfig): Role[] => {
        const types = requestTypes.map(({ key }) => key);
        const work = new DirectClaimsLoop(ports, types, concurrency, pollMs);
        return [{ work, wokenBy: 'executions', drained: () => work.drained() }];
      },
    },
  ],
  exports: [DIRECT_CLAIM_ROLES],
})
export class DirectClaimsModule {}
