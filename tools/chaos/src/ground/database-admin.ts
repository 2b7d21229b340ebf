import { waitFor } from '@countersign/local-servers';
import { Client, escapeIdentifier } from 'pg';

const ANSWERS_MS = 60_000;
const NAME = 'chaos';

/** What is done to PostgreSQL from inside, past the proxy and as superuser. */
export class DatabaseAdmin {
  constructor(private readonly url: string) {}

  async untilAnswers(): Promise<void> {
    await waitFor(() => this.ask('select 1'), { what: 'PostgreSQL to answer', deadlineMs: ANSWERS_MS, every: 100 });
  }

  /** Ends every session but our own. */
  async terminateOthers(): Promise<void> {
    await this.ask(
      `select pg_terminate_backend(pid) from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`,
    );
  }

  /** Kills the process of one session the hard way, and gives its number. */
  async killOneBackend(): Promise<number> {
    const [pid] = await this.clientBackends();
    if (pid === undefined) throw new Error('There is no session to kill.');
    process.kill(pid, 'SIGKILL');
    return pid;
  }

  /** Locks a table in a session of its own; what is returned unlocks it. */
  async lock(table: string): Promise<() => Promise<void>> {
    const client = new Client({ connectionString: this.url, application_name: NAME });
    client.on('error', () => undefined);
    await client.connect();
    await client.query(`begin; lock table ${escapeIdentifier(table)} in access exclusive mode`);
    return () => client.end();
  }

  async setReadOnly(isReadOnly: boolean): Promise<void> {
    // A session of our own must still be able to take it back.
    const change = isReadOnly ? 'set default_transaction_read_only = on' : 'reset default_transaction_read_only';
    await this.ask(`alter system ${change}`);
    await this.ask('select pg_reload_conf()');
  }

  async ask(text: string, values: readonly unknown[] = []): Promise<Record<string, unknown>[]> {
    const client = new Client({
      connectionString: this.url,
      application_name: NAME,
      connectionTimeoutMillis: 5_000,
      query_timeout: 60_000,
    });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(text, [...values])).rows;
    } finally {
      await client.end();
    }
  }

  /** The processes of the apps' sessions. */
  private async clientBackends(): Promise<number[]> {
    const sessions = await this.ask(
      `select pid from pg_stat_activity where backend_type = 'client backend' and application_name <> $1 order by random()`,
      [NAME],
    );
    return sessions.map(({ pid }) => Number(pid));
  }
}
