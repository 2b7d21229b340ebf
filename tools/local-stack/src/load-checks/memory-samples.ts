import { readFile } from 'node:fs/promises';
import type { Redis } from 'ioredis';

const MEGABYTE = 1024 * 1024;

/** Memory of one process or server over time, in megabytes. */
export class MemorySamples {
  private readonly samples: { readonly seconds: number; readonly megabytes: number }[] = [];

  constructor(readonly name: string) {}

  add(seconds: number, megabytes: number): void {
    this.samples.push({ seconds, megabytes });
  }

  get peak(): number {
    return Math.max(0, ...this.samples.map(({ megabytes }) => megabytes));
  }

  /** Megabytes per minute by least squares over the second half, when all has warmed up. */
  get slope(): number {
    const half = this.samples.slice(Math.floor(this.samples.length / 2));
    const meanOf = (of: (sample: (typeof half)[number]) => number): number => half.reduce((sum, one) => sum + of(one), 0) / half.length;
    const [time, size] = [meanOf(({ seconds }) => seconds), meanOf(({ megabytes }) => megabytes)];
    const spread = meanOf(({ seconds }) => (seconds - time) ** 2);
    return spread === 0 ? 0 : (60 * meanOf(({ seconds, megabytes }) => (seconds - time) * (megabytes - size))) / spread;
  }

  toString(): string {
    return `${this.name}: peak ${this.peak.toFixed(1)} MB, slope ${this.slope.toFixed(2)} MB/min over the second half`;
  }
}

export async function residentMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1024;
}

export async function redisMegabytes(redis: Redis): Promise<number> {
  return Number(/^used_memory:(\d+)/m.exec(await redis.info('memory'))?.[1] ?? 0) / MEGABYTE;
}
