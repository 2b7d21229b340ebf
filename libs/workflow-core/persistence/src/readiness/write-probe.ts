import { StoreUnavailableError } from '@countersign/engine';
import { DatabaseError } from 'pg';
import { token } from '@countersign/wiring';
import type { Database } from '../postgres/database';
import { sqlStateOf } from '../postgres/store-errors';

/** Whether PostgreSQL takes writes, for readiness. */
export interface WriteProbe {
  /** Why nothing can be written now, in words for operators and without anything secret. Undefined: writes succeed. Never rejects. */
  problem(): Promise<string | undefined>;
}

export const WRITE_PROBE = token<WriteProbe>('WriteProbe');

export const DATABASE_UNAVAILABLE = 'database unavailable';

/** How long an answer is given again, however many ask: a probe costs a flush to the disk. */
const FRESH_MS = 2_000;
/** Whoever asks hears after this long, also from a database that hangs. */
const PATIENCE_MS = 1_000;

/**
 * A message in the write-ahead log, which the commit flushes, and one new page on the disk: the table is emptied by each commit, so the next
 * row needs a page again. A table of the session's own leaves nothing behind and no row of it is anybody's.
 */
const PROBE = `
  select pg_logical_emit_message(true, 'countersign', 'ready?');
  create temporary table if not exists countersign_write_probe (page int) on commit delete rows;
  insert into countersign_write_probe values (1)`;

/** A database that forbids temporary tables is asked for the rest. */
const PROBE_WITHOUT_PAGE = `select pg_logical_emit_message(true, 'countersign', 'ready?') where not current_setting('transaction_read_only')::boolean`;

/** Whether a session that begins now may write. */
const NEWCOMER = `select where not current_setting('transaction_read_only')::boolean`;

/**
 * Asks by writing: a database that answers reads may be read-only, or its disk full. And asks in a new session: those of the pool keep what
 * they began with, while the pool needs new ones all the time.
 */
export class PgWriteProbe implements WriteProbe {
  private asking: Promise<string | undefined> | undefined;
  private last: { readonly at: number; readonly problem: string | undefined } | undefined;

  /** @param now milliseconds that only grow */
  constructor(
    private readonly database: Pick<Database, 'queryUnprepared' | 'queryInNewSession'>,
    private readonly now: () => number = () => performance.now(),
  ) {}

  async problem(): Promise<string | undefined> {
    if (this.last && this.now() - this.last.at < FRESH_MS) return this.last.problem;
    this.asking ??= this.ask();
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<string>((resolve) => {
      timer = setTimeout(resolve, PATIENCE_MS, DATABASE_UNAVAILABLE);
    });
    const answer = await Promise.race([this.asking, tooLate]);
    clearTimeout(timer);
    return answer;
  }

  private async ask(): Promise<string | undefined> {
    const [written, begun] = await Promise.all([this.write().catch(problemOf), this.beginSession().catch(newcomersProblem)]);
    const problem = written ?? begun;
    this.last = { at: this.now(), problem };
    this.asking = undefined;
    return problem;
  }

  private async beginSession(): Promise<undefined> {
    const mayWrite = await this.database.queryInNewSession(NEWCOMER);
    if (mayWrite.length === 0) throw new ReadOnlyError();
  }

  private async write(): Promise<undefined> {
    try {
      await this.database.queryUnprepared('write_probe', PROBE, []);
    } catch (error) {
      if (sqlStateOf(error) !== INSUFFICIENT_PRIVILEGE) throw error;
      const written = await this.database.queryUnprepared('write_probe', PROBE_WITHOUT_PAGE, []);
      if (written.length === 0) throw new ReadOnlyError();
    }
  }
}

class ReadOnlyError extends Error {}

/** None is free for one more session: those that there are go on. */
const TOO_MANY_SESSIONS = '53300';

const INSUFFICIENT_PRIVILEGE = '42501';
/** In a transaction that is read-only, and in a standby. */
const READ_ONLY: readonly string[] = ['25006', '55000'];
const DISK_FULL = '53100';

function problemOf(error: unknown): string {
  const state = sqlStateOf(error);
  if (error instanceof ReadOnlyError || READ_ONLY.includes(state)) return 'database takes no writes: it is read-only';
  if (state === DISK_FULL) return 'database takes no writes: its disk is full';
  const own = error instanceof StoreUnavailableError ? error.cause : error;
  return own instanceof DatabaseError && !state.startsWith('57') ? `database takes no writes: SQLSTATE ${state}` : DATABASE_UNAVAILABLE;
}

function newcomersProblem(error: unknown): string | undefined {
  const state = sqlStateOf(error);
  if (state === TOO_MANY_SESSIONS) return undefined;
  return /^(28|42501|55000|3D)/.test(state) ? `database refuses new sessions: SQLSTATE ${state}` : problemOf(error);
}
