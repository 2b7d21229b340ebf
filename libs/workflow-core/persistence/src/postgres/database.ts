import { StoreUnavailableError } from '@countersign/engine';
import { Client, type ClientBase, Pool, type PoolConfig, type QueryConfig, type QueryResult, types } from 'pg';
import { TurnedAwayError, type WaitingRoom } from '../batching/waiting-room';
import { PREPARE_ENTERING, QueryWithinOrgs } from './query-within-orgs';
import { storeError } from './store-errors';

/** Sends statements. Errors of both: StoreUnavailableError when the database cannot be reached in time; the statement's fate is then open. */
export interface Statements {
  /** A statement that is prepared under its name, so that PostgreSQL parses it once per connection. */
  query<Row extends object>(name: string, text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** A statement of which there are too many forms to keep each prepared. */
  queryUnprepared<Row extends object>(name: string, text: string, values: readonly unknown[]): Promise<Row[]>;
}

/** Hashes what names a person, with a key that the database does not hold. */
export interface Identifiers {
  of(orgId: number, identifier: string): string;
}

export interface DatabaseOptions {
  readonly url: string;
  /** Shown in pg_stat_activity. */
  readonly applicationName: string;
  readonly poolSize: number;
  /** A statement that runs longer is cancelled. */
  readonly statementTimeoutMs: number;
  /** How many callers may wait for a connection, or for a batch to join; as many as come when not said. */
  readonly mostWaiting?: number;
  /** Told the name of each statement that is sent; for counting. */
  readonly onStatement?: (name: string) => void;
  /** Told of a connection that broke while idle. */
  readonly onIdleError?: (error: Error) => void;
  /** For whoever submits requests. */
  readonly identifiers?: Identifiers;
}

/** What the connections of a pool are doing. */
export interface ConnectionFigures {
  readonly most: number;
  readonly open: number;
  readonly busy: number;
  /** Statements that wait for a connection. */
  readonly waiting: number;
}

/** How long a caller waits for a free connection before it is told to come back. */
const CONNECT_TIMEOUT_MS = 2_000;
/** Plans live as long as their connection; those made on young tables should not live long. */
const CONNECTION_LIFETIME_S = 300;
/** How long a statement waits for a row that another one holds. */
const LOCK_TIMEOUT_MS = 1_000;

/**
 * Every statement here finds a few rows by an index. The planner must not think otherwise because a table was empty, or had no
 * statistics yet, when a plan was made: plans are kept per connection. Where a plan has no other way these settings forbid nothing.
 */
const PLANNER = ['enable_seqscan', 'enable_bitmapscan', 'enable_hashjoin', 'enable_mergejoin', 'jit']
  .map((setting) => `-c ${setting}=off`)
  .join(' ');

type TypeId = Parameters<typeof types.getTypeParser>[0];

/** Ids, counts and points are within JavaScript's safe integers or short decimals: the schemas saw to that. */
function parserFor(oid: TypeId, format?: 'text' | 'binary'): unknown {
  if (oid === types.builtins.INT8 || oid === types.builtins.NUMERIC) return Number;
  return format === 'binary' ? types.getTypeParser(oid, 'binary') : types.getTypeParser(oid, 'text');
}

/** The pool waits for what this returns before it hands a connection out; its own types do not say so. */
type WaitingPoolConfig = Omit<PoolConfig, 'onConnect'> & { readonly onConnect: (client: ClientBase) => Promise<void> };

async function prepareEntering(client: ClientBase): Promise<void> {
  await client.query(PREPARE_ENTERING);
}

/**
 * One pool, and what its errors mean. Statements sent by the database itself are in no org: as the gateway's role they see no row of any.
 */
export class Database implements Statements {
  readonly pool: Pool;
  private readonly config: WaitingPoolConfig;
  /** For batches of callers, which wait before their statement does. */
  readonly room: WaitingRoom | undefined;

  /** @throws where none were given: whoever counts customers needs them */
  get identifiers(): Identifiers {
    if (!this.options.identifiers) throw new Error('This database was opened without a key for identifiers.');
    return this.options.identifiers;
  }

  constructor(private readonly options: DatabaseOptions) {
    this.room = options.mostWaiting === undefined ? undefined : { most: options.mostWaiting, longestMs: CONNECT_TIMEOUT_MS };
    this.config = {
      connectionString: options.url,
      application_name: options.applicationName,
      max: options.poolSize,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      statement_timeout: options.statementTimeoutMs,
      // A server that hangs answers no cancel either: give the connection up soon after the statement's own time.
      query_timeout: options.statementTimeoutMs + 1_000,
      lock_timeout: LOCK_TIMEOUT_MS,
      idle_in_transaction_session_timeout: 5_000,
      maxLifetimeSeconds: CONNECTION_LIFETIME_S,
      keepAlive: true,
      options: PLANNER,
      types: { getTypeParser: parserFor as typeof types.getTypeParser },
      onConnect: prepareEntering,
    };
    this.pool = new Pool(this.config);
    this.pool.on('error', (error) => options.onIdleError?.(error));
  }

  query<Row extends object>(name: string, text: string, values: readonly unknown[] = []): Promise<Row[]> {
    return this.send<Row>(name, { name, text, values: [...values] });
  }

  queryUnprepared<Row extends object>(name: string, text: string, values: readonly unknown[]): Promise<Row[]> {
    return this.send<Row>(name, { text, values: [...values] });
  }

  /**
   * A statement in a session that begins with it and ends with it: those of the pool keep what they began with, such as the settings of the
   * role and the right to log in.
   */
  async queryInNewSession<Row extends object>(text: string): Promise<Row[]> {
    const client = new Client(this.config);
    // A connection that breaks fails the statement; without a listener it would end the process as well.
    client.on('error', () => undefined);
    try {
      await client.connect();
      return (await client.query<Row>(text)).rows;
    } catch (error) {
      throw storeError(error);
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  /** Statements that may see the rows of these orgs, and write such rows; a batch names all of its orgs. One round trip each, as ever. */
  within(orgIds: Iterable<number>): Statements {
    const orgs = [...new Set(orgIds)];
    return {
      query: (name, text, values = []) => this.send(name, { name, text, values: [...values] }, orgs),
      queryUnprepared: (name, text, values) => this.send(name, { text, values: [...values] }, orgs),
    };
  }

  async ping(): Promise<void> {
    await this.query('ping', 'select 1');
  }

  /** Milliseconds by which PostgreSQL's clock is ahead of this process's, give or take half the time of the round trip. */
  async clockAheadMs(): Promise<number> {
    const askedAt = Date.now();
    const [row] = await this.query<{ at: Date }>('clock', 'select clock_timestamp() as at');
    if (!row) throw new Error('PostgreSQL did not tell the time.');
    return row.at.getTime() - (askedAt + Date.now()) / 2;
  }

  figures(): ConnectionFigures {
    const { totalCount: open, idleCount, waitingCount: waiting } = this.pool;
    return { most: this.options.poolSize, open, busy: open - idleCount, waiting };
  }

  close(): Promise<void> {
    return this.pool.end();
  }

  private async send<Row extends object>(name: string, statement: QueryConfig, orgIds?: readonly number[]): Promise<Row[]> {
    const { onStatement, mostWaiting } = this.options;
    if (mostWaiting !== undefined && this.pool.waitingCount >= mostWaiting)
      throw new StoreUnavailableError(new TurnedAwayError('too many wait already'));
    onStatement?.(name);
    try {
      if (orgIds === undefined) return (await this.pool.query<Row>(statement)).rows;
      // The pool promises the result of a query object too; its types know only of streams.
      return (await (this.pool.query(new QueryWithinOrgs(orgIds, statement)) as unknown as Promise<QueryResult<Row>>)).rows;
    } catch (error) {
      throw storeError(error);
    }
  }
}
