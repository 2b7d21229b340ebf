import { type DynamicModule, Module } from '@nestjs/common';
import { RequestTypeRegistry } from '@countersign/contract';
import {
  CALL_ADMISSIONS,
  type CallAdmissions,
  CLOCK,
  type Clock,
  EXECUTION_QUEUE,
  EXECUTION_STORE,
  type ExecutionQueue,
  type ExecutionStore,
  RelayDueExecutions,
  StartExecutions,
} from '@countersign/engine';
import type { Logger } from '@countersign/observability';
import { EXECUTION_HANDLER, executionProcessors, ExecutionQueueModule, QueueShutdown } from '@countersign/queue';
import { requestTypes } from '@countersign/request-type-catalog';
import { QueuedExecutions } from '../execution/queued-executions';
import type { WorkerConfig } from '../worker.config';
import { LOGGER } from '../worker.tokens';
import { type QueueRoles, QUEUE_ROLES } from './queue-roles';
import { QueueState } from './queue-state';
import { RelayLoop } from './relay-loop';
import { relayWindow } from './relay-window';

type RelayParts = readonly [ExecutionStore, ExecutionQueue, Clock, CallAdmissions];
type Relaying = readonly [RelayDueExecutions, ExecutionQueue, QueueState, Logger, Clock, QueueShutdown];

/** The way of executions through BullMQ; without Redis there is none, and the direct claims do all the work. */
@Module({})
export class QueueModule {
  static forRoot(config: WorkerConfig): DynamicModule {
    return config.redisUrl === undefined ? withoutQueue(config) : withQueue(config, config.redisUrl);
  }
}

function withoutQueue({ queuePatienceMs }: WorkerConfig): DynamicModule {
  const none: QueueRoles = { roles: [], stop: () => Promise.resolve(true) };
  return {
    module: QueueModule,
    global: true,
    providers: [
      { provide: QueueState, useValue: new QueueState(false, queuePatienceMs) },
      { provide: QUEUE_ROLES, useValue: none },
    ],
    exports: [QueueState, QUEUE_ROLES],
  };
}

function withQueue(config: WorkerConfig, redisUrl: string): DynamicModule {
  const types = requestTypes.map(({ key }) => key);
  return {
    module: QueueModule,
    global: true,
    imports: [ExecutionQueueModule.forRoot({ redisUrl, prefix: config.queuePrefix, types })],
    providers: [
      { provide: QueueState, useValue: new QueueState(true, config.queuePatienceMs) },
      { provide: EXECUTION_HANDLER, inject: [StartExecutions], useFactory: (start: StartExecutions) => new QueuedExecutions(start) },
      ...executionProcessors({ redisUrl, types, concurrency: () => config.concurrency }),
      {
        provide: RelayDueExecutions,
        inject: [RequestTypeRegistry, EXECUTION_STORE, EXECUTION_QUEUE, CLOCK, CALL_ADMISSIONS],
        useFactory: (registry: RequestTypeRegistry, ...[executions, queue, clock, admissions]: RelayParts) =>
          new RelayDueExecutions(
            registry,
            { executions, queue, clock, admissions },
            relayWindow(config.concurrency),
            config.queuePatienceMs,
          ),
      },
      {
        provide: QUEUE_ROLES,
        inject: [RelayDueExecutions, EXECUTION_QUEUE, QueueState, LOGGER, CLOCK, QueueShutdown],
        useFactory: (...[relay, queue, state, logger, clock, shutdown]: Relaying): QueueRoles => ({
          roles: [{ work: new RelayLoop({ relay, queue, state, logger, clock }, config.pollMs), wokenBy: 'executions' }],
          stop: (ms) => shutdown.pauseAndWait(ms),
        }),
      },
    ],
    exports: [QueueState, QUEUE_ROLES],
  };
}
