import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import type { Violation } from '../report';
import type { World } from '../world/world';
import { findingOf, judgeClauses } from './clause';
import type { Invariant } from './invariant';

/** From here on Redis is warm; the pools and scripts that it will ever hold are there. */
const WARM_REQUESTS = 10_000;
const MOST_GROWTH = 1.1;
/** Buffers of connections and jobs under way come and go; what is kept of each request would be more after a few thousand of them. */
const COMES_AND_GOES_BYTES = 4 * 1024 * 1024;
const REQUEST_ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;
const SCAN_COUNT = 1_000;
/** A job whose worker lost sight of it, because Redis answered too late, stays locked for 30 s and is given up within 10 s more. */
const GIVEN_UP_WITHIN_MS = 60_000;
const LOOK_EVERY_MS = 500;
const LOCK = /:lock$/;

const MEMORY = `
  seen_memory later
  join lateral (select * from seen_memory where requests >= ${WARM_REQUESTS} order by requests limit 1) warm on later.requests > warm.requests`;

/** Redis holds what is under way and nothing else. */
export const queueHygiene: Invariant = {
  id: 'I18',
  title: 'Redis keeps nothing',
  check: async (world) => {
    const memory = await judgeClauses(world, 'I18', [
      {
        name: 'memory stays flat',
        counted: `select count(*) from ${MEMORY}`,
        broken: `
          select null::bigint as org_id, null::uuid as request_id,
                 'Redis held ' || warm.bytes || ' bytes after ' || warm.requests || ' requests and ' || later.bytes || ' after ' || later.requests || '.' as sentence
            from ${MEMORY} where later.bytes > warm.bytes * ${MOST_GROWTH} + ${COMES_AND_GOES_BYTES}`,
      },
    ]);
    const keys = await ownerlessKeys(world);
    const remark = world.redisUrl === undefined ? 'Keys were not looked at: no URL of a Redis was given.' : undefined;
    return findingOf([...memory, ...keys], remark);
  },
};

async function ownerlessKeys(world: World): Promise<Awaited<ReturnType<typeof judgeClauses>>> {
  if (world.redisUrl === undefined) return [];
  const { all, ownerless } = await afterWorkersLetGo(() => lookAtKeys(world, world.redisUrl ?? ''));
  const violations = [...ownerless].map(([requestId, keys]) => keptKeys(requestId, keys));
  return [{ result: { name: 'keys have an owner', checked: all, broken: violations.length }, violations: violations.slice(0, 50) }];
}

interface KeysSeen {
  readonly all: number;
  /** Of requests that have ended, with the keys that name them. */
  readonly ownerless: ReadonlyMap<string, readonly string[]>;
}

/** What is locked is not kept, if it is gone once the lock has run out. */
async function afterWorkersLetGo(look: () => Promise<KeysSeen>): Promise<KeysSeen> {
  let seen = await look();
  const locked = [...seen.ownerless].filter(([, keys]) => keys.some((key) => LOCK.test(key))).map(([id]) => id);
  const deadline = Date.now() + GIVEN_UP_WITHIN_MS;
  while (locked.some((id) => seen.ownerless.has(id)) && Date.now() < deadline) {
    await pause(LOOK_EVERY_MS);
    seen = await look();
  }
  return seen;
}

async function lookAtKeys(world: World, redisUrl: string): Promise<KeysSeen> {
  const { all, byRequest } = await keysOf(redisUrl);
  const open = new Set((await world.rows<{ id: string }>('select request_id as id from execution')).map(({ id }) => id));
  return { all, ownerless: new Map([...byRequest].filter(([id]) => !open.has(id))) };
}

function keptKeys(requestId: string, keys: readonly string[]): Violation {
  const named = keys.length === 1 ? 'the key' : 'the keys';
  return { invariant: 'I18', requestId, sentence: `Redis still has ${named} ${keys.toSorted().join(', ')}, but the request has ended.` };
}

async function keysOf(url: string): Promise<{ readonly all: number; readonly byRequest: ReadonlyMap<string, readonly string[]> }> {
  const redis = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: 1 });
  const byRequest = new Map<string, string[]>();
  let all = 0;
  try {
    await redis.connect();
    for (let cursor = '0', first = true; first || cursor !== '0'; first = false) {
      const [next, keys] = await redis.scan(cursor, 'COUNT', SCAN_COUNT);
      cursor = next;
      all += keys.length;
      for (const key of keys) {
        const requestId = REQUEST_ID.exec(key)?.[0];
        if (requestId !== undefined) byRequest.set(requestId, [...(byRequest.get(requestId) ?? []), key]);
      }
    }
  } finally {
    redis.disconnect();
  }
  return { all, byRequest };
}
