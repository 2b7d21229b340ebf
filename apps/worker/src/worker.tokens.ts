export const WORKER_CONFIG = Symbol('WorkerConfig');
export const LOGGER = Symbol('Logger');
export const METRICS = Symbol('Metrics');
