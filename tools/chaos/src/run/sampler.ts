import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { RunFacts } from '@countersign/invariant-checker';
import type { Sample } from '../chaos-result';
import type { Ground } from '../ground/ground';
import type { Workload } from '../workload/workload-options';

const run = promisify(execFile);
const EVERY_MS = 1_000;
const REDIS_EVERY = 10;
const MB = 1024;

/** Writes down once a second how things stand. */
export class Sampler {
  readonly samples: Sample[] = [];
  readonly redisMemory: { readonly requests: number; readonly bytes: number }[] = [];
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly ground: Ground,
    private readonly workload: Workload,
    private readonly onSample: (sample: Sample) => void,
  ) {
    this.timer = setInterval(() => void this.sample().catch(() => undefined), EVERY_MS);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  get redisFacts(): Required<Pick<RunFacts, 'redisMemory'>> {
    return { redisMemory: this.redisMemory };
  }

  private async sample(): Promise<void> {
    const { submitted, decided, terminal, delivered, open } = this.workload.counts;
    const sample = { at: Date.now(), submitted, decided, terminal, delivered, open, memory: await this.memory() };
    this.samples.push(sample);
    this.onSample(sample);
    if (this.samples.length % REDIS_EVERY === 0) await this.sampleRedis(submitted);
  }

  /** Resident memory by process name. */
  private async memory(): Promise<Readonly<Record<string, number>>> {
    const { stack, sandbox, redis } = this.ground;
    const apps = [stack.gateway, ...stack.workers, sandbox.app].filter(({ isRunning }) => isRunning);
    const names = new Map(apps.map(({ pid, name }) => [pid ?? 0, name]));
    names.set(redis.pid, 'redis').set(process.pid, 'harness');
    const { stdout } = await run('ps', ['-o', 'pid=,rss=', '-p', [...names.keys()].join(',')]).catch(() => ({ stdout: '' }));
    const lines = stdout.split('\n').map((line) => line.trim().split(/\s+/).map(Number));
    return Object.fromEntries(lines.flatMap(([pid = 0, kilobytes = 0]) => memoryOf(names.get(pid), kilobytes)));
  }

  private async sampleRedis(requests: number): Promise<void> {
    const info = await this.ground.redisAdmin.info('memory');
    const bytes = Number(/used_memory:(\d+)/.exec(info)?.[1]);
    if (bytes > 0) this.redisMemory.push({ requests, bytes });
  }
}

function memoryOf(name: string | undefined, kilobytes: number): [string, number][] {
  return name === undefined ? [] : [[name, Math.round((kilobytes / MB) * 10) / 10]];
}
