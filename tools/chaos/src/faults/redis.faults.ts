import { wholeBetween } from '../random';
import type { FaultKind } from './fault-kind';
import { repeatedly } from './repeatedly';

const KILL_EVERY_MS = 500;
const FLUSH_EVERY_MS = 1_000;

/** The queue's server dies, forgets, fills up or turns into a replica. Nothing may depend on it. */
export const redisFaults: readonly FaultKind[] = [
  {
    kind: 'redis-kill',
    targets: ['redis'],
    covers: ['F16', 'F22'],
    weight: 2,
    length: 'usual',
    inject: async ({ ground }) => {
      await ground.redis.kill();
      return { detail: 'kill -9, started again', heal: () => ground.redis.restart() };
    },
  },
  {
    kind: 'redis-freeze',
    targets: ['redis'],
    covers: ['F17'],
    weight: 1,
    length: 'usual',
    inject: async ({ ground }) => {
      ground.redis.pause();
      return { detail: 'SIGSTOP, SIGCONT', heal: async () => ground.redis.resume() };
    },
  },
  {
    kind: 'redis-flush',
    targets: ['redis'],
    covers: ['F18'],
    weight: 2,
    length: 'usual',
    inject: async ({ ground }) => {
      const stop = repeatedly(FLUSH_EVERY_MS, () => ground.redisAdmin.flushall());
      return { detail: 'FLUSHALL every second', heal: stop };
    },
  },
  {
    kind: 'redis-full',
    targets: ['redis'],
    covers: ['F19'],
    weight: 1,
    length: 'usual',
    inject: async ({ ground }) => {
      await ground.redisAdmin.config('SET', 'maxmemory', '1mb');
      return { detail: 'maxmemory 1 MB, no eviction', heal: () => ground.redisAdmin.config('SET', 'maxmemory', '0') };
    },
  },
  {
    kind: 'redis-readonly',
    targets: ['redis'],
    covers: ['F20'],
    weight: 1,
    length: 'usual',
    inject: async ({ ground }) => {
      // A replica of a master that is not there serves what it has and takes nothing.
      await ground.redisAdmin.replicaof('127.0.0.1', '1');
      return { detail: 'REPLICAOF a master that is away', heal: () => ground.redisAdmin.replicaof('NO', 'ONE') };
    },
  },
  {
    kind: 'redis-client-kill',
    targets: ['redis'],
    covers: ['F21'],
    weight: 1,
    length: 'usual',
    inject: async ({ ground }) => {
      const stop = repeatedly(KILL_EVERY_MS, () => ground.redisAdmin.call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes'));
      return { detail: 'every connection killed twice a second', heal: stop };
    },
  },
  {
    kind: 'redis-forged-jobs',
    targets: ['redis'],
    covers: ['F23', 'F37'],
    weight: 2,
    length: 'usual',
    inject: async ({ ground, random }) => {
      const everyMs = wholeBetween(random, [100, 400]);
      const stop = repeatedly(everyMs, () => ground.forger.forge(random));
      return { detail: `duplicate, ancient, foreign and senseless jobs every ${everyMs} ms`, heal: stop };
    },
  },
];
