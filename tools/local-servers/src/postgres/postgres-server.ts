import { isPortFree } from '../network/free-port';
import { LocalServerError } from '../local-server-error';
import { childrenOf, isProcessAlive } from '../processes/process-state';
import { waitFor } from '../waiting/wait-for';
import type { Postmaster, PostmasterControl, StopMode } from './postmaster';
import { findPostmaster, startPostmaster, stopPostmaster } from './postmaster';

/** A running PostgreSQL. It outlives the process that started it, until somebody stops it. */
export class PostgresServer {
  readonly host = '127.0.0.1';

  constructor(
    private readonly control: PostmasterControl,
    private readonly password: string,
    private postmaster: Postmaster,
    /** Whether an earlier, killed run had left it running. */
    readonly adopted: boolean,
  ) {}

  /** For the superuser, to the database `postgres`; the password is in it. Stays the same over `restart` and `crash`. */
  get url(): string {
    return `postgresql://postgres:${this.password}@${this.host}:${String(this.port)}/postgres`;
  }

  get port(): number {
    return this.postmaster.port;
  }

  /** The first process of the server; of its last run when it is stopped. */
  get pid(): number {
    return this.postmaster.pid;
  }

  get version(): string {
    return this.control.programs.version;
  }

  /** Where the data really is: not the wished folder when the server's account cannot reach that one. */
  get dataDir(): string {
    return this.control.place.folder;
  }

  get logFile(): string {
    return this.control.place.log;
  }

  /** Ends all sessions and stops, paused or not; nothing happens when it is stopped already. */
  async stop(mode: StopMode = 'fast'): Promise<void> {
    const running = await findPostmaster(this.control.place);
    if (!running) return;
    await this.resume();
    await stopPostmaster(this.control, mode);
    // pg_ctl goes by the lock file, which the server removes shortly before it ends.
    await waitFor(() => !isProcessAlive(running.pid), { what: 'PostgreSQL to end' });
  }

  /** Stops as a power cut would: no checkpoint, open transactions lost, recovery from the log at the next start. */
  async crash(): Promise<void> {
    await this.stop('immediate');
  }

  /** Freezes every process of the server: connections stay open and nobody answers, as on a machine that swaps. */
  async pause(): Promise<void> {
    // The one that forks stops first: no child comes up unseen.
    process.kill(this.pid, 'SIGSTOP');
    signalAll(await childrenOf(this.pid), 'SIGSTOP');
  }

  /** Ends a pause; nothing happens without one. */
  async resume(): Promise<void> {
    signalAll([...(await childrenOf(this.pid)), this.pid], 'SIGCONT');
  }

  /**
   * Starts again on the same port and settings, after stopping if need be.
   *
   * @throws LocalServerError `port_in_use` when another program took the port while the server was down.
   */
  async restart(): Promise<void> {
    await this.stop();
    if (!(await isPortFree(this.port))) {
      throw new LocalServerError('port_in_use', `Port ${String(this.port)} was taken by another program while PostgreSQL was down.`);
    }
    this.postmaster = await startPostmaster(this.control, this.port);
  }
}

/** One that has ended meanwhile is fine. */
function signalAll(pids: readonly number[], signal: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}
