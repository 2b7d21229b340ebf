export { createLogger, LOG_LEVELS } from './logger';
export type { Logger, LoggerSettings, LogLevel } from './logger';
export { logSerializers } from './log-serializers';
export { maskIdentifier, maskMobile, maskText } from './mask';
export { createMetrics } from './metrics';
export type { Counter, Gauge, Histogram, Metrics, MetricSettings } from './metrics';
export { MetricsServer, type MetricsServerOptions } from './metrics-server';
export { nestLoggerParams, quietNestLogger } from './nest-logger';
export { callerTraceId, currentTrace, newTraceId, runWithTrace } from './trace';
