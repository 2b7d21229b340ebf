import { type DynamicModule, Module } from '@nestjs/common';
import { RequestTypeRegistry } from '@countersign/contract';
import { CALL_ADMISSIONS, CLOCK, EXECUTION_QUEUE, EXECUTION_STORE, RelayDueExecutions, StartExecutions } from '@countersign/engine';
import { EXECUTION_HANDLER, type ExecutionHandler, executionProcessors, ExecutionQueueModule, QueueShutdown } from '@countersign/queue';
import { requestTypes } from '@countersign/request-type-catalog';
import { provide, provideValue } from '@countersign/wiring';
import type { WorkerConfig } from '../config/worker.config';
import { LOGGER } from '../config/worker.tokens';
import { type QueueRoles, QUEUE_ROLES } from './queue-roles';
import { QueueState } from './queue-state';
import { RelayLoop } from './relay-loop';
import { relayWindow } from './relay-window';

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
    providers: [provideValue(QueueState, new QueueState(false, queuePatienceMs)), provideValue(QUEUE_ROLES, none)],
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
      provideValue(QueueState, new QueueState(true, config.queuePatienceMs)),
      provide(EXECUTION_HANDLER, [StartExecutions], handledBy),
      ...executionProcessors({ redisUrl, types, concurrency: () => config.concurrency }),
      provide(
        RelayDueExecutions,
        [RequestTypeRegistry, EXECUTION_STORE, EXECUTION_QUEUE, CLOCK, CALL_ADMISSIONS],
        (registry, executions, queue, clock, admissions) =>
          new RelayDueExecutions(
            registry,
            { executions, queue, clock, admissions },
            relayWindow(config.concurrency),
            config.queuePatienceMs,
          ),
      ),
      provide(
        QUEUE_ROLES,
        [RelayDueExecutions, EXECUTION_QUEUE, QueueState, LOGGER, CLOCK, QueueShutdown],
        (relay, queue, state, logger, clock, shutdown): QueueRoles => ({
          roles: [{ work: new RelayLoop({ relay, queue, state, logger, clock }, config.pollMs), wokenBy: 'executions' }],
          stop: (ms) => shutdown.pauseAndWait(ms),
        }),
      ),
    ],
    exports: [QueueState, QUEUE_ROLES],
  };
}

/**
 * A job is only a hint: what it names is claimed from PostgreSQL, or there is nothing to do. Without room it ends at once and its execution
 * waits: the queue's slots are for others meanwhile.
 */
function handledBy(start: StartExecutions): ExecutionHandler {
  return { handle: (job) => start.offer(job) };
}
