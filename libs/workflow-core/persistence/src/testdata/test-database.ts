import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createDatabase, ensureTemplateDatabase, testPostgresUrl } from '@countersign/local-servers';
import { PgExecutionStore } from '../executions/pg-execution-store';
import { migrate } from '../migrations/migrate';
import { PgNotificationStore } from '../notifications/pg-notification-store';
import { PgOperationsStore } from '../operations/pg-operations-store';
import { PgOperatorJournal } from '../operations/pg-operator-journal';
import { PgPauseStore } from '../operations/pg-pause-store';
import { Database, type DatabaseOptions } from '../postgres/database';
import { PgRequestStore } from '../requests/pg-request-store';
import { PgDeliveryStore } from '../webhooks/pg-delivery-store';
import { PgEndpointStore } from '../webhooks/pg-endpoint-store';

const MIGRATIONS = join(__dirname, '..', '..', 'migrations');

/** One process's view of the store: a pool of its own and the stores over it. */
export interface TestGateway {
  readonly database: Database;
  readonly requests: PgRequestStore;
  readonly executions: PgExecutionStore;
  readonly operations: PgOperationsStore;
  readonly pauses: PgPauseStore;
  readonly journal: PgOperatorJournal;
  readonly endpoints: PgEndpointStore;
  readonly deliveries: PgDeliveryStore;
  readonly notifications: PgNotificationStore;
  /** Names of the statements sent since the last look, hints left out. */
  statements(): string[];
}

/** A migrated database of one spec. */
export interface TestStore extends TestGateway {
  readonly url: string;
  /** Another pool over the same database, as another process would have. */
  gateway(options?: Partial<DatabaseOptions>): TestGateway;
  /** SQL past all stores. */
  sql<Row extends object>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  drop(): Promise<void>;
}

export const LEASE = { leaseMs: 12_000, leastLeftMs: 3_000 };

/** Copies a database that was migrated once per test run. */
export async function testStore(): Promise<TestStore> {
  const template = templateName();
  await ensureTemplateDatabase(testPostgresUrl(), template, async (url) => {
    await migrate(url);
  });
  const { url, drop } = await createDatabase(testPostgresUrl(), { template });
  const opened: Database[] = [];
  const gateway = (options: Partial<DatabaseOptions> = {}): TestGateway => {
    const own = openGateway({ url, applicationName: 'persistence-spec', poolSize: 4, statementTimeoutMs: 10_000, ...options });
    opened.push(own.database);
    return own;
  };
  const first = gateway();
  // Filling tables takes its time on a busy machine.
  const plain = gateway({ applicationName: 'persistence-spec-sql', statementTimeoutMs: 120_000 });
  return {
    ...first,
    url,
    gateway,
    sql: async <Row extends object>(text: string, values: readonly unknown[] = []) =>
      (await plain.database.pool.query<Row>(text, [...values])).rows,
    drop: async () => {
      await Promise.all(opened.map((database) => database.close()));
      await drop();
    },
  };
}

/** Says what it holds: a server that outlives a test run must not give yesterday's tables. */
function templateName(): string {
  const hash = createHash('sha256');
  for (const file of readdirSync(MIGRATIONS).sort()) hash.update(readFileSync(join(MIGRATIONS, file)));
  return `persistence_${hash.digest('hex').slice(0, 16)}`;
}

function openGateway(options: DatabaseOptions): TestGateway {
  const names: string[] = [];
  const database = new Database({ ...options, onStatement: (name) => names.push(name) });
  const silent = { signal: () => undefined, listen: () => () => undefined };
  return {
    database,
    requests: new PgRequestStore(database, silent),
    executions: new PgExecutionStore(database, LEASE),
    operations: new PgOperationsStore(database, silent),
    pauses: new PgPauseStore(database),
    journal: new PgOperatorJournal(database),
    endpoints: new PgEndpointStore(database),
    deliveries: new PgDeliveryStore(database),
    notifications: new PgNotificationStore(database),
    statements: () => names.splice(0).filter((name) => name !== 'notify'),
  };
}
