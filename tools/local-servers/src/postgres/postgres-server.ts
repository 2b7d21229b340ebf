import { isPortFree } from '../network/free-port';
import { LocalServerError } from '../local-server-error';
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

  /** Ends all sessions and stops; nothing happens when it is stopped already. */
  async stop(mode: StopMode = 'fast'): Promise<void> {
    if (await findPostmaster(this.control.place)) await stopPostmaster(this.control, mode);
  }

  /** Stops as a power cut would: no checkpoint, open transactions lost, recovery from the log at the next start. */
  async crash(): Promise<void> {
    await this.stop('immediate');
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
