export { BullmqExecutionQueue, QueueUnavailableError } from './bullmq-execution-queue';
export { EXECUTION_HANDLER, type ExecutionHandler } from './execution-handler';
export { executionProcessors, type ExecutionProcessorsOptions } from './execution-processors';
export { DEFAULT_QUEUE_PREFIX, ExecutionQueueModule, type ExecutionQueueOptions } from './execution-queue.module';
export { QueueShutdown } from './queue-shutdown';
