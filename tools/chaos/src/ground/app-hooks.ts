import { existsSync, mkdirSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { waitFor } from '@countersign/local-servers';
import type { ChildApp, Environment } from '@countersign/local-stack';

/** What was built from `in-app/fault-hooks.ts`; this file lies equally deep in `src` and in `dist`. */
const PRELOAD = path.resolve(__dirname, '../../dist/in-app/fault-hooks.js');
const OBEYS_MS = 10_000;

/** Reaches into running apps: their clocks, their event loops. */
export class AppHooks {
  constructor(
    private readonly folder: string,
    /** Modules that the app loads before its own. */
    private readonly preloads: readonly string[] = [PRELOAD],
  ) {
    mkdirSync(folder, { recursive: true });
  }

  /** For every app that is to be reached. */
  get environment(): Environment {
    return { NODE_OPTIONS: this.preloads.map((file) => `--require "${file}"`).join(' '), CHAOS_HOOKS_FOLDER: this.folder };
  }

  /** From here on the app's clock is off by so much; 0 sets it right. Lasts as long as the process. */
  async shiftClock(app: ChildApp, skewMs: number): Promise<void> {
    await this.order(app, skewMs);
  }

  /** The app's only thread stands still until what is returned is called. */
  async blockEventLoop(app: ChildApp): Promise<() => Promise<void>> {
    const block = this.fileOf(app, 'block');
    await writeFile(block, '');
    await this.order(app, 0);
    return () => rm(block, { force: true });
  }

  private async order(app: ChildApp, skewMs: number): Promise<void> {
    const obeyed = this.fileOf(app, 'obeyed');
    await rm(obeyed, { force: true });
    await writeFile(this.fileOf(app, 'json'), JSON.stringify({ skewMs }));
    if (app.pid !== undefined) process.kill(app.pid, 'SIGUSR2');
    await waitFor(() => existsSync(obeyed), { what: `${app.name} to obey`, deadlineMs: OBEYS_MS });
  }

  private fileOf({ pid }: ChildApp, ending: string): string {
    return path.join(this.folder, `${pid ?? 0}.${ending}`);
  }
}
