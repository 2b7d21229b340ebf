import { Module } from '@nestjs/common';
import { CALL_ADMISSIONS, type CallAdmissions, EXECUTION_STORE, type ExecutionStore, StartExecutions } from '@countersign/engine';
import { requestTypes } from '@countersign/request-type-catalog';
import { QueueState } from '../relay/queue-state';
import type { WorkerConfig } from '../worker.config';
import { relayWindow } from '../relay/relay-window';
import type { Role } from '../worker-roles';
import { WORKER_CONFIG } from '../worker.tokens';
import { type DirectClaimPorts, DirectClaimsLoop } from './direct-claims-loop';

const DIRECT_CLAIM_PORTS = Symbol('DirectClaimPorts');
export const DIRECT_CLAIM_ROLES = Symbol('DirectClaimRoles');

/** Executions without a queue. */
@Module({
  providers: [
    {
      provide: DIRECT_CLAIM_PORTS,
      inject: [EXECUTION_STORE, StartExecutions, CALL_ADMISSIONS, QueueState],
      useFactory: (
        executions: ExecutionStore,
        start: StartExecutions,
        admissions: CallAdmissions,
        queue: QueueState,
      ): DirectClaimPorts => ({ executions, start, admissions, queue }),
    },
    {
      provide: DIRECT_CLAIM_ROLES,
      inject: [DIRECT_CLAIM_PORTS, WORKER_CONFIG],
      useFactory: (ports: DirectClaimPorts, { concurrency, pollMs }: WorkerConfig): Role[] => {
        const types = requestTypes.map(({ key }) => key);
        const work = new DirectClaimsLoop(ports, types, relayWindow(concurrency), pollMs);
        return [{ work, wokenBy: 'executions', drained: () => work.drained() }];
      },
    },
  ],
  exports: [DIRECT_CLAIM_ROLES],
})
export class DirectClaimsModule {}
