import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import type { Pool } from 'pg';
import type { ChildApp } from '../stack/child-app';
import type { Stack } from '../stack/stack';
import { acceptAtOnce, backlogOf, submitTemplates } from './accepted-requests';
import { MemorySamples, redisMegabytes, residentMegabytes } from './memory-samples';

const FIRST_ORG = 501;
const LIMITS_MB = { app: 512, redis: 64 };

export interface BacklogOptions {
  readonly requests: number;
  readonly orgs: number;
  readonly tell: (line: string) => void;
}

/** Accepts very many requests at once and watches memory until the last has ended; true when it stayed within the limits. */
export async function backlogCheck(stack: Stack, database: Pool, { requests, orgs, tell }: BacklogOptions): Promise<boolean> {
  const ids = Array.from({ length: orgs }, (_, index) => FIRST_ORG + index);
  for (const orgId of ids) await submitTemplates(stack, orgId);
  const watched = watch(stack);
  const startedAt = performance.now();
  for (const orgId of ids) await acceptAtOnce(database, orgId, Math.ceil(requests / orgs));
  tell(`${requests} requests of ${orgs} orgs accepted in ${seconds(startedAt)} s`);
  for (let left = await backlogOf(database), at = 0; left > 0; left = await backlogOf(database), at += 1) {
    await watched.sample((performance.now() - startedAt) / 1_000);
    if (at % 10 === 0) tell(`${seconds(startedAt)} s: ${left} left, ${watched.now()}`);
    await pause(1_000);
  }
  const took = (performance.now() - startedAt) / 1_000;
  tell(`drained in ${took.toFixed(0)} s: ${(requests / took).toFixed(0)} a second`);
  for (const line of watched.lines()) tell(line);
  await watched.end();
  return watched.isWithinLimits();
}

function watch(stack: Stack) {
  const apps: [ChildApp, MemorySamples][] = [stack.gateway, ...stack.workers].map((app) => [app, new MemorySamples(app.name)]);
  const ofRedis = new MemorySamples('redis');
  const redis = stack.parts.redisUrl === undefined ? undefined : new Redis(stack.parts.redisUrl);
  const latest = new Map<string, number>();
  const note = (samples: MemorySamples, at: number, megabytes: number): void => {
    samples.add(at, megabytes);
    latest.set(samples.name, megabytes);
  };
  return {
    async sample(at: number): Promise<void> {
      for (const [app, samples] of apps) if (app.pid !== undefined) note(samples, at, await residentMegabytes(app.pid));
      if (redis) note(ofRedis, at, await redisMegabytes(redis));
    },
    now: () => [...latest].map(([name, megabytes]) => `${name} ${megabytes.toFixed(0)} MB`).join(', '),
    lines: () => [...apps.map(([, samples]) => String(samples)), String(ofRedis)],
    isWithinLimits: () => apps.every(([, { peak }]) => peak < LIMITS_MB.app) && ofRedis.peak < LIMITS_MB.redis,
    end: async (): Promise<void> => {
      await redis?.quit();
    },
  };
}

function seconds(since: number): string {
  return ((performance.now() - since) / 1_000).toFixed(0);
}
