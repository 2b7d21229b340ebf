import { setTimeout as pause } from 'node:timers/promises';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import type { Queue, Worker } from 'bullmq';

/** For BullMQ to send word to Redis that the last jobs are done. Should it get lost, another worker clears them away later. */
const LAST_WORD_MS = 100;

/**
 * Ends the work of this process with the queue within a given time, whatever state Redis is in. BullMQ's own closing waits for
 * running jobs and for Redis without any limit.
 */
export class QueueShutdown implements BeforeApplicationShutdown {
  private readonly workers = new Set<Worker>();
  private readonly running = new Set<Promise<unknown>>();
  private paused = false;

  constructor(private readonly queues: readonly Queue[]) {}

  attach(worker: Worker): void {
    this.workers.add(worker);
  }

  /** No more jobs are to be started. One may still come out of the wait that was under way when the pause began. */
  get isPaused(): boolean {
    return this.paused;
  }

  /** Runs a job and counts it as running. */
  async during<T>(run: () => Promise<T>): Promise<T> {
    const job = run();
    this.running.add(job);
    try {
      return await job;
    } finally {
      this.running.delete(job);
    }
  }

  /**
   * Starts no more jobs and returns once those that run have ended or `ms` have passed; true when all have ended.
   * Never rejects and needs no Redis.
   */
  async pauseAndWait(ms: number): Promise<boolean> {
    this.paused = true;
    const over = new AbortController();
    // Not `pause()` without an argument: it waits for Redis, and connects again when it should have ended.
    await Promise.all([...this.workers].map((worker) => worker.pause(true)));
    await Promise.race([Promise.allSettled(this.running), pause(ms, undefined, { signal: over.signal }).catch(() => undefined)]);
    over.abort();
    await pause(LAST_WORD_MS);
    return this.running.size === 0;
  }

  /** Drops all connections, so that the framework's own closing, which comes next, has nothing left to wait for. */
  async beforeApplicationShutdown(): Promise<void> {
    this.paused = true;
    await Promise.allSettled([
      ...[...this.workers].map((worker) => worker.close(true)),
      ...this.queues.map((queue) => queue.getBackend().close(true)),
    ]);
  }
}
