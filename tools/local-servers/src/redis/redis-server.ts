import { LocalServerError } from '../local-server-error';
import { isProcessAlive } from '../processes/process-state';
import { waitFor } from '../waiting/wait-for';
import type { RedisState } from './redis-state';

/** A running private Redis. It outlives the process that started it, until somebody stops it. */
export class RedisServer {
  constructor(
    private state: RedisState,
    private readonly relaunch: (port: number) => Promise<RedisState>,
    /** Whether an earlier, killed run had left it running. */
    readonly adopted: boolean,
  ) {}

  /** With the password in it. Stays the same over `restart`. */
  get url(): string {
    return `redis://:${this.state.password}@127.0.0.1:${String(this.port)}`;
  }

  get port(): number {
    return this.state.port;
  }

  /** The process of the server; of its last run when it is stopped. */
  get pid(): number {
    return this.state.pid;
  }

  /** Shuts down in order, writing out what is pending; nothing happens when it is stopped already. */
  async stop(): Promise<void> {
    this.resume();
    await this.end('SIGTERM');
  }

  /** Dies at once: up to a second of writes is lost, as when the machine stops. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** Freezes the process: connections stay open and nobody answers, as in a network partition. */
  pause(): void {
    this.signal('SIGSTOP');
  }

  /** Ends a pause. */
  resume(): void {
    this.signal('SIGCONT');
  }

  /** Starts again on the same port, with what was persisted, after stopping if need be. */
  async restart(): Promise<void> {
    await this.stop();
    this.state = await this.relaunch(this.port);
  }

  private async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    this.signal(signal);
    await waitFor(() => !isProcessAlive(this.pid), { what: 'Redis to stop', deadlineMs: 15_000 });
  }

  private signal(signal: NodeJS.Signals): void {
    if (!isProcessAlive(this.pid)) return;
    try {
      process.kill(this.pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ESRCH') return;
      throw new LocalServerError('stop_failed', `Redis (process ${String(this.pid)}) could not be sent ${signal}.`, { cause: error });
    }
  }
}
