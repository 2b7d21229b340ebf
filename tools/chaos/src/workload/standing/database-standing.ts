import { Pool } from 'pg';

const STATEMENT_MS = 5_000;
/** A request that ended longer ago than this is not going to be joined by another one. */
const SETTLED_MS = 180_000;

/** What has not come to its end. */
export interface Unfinished {
  readonly requests: number;
  readonly deliveries: number;
}

/** Counts in the database, cheaply enough for once a second: by narrow indexes, and each ended request a few times only. */
export class DatabaseStanding {
  /** Executions that have not ended, when last counted. */
  open = 0;
  private settled = 0;
  private settledUntil = new Date(0);
  private recent = 0;
  private readonly pool: Pool;

  constructor(
    databaseUrl: string,
    private readonly orgIds: readonly number[],
  ) {
    this.pool = new Pool({ connectionString: databaseUrl, max: 2, statement_timeout: STATEMENT_MS, connectionTimeoutMillis: STATEMENT_MS });
    this.pool.on('error', () => undefined);
  }

  /** Requests that have ended, when last counted. */
  get terminal(): number {
    return this.settled + this.recent;
  }

  /** Keeps the last counts while the database cannot be asked. */
  async count(): Promise<void> {
    try {
      const [counted] = await this.ask(
        `select now() as at,
                (select count(*)::int from execution) as open,
                (select count(*)::int from request where org_id = any ($1) and ended_at > $2) as recent`,
        [this.orgIds, this.settledUntil],
      );
      this.open = Number(counted?.['open']);
      this.recent = Number(counted?.['recent']);
      await this.settle(counted?.['at'] as Date);
    } catch {
      return;
    }
  }

  /** Undefined while the database cannot be asked. */
  async unfinished(): Promise<Unfinished | undefined> {
    try {
      const [row] = await this.ask(
        `select (select count(*)::int from request
                  where org_id = any ($1) and state in ('pending', 'accepted', 'needs_review')) as requests,
                (select count(*)::int from delivery where org_id = any ($1) and state in ('due', 'exhausted')) as deliveries`,
        [this.orgIds],
      );
      return { requests: Number(row?.['requests']), deliveries: Number(row?.['deliveries']) };
    } catch {
      return undefined;
    }
  }

  close(): Promise<void> {
    return this.pool.end();
  }

  private async settle(now: Date): Promise<void> {
    const until = new Date(now.getTime() - SETTLED_MS);
    if (until.getTime() < this.settledUntil.getTime() + SETTLED_MS) return;
    const [row] = await this.ask(
      'select count(*)::int as ended from request where org_id = any ($1) and ended_at > $2 and ended_at <= $3',
      [this.orgIds, this.settledUntil, until],
    );
    const ended = Number(row?.['ended']);
    this.settled += ended;
    this.recent -= ended;
    this.settledUntil = until;
  }

  private async ask(text: string, values: readonly unknown[]): Promise<readonly Record<string, unknown>[]> {
    return (await this.pool.query<Record<string, unknown>>(text, [...values])).rows;
  }
}
