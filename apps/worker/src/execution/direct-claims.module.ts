import { CALL_ADMISSIONS, EXECUTION_STORE, StartExecutions } from '@countersign/engine';
import { requestTypes } from '@countersign/request-type-catalog';
import { provide, token } from '@countersign/wiring';
import { Module } from '@nestjs/common';
import { WORKER_CONFIG } from '../config/worker.tokens';
import type { Role } from '../loops/worker-roles';
import { QueueState } from '../relay/queue-state';
import { relayWindow } from '../relay/relay-window';
import { DirectClaimsLoop } from './direct-claims-loop';

export const DIRECT_CLAIM_ROLES = token<readonly Role[]>('DirectClaimRoles');

/** Executions without a queue. */
@Module({
  providers: [
    provide(
      DIRECT_CLAIM_ROLES,
      [EXECUTION_STORE, StartExecutions, CALL_ADMISSIONS, QueueState, WORKER_CONFIG],
      (executions, start, admissions, queue, { concurrency, pollMs }): readonly Role[] => {
        const types = requestTypes.map(({ key }) => key);
        const work = new DirectClaimsLoop({ executions, start, admissions, queue }, types, relayWindow(concurrency), pollMs);
        return [{ work, wokenBy: 'executions', drained: () => work.drained() }];
      },
    ),
  ],
  exports: [DIRECT_CLAIM_ROLES],
})
export class DirectClaimsModule {}
