import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';

const TRACE_PARENT = /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(?:-|$)/;
const current = new AsyncLocalStorage<string>();

/** 32 lower hex digits, as in W3C Trace Context. */
export function newTraceId(): string {
  return randomBytes(16).toString('hex');
}

/** The caller's trace id where its `traceparent` header is valid, else a new one. */
export function traceIdFrom(headers: Readonly<Record<string, string | readonly string[] | undefined>>): string {
  const { traceparent } = headers;
  const given = typeof traceparent === 'string' ? TRACE_PARENT.exec(traceparent)?.[1] : undefined;
  return given ?? newTraceId();
}

/** Whatever `run` does, also later and asynchronously, logs with this trace id. */
export function runWithTrace<T>(traceId: string, run: () => T): T {
  return current.run(traceId, run);
}

export function currentTraceId(): string | undefined {
  return current.getStore();
}
