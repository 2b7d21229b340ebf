import type { Logger, Metrics } from '@countersign/observability';
import { token } from '@countersign/wiring';
import type { WorkerConfig } from './worker.config';

export const WORKER_CONFIG = token<WorkerConfig>('WorkerConfig');
export const LOGGER = token<Logger>('Logger');
export const METRICS = token<Metrics>('Metrics');
