import { oneOf } from '../random';
import type { FaultKind } from './fault-kind';

const CLOCK_SKEW_MS = 300_000;
const WORKERS = ['worker-1', 'worker-2'] as const;

/** One of the workers dies, stops, stands still or lives in another time. */
export const workerFaults: readonly FaultKind[] = [
  {
    kind: 'worker-kill',
    targets: WORKERS,
    covers: ['F5', 'F6', 'F33', 'F4'],
    weight: 3,
    length: 'usual',
    inject: async ({ ground, target }) => {
      const worker = ground.worker(target);
      await worker.kill();
      return { detail: 'kill -9, started again', heal: () => ground.startAgain(worker) };
    },
  },
  {
    kind: 'worker-terminate',
    targets: WORKERS,
    covers: ['F36'],
    weight: 1,
    length: 'usual',
    inject: async ({ ground, target }) => {
      const worker = ground.worker(target);
      const how = await worker.stop();
      return { detail: `SIGTERM (${how}), started again`, heal: () => ground.startAgain(worker) };
    },
  },
  {
    kind: 'worker-freeze',
    targets: WORKERS,
    covers: ['F7', 'F33'],
    weight: 3,
    length: 'past-lease',
    inject: async ({ ground, target }) => {
      const worker = ground.worker(target);
      worker.pause();
      return { detail: 'SIGSTOP past the lease, SIGCONT', heal: async () => worker.resume() };
    },
  },
  {
    kind: 'worker-block',
    targets: WORKERS,
    covers: ['F8'],
    weight: 2,
    length: 'past-lease',
    inject: async ({ ground, target }) => {
      const unblock = await ground.hooks.blockEventLoop(ground.worker(target));
      return { detail: 'event loop blocked past the lease, connections alive', heal: unblock };
    },
  },
  {
    kind: 'worker-clock',
    targets: WORKERS,
    covers: ['F29'],
    weight: 2,
    length: 'usual',
    inject: async ({ ground, target, random }) => {
      const worker = ground.worker(target);
      const skewMs = oneOf(random, [-CLOCK_SKEW_MS, CLOCK_SKEW_MS]);
      await ground.hooks.shiftClock(worker, skewMs);
      return { detail: `clock jumps by ${skewMs / 1_000} s, then back`, heal: () => ground.hooks.shiftClock(worker, 0) };
    },
  },
];
