import { type DestinationStream, type LogFn, type Logger, type LoggerOptions, pino } from 'pino';
import { logSerializers } from './log-serializers';
import { maskText } from './mask';
import { redacted, redactingSerializers } from './redaction';
import { currentTrace } from './trace';

export type { Logger } from 'pino';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export interface LoggerSettings {
  /** The process, as operators call it: `api-gateway`, `worker`. */
  readonly name: string;
  readonly level: LogLevel;
  /** Lines for people instead of JSON; needs pino-pretty, a development dependency. */
  readonly pretty?: boolean;
}

/**
 * The one logger of a process: JSON lines with the current trace id, without personal data.
 * @param destination where lines go instead of stdout; not for `pretty`
 */
export function createLogger({ name, level, pretty = false }: LoggerSettings, destination?: DestinationStream): Logger {
  const options: LoggerOptions = {
    name,
    level,
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }), log: redacted },
    serializers: { ...redactingSerializers, ...logSerializers },
    mixin: traceOfLine,
    hooks: { logMethod: maskMessage },
  };
  if (pretty) return pino({ ...options, transport: { target: 'pino-pretty', options: { singleLine: true, ignore: 'pid' } } });
  return destination ? pino(options, destination) : pino(options);
}

function traceOfLine() {
  return { ...currentTrace() };
}

/** Masks every text of a line. pino would copy an error's own message where none is given, past the serializers: give it a masked one. */
function maskMessage(this: Logger, args: Parameters<LogFn>, method: LogFn): void {
  const masked = (args as unknown[]).map((arg) => (typeof arg === 'string' ? maskText(arg) : arg));
  const error = errorIn(masked[0]);
  if (error && masked[1] === undefined) masked[1] = maskText(error.message);
  method.apply(this, masked as Parameters<LogFn>);
}

function errorIn(first: unknown): Error | undefined {
  if (first instanceof Error) return first;
  const held = typeof first === 'object' && first !== null && 'err' in first ? first.err : undefined;
  return held instanceof Error ? held : undefined;
}
