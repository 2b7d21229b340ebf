import type { Params } from 'nestjs-pino';
import type { Logger } from './logger';
import { logSerializers } from './log-serializers';

/**
 * For `LoggerModule.forRoot()` of nestjs-pino: Nest logs through `logger`. Each HTTP request is logged at level debug; above that
 * level the middleware is not even installed, since its work per request costs more than the answer to some of them.
 */
export function nestLoggerParams(logger: Logger): Params {
  const logsRequests = logger.isLevelEnabled('debug');
  return {
    pinoHttp: {
      logger,
      autoLogging: logsRequests,
      customLogLevel: () => 'debug',
      // pino-http would put its own serializers, with headers and query, over those of the logger.
      wrapSerializers: false,
      serializers: logSerializers,
    },
    ...(logsRequests ? {} : { forRoutes: [] }),
  };
}
