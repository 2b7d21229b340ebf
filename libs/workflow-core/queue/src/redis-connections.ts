import type { RedisOptions } from 'bullmq';

const LONGEST_PAUSE_MS = 2_000;

/** BullMQ's own pauses grow to 20 s, and a queue would stay away that long after Redis is back. */
function pauseBeforeReconnect(times: number): number {
  return Math.min(100 * 2 ** Math.min(times, 10), LONGEST_PAUSE_MS);
}

/** After a failover the old primary answers READONLY; its name may lead to the new one by now. */
function isReadOnly(error: Error): boolean {
  return error.message.includes('READONLY');
}

const shared = { connectTimeout: 3_000, retryStrategy: pauseBeforeReconnect, reconnectOnError: isReadOnly } satisfies RedisOptions;

/** For adding jobs: fails fast instead of waiting for a Redis that is away or hangs. */
export function producerConnection(url: string): RedisOptions {
  return { ...shared, url, enableOfflineQueue: false, maxRetriesPerRequest: 1, commandTimeout: 1_000, socketTimeout: 3_000 };
}

/**
 * For taking jobs: waits for Redis however long it takes. A socket that stays silent for longer than any blocking wait (10 s) is
 * given up, so that a peer which vanished without a word does not hold a worker for ever.
 */
export function workerConnection(url: string): RedisOptions {
  return { ...shared, url, maxRetriesPerRequest: null, socketTimeout: 15_000 };
}
