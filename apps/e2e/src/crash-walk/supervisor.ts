import { waitFor } from '@countersign/local-servers';
import type { AppDeath, ChildApp, Stack } from '@countersign/local-stack';

/** Starts again what dies, as an operator's process manager does. */
export class Supervisor {
  private apps: readonly ChildApp[] = [];
  private isOver = false;
  private reviving: Promise<void> = Promise.resolve();

  constructor(private readonly deadlineMs: number) {}

  watch({ gateway, workers }: Stack): void {
    this.apps = [gateway, ...workers];
  }

  report({ app: name }: AppDeath): void {
    const dead = this.apps.find((app) => app.name === name);
    if (dead) this.reviving = this.reviving.then(() => this.revive(dead));
  }

  /** Resolves when everything runs. */
  async allAlive(): Promise<void> {
    await waitFor(() => this.apps.every(({ isRunning }) => isRunning), {
      what: 'the dead to be started again',
      deadlineMs: this.deadlineMs,
    });
    await this.reviving;
  }

  async stop(): Promise<void> {
    this.isOver = true;
    await this.reviving;
  }

  /** Until it stands: the next order may be carried out while it starts. */
  private async revive(app: ChildApp): Promise<void> {
    if (this.isOver) return;
    const start = (): Promise<true> => app.start().then(() => true);
    await waitFor(start, { what: `${app.name} to start again`, deadlineMs: this.deadlineMs }).catch(() => undefined);
  }
}
