import type { LoggerService } from '@nestjs/common';
import type { Logger as NestPinoLogger, Params } from 'nestjs-pino';
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

/** Nest's own lines, with what it says of its boot (a line per module and route) at debug; warnings and errors as they are. */
export function quietNestLogger(logger: NestPinoLogger): LoggerService {
  const debug = logger.debug.bind(logger);
  return {
    log: debug,
    debug,
    verbose: logger.verbose.bind(logger),
    warn: logger.warn.bind(logger),
    error: logger.error.bind(logger),
    fatal: logger.fatal.bind(logger),
  };
}
