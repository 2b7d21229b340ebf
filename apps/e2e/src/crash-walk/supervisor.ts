import { waitFor } from '@countersign/local-servers';
import type { AppDeath, ChildApp, Stack } from '@countersign/local-stack';
import { HttpClient, jsonOf } from '../support/http';

/** Starts again what dies, as an operator's process manager does. */
export class Supervisor {
  private apps: readonly ChildApp[] = [];
  private workers: readonly HttpClient[] = [];
  private isOver = false;
  private reviving: Promise<void> = Promise.resolve();

  constructor(private readonly deadlineMs: number) {}

  watch({ gateway, workers, parts }: Stack): void {
    this.apps = [gateway, ...workers];
    this.workers = parts.workers.map(({ url }) => new HttpClient(url));
  }

  report({ app: name }: AppDeath): void {
    const dead = this.apps.find((app) => app.name === name);
    if (dead) this.reviving = this.reviving.then(() => this.revive(dead));
  }

  /** Resolves when everything runs, and every worker trusts the queue: while one does not, executions go past it. */
  async allWell(): Promise<void> {
    const { deadlineMs } = this;
    await waitFor(() => this.apps.every(({ isRunning }) => isRunning), { what: 'the dead to be started again', deadlineMs });
    await this.reviving;
    const trustQueue = async (): Promise<boolean> => (await Promise.all(this.workers.map(queueOf))).every((queue) => queue === 'up');
    await waitFor(trustQueue, { what: 'the workers to trust the queue', deadlineMs });
  }

  async stop(): Promise<void> {
    this.isOver = true;
    await this.reviving;
    await Promise.all(this.workers.map((worker) => worker.close()));
  }

  /** Until it stands: the next order may be carried out while it starts. */
  private async revive(app: ChildApp): Promise<void> {
    if (this.isOver) return;
    const start = (): Promise<true> => app.start().then(() => true);
    await waitFor(start, { what: `${app.name} to start again`, deadlineMs: this.deadlineMs }).catch(() => undefined);
  }
}

async function queueOf(worker: HttpClient): Promise<string> {
  return (jsonOf(await worker.call({ method: 'GET', path: '/health/ready' })) as { queue: string }).queue;
}
