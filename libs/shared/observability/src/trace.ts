import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';

const TRACE_PARENT = /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(?:-|$)/;
/** What work belongs to. */
export interface Trace {
  /** Ours: 32 lower hex digits. */
  readonly traceId: string;
  /** The trace from which the caller called us: for logs alone. */
  readonly callerTraceId?: string | undefined;
}

const current = new AsyncLocalStorage<Trace>();

/** 32 lower hex digits, as in W3C Trace Context. */
export function newTraceId(): string {
  return randomBytes(16).toString('hex');
}

/** The trace that the caller works in, by a valid `traceparent`. Never used as ours: a caller must not choose what the journal keeps. */
export function callerTraceId({ traceparent }: Readonly<Record<string, string | readonly string[] | undefined>>): string | undefined {
  return typeof traceparent === 'string' ? TRACE_PARENT.exec(traceparent)?.[1] : undefined;
}

/** Whatever `run` does, also later and asynchronously, logs with this trace. */
export function runWithTrace<T>(trace: Trace, run: () => T): T {
  return current.run(trace, run);
}

export function currentTrace(): Trace | undefined {
  return current.getStore();
}
