import { request } from 'undici';
import { type Closers, STOP_ORDER } from './closers';
import { everythingInRedis, personalDataIn, personalDataInLogs } from './personal-data';
import type { StackApp } from './stack';
import { StackError } from './stack-error';

const PATIENCE_MS = 1_000;
const MOST_TOLD = 20;

/** Where a stack may leave traces of a customer. */
export interface LeakPlaces {
  /** Folder of the apps' logs. */
  readonly logs: string;
  /** Absent where it is not the stack's own. */
  readonly redisUrl?: string;
  readonly workers: () => readonly StackApp[];
}

/** Looks through what a stack leaves behind while it stops: nothing that anybody does may put a customer there. */
export class LeakWatch {
  private readonly found = new Set<string>();

  constructor(private readonly places: LeakPlaces) {}

  /** Each look comes when all has been written and is still there. */
  lookWhile(closers: Closers): void {
    closers.add({ name: 'the look at the metrics', rank: STOP_ORDER.metrics, stop: () => this.lookAtMetrics() });
    closers.add({ name: 'the look into Redis', rank: STOP_ORDER.queue, stop: () => this.lookIntoRedis() });
    closers.add({ name: 'the look into the logs', rank: STOP_ORDER.logs, stop: () => this.lookIntoLogs() });
  }

  /** @throws StackError when a customer was named anywhere */
  refuse(): void {
    if (this.found.size === 0) return;
    throw new StackError(['Personal data was written where none may be:', ...[...this.found].slice(0, MOST_TOLD)].join('\n'));
  }

  private async lookIntoLogs(): Promise<void> {
    this.keep(await personalDataInLogs(this.places.logs));
  }

  private async lookIntoRedis(): Promise<void> {
    const { redisUrl } = this.places;
    // One that was killed holds nothing any more.
    const everything = redisUrl === undefined ? '' : await everythingInRedis(redisUrl).catch(() => '');
    this.keep(personalDataIn(everything, 'Redis'));
  }

  private async lookAtMetrics(): Promise<void> {
    const pages = this.places.workers().map(async ({ app, metricsUrl }) => {
      const page = app.isRunning && metricsUrl !== undefined ? await pageOf(`${metricsUrl}/metrics`).catch(() => '') : '';
      this.keep(personalDataIn(page, `metrics of ${app.name}`));
    });
    await Promise.all(pages);
  }

  private keep(found: readonly string[]): void {
    for (const place of found) this.found.add(place);
  }
}

async function pageOf(url: string): Promise<string> {
  const { body } = await request(url, { reset: true, headersTimeout: PATIENCE_MS, bodyTimeout: PATIENCE_MS });
  return body.text();
}
