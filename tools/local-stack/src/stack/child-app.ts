import { setTimeout as pause } from 'node:timers/promises';
import { checkout } from '../checkout';
import { type AppProcess, describeEnd, type ProcessEnd, spawnApp } from './app-process';
import { type Environment, environmentOf, plainEnvironment } from './environment';
import { logTail } from './app-log';
import { untilReady } from './ready';
import { StackError, StartCalledOff } from './stack-error';

export interface AppOptions {
  readonly name: string;
  /** The built main module of the app. */
  readonly entry: string;
  /** All settings of the app; of our own environment it gets nothing but PATH and the like. */
  readonly env: Environment;
  /** Both streams are added to the end of it. */
  readonly logFile: string;
  /** Answers 2xx when the app can serve. */
  readonly readyUrl: string;
  /** Milliseconds until it must be ready; 90 000 when not said. */
  readonly readyMs?: number;
  /** Milliseconds that it may take to stop before it is killed; 12 000 when not said. */
  readonly stopMs?: number;
  /** Calls the start off. */
  readonly signal?: AbortSignal;
  /** Told when the app ends after it was ready and nobody asked it to. */
  readonly onDeath?: (death: AppDeath) => void;
}

/** An app that ended by itself. */
export interface AppDeath {
  readonly app: string;
  /** One sentence. */
  readonly message: string;
  readonly logTail: readonly string[];
}

const READY_MS = 90_000;
const STOP_MS = 12_000;

/** Starts a built app as a process of its own and waits until it is ready. @throws StackError with the end of its log */
export async function startApp(options: AppOptions): Promise<ChildApp> {
  const app = new ChildApp(options);
  await app.start();
  return app;
}

/** A built app in a process of its own. Ends with us, even when we are killed. */
export class ChildApp {
  private run: AppProcess | undefined;
  /** The run that was asked to end. */
  private endingRun: AppProcess | undefined;

  constructor(private readonly options: AppOptions) {}

  get name(): string {
    return this.options.name;
  }

  get logFile(): string {
    return this.options.logFile;
  }

  /** Of the last run. */
  get pid(): number | undefined {
    return this.run?.child.pid;
  }

  get isRunning(): boolean {
    const child = this.run?.child;
    return child?.pid !== undefined && child.exitCode === null && child.signalCode === null;
  }

  /** Nothing happens when it runs. @throws StackError with the end of its log */
  async start(): Promise<void> {
    if (this.isRunning) return;
    const { entry, env, logFile } = this.options;
    const run = spawnApp(entry, checkout, environmentOf(plainEnvironment(), env), logFile);
    this.run = run;
    await this.becomeReady(run);
    void run.ended.then((end) => this.tellDeath(run, end));
  }

  /** Asks it to stop, and kills it when that takes too long; says which it was. */
  async stop(): Promise<'stopped' | 'killed'> {
    const run = this.run;
    if (!run || !this.isRunning) return 'stopped';
    this.send(run, 'SIGTERM');
    const timer = new AbortController();
    const tooLate = pause(this.options.stopMs ?? STOP_MS, 'late' as const, { signal: timer.signal }).catch(() => 'late' as const);
    const first = await Promise.race([run.ended, tooLate]);
    timer.abort();
    if (first !== 'late') return 'stopped';
    await this.kill();
    return 'killed';
  }

  /** Ends it at once, as a crash would. */
  async kill(): Promise<void> {
    const run = this.run;
    if (!run || !this.isRunning) return;
    this.send(run, 'SIGKILL');
    await run.ended;
  }

  /** Starts it again with the same settings, after stopping if need be. */
  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  /** Freezes the process: its connections stay open and nothing moves, as on a machine that swaps. */
  pause(): void {
    this.run?.child.kill('SIGSTOP');
  }

  resume(): void {
    this.run?.child.kill('SIGCONT');
  }

  private async becomeReady(run: AppProcess): Promise<void> {
    const { name, readyUrl, readyMs = READY_MS, signal } = this.options;
    const deadline = performance.now() + readyMs;
    let end: ProcessEnd | undefined;
    void run.ended.then((ended) => (end = ended));
    const isReady = await untilReady(readyUrl, () => end !== undefined || signal?.aborted === true || performance.now() > deadline);
    // Another program may answer on the port of an app that has just failed to bind it.
    if (isReady && !end) return;
    const what = end ? `${describeEnd(end)} while it started` : `was not ready within ${readyMs / 1000} s`;
    await this.kill();
    if (signal?.aborted) throw new StartCalledOff();
    throw new StackError(`${name} ${what}; its log is ${this.logFile}.`, await logTail(this.logFile, run.logStart));
  }

  private send(run: AppProcess, signal: NodeJS.Signals): void {
    this.endingRun = run;
    run.child.kill(signal);
  }

  private async tellDeath(run: AppProcess, end: ProcessEnd): Promise<void> {
    if (this.endingRun === run) return;
    const lines = await logTail(this.logFile, run.logStart);
    this.options.onDeath?.({ app: this.name, message: `${this.name} ${describeEnd(end)}; its log is ${this.logFile}.`, logTail: lines });
  }
}
