import { createHash, createHmac } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Close, RequestStore } from '@countersign/engine';
import { type AppUrls, createDatabase, ensureAppLogins, ensureTemplateDatabase, testPostgresUrl } from '@countersign/local-servers';
import { PgConfigurationChangeStore } from '../configuration/pg-configuration-change-store';
import { PgExecutionStore } from '../executions/pg-execution-store';
import { PgApiClientStore } from '../identity/pg-api-client-store';
import { PgRevocationStore } from '../identity/pg-revocation-store';
import { migrate } from '../migrations/migrate';
import { PgNotificationStore } from '../notifications/pg-notification-store';
import { PgOperationsStore } from '../operations/pg-operations-store';
import { PgOperatorJournal } from '../operations/pg-operator-journal';
import { PgPauseStore } from '../operations/pg-pause-store';
import { Database, type DatabaseOptions, type Identifiers } from '../postgres/database';
import { PgRequestStore } from '../requests/pg-request-store';
import { PgDeliveryStore } from '../webhooks/pg-delivery-store';
import { PgEndpointStore } from '../webhooks/pg-endpoint-store';

const MIGRATIONS = join(__dirname, '..', '..', 'migrations');

/** A gateway's and a worker's view of the store: a pool each, under its own role, and over it the stores that it uses. */
export interface TestGateway {
  /** The gateway's. */
  readonly database: Database;
  readonly workerDatabase: Database;
  readonly requests: RequestStore;
  readonly executions: PgExecutionStore;
  readonly operations: PgOperationsStore;
  readonly pauses: PgPauseStore;
  readonly journal: PgOperatorJournal;
  readonly endpoints: PgEndpointStore;
  readonly clients: PgApiClientStore;
  readonly changes: PgConfigurationChangeStore;
  readonly revocations: PgRevocationStore;
  readonly deliveries: PgDeliveryStore;
  readonly notifications: PgNotificationStore;
  /** Names of the statements sent since the last look, hints left out. */
  statements(): string[];
}

/** A migrated database of one spec. */
export interface TestStore extends TestGateway {
  /** As the owner. */
  readonly url: string;
  readonly appUrls: AppUrls;
  /** Other pools over the same database, as other processes would have. */
  gateway(options?: Partial<DatabaseOptions>): TestGateway;
  /** SQL past all stores, as the owner. */
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
  const appUrls = await ensureAppLogins(url);
  const opened: Database[] = [];
  const gateway = (options: Partial<DatabaseOptions> = {}): TestGateway => {
    const own = openGateway(appUrls, { applicationName: 'persistence-spec', poolSize: 4, statementTimeoutMs: 10_000, ...options });
    opened.push(own.database, own.workerDatabase);
    return own;
  };
  const first = gateway();
  // Filling tables takes its time on a busy machine.
  const plain = new Database({ url, applicationName: 'persistence-spec-sql', poolSize: 4, statementTimeoutMs: 120_000 });
  opened.push(plain);
  return {
    ...first,
    url,
    appUrls,
    gateway,
    sql: async <Row extends object>(text: string, values: readonly unknown[] = []) => (await plain.pool.query<Row>(text, [...values])).rows,
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

/** As config's IdentifierHash, which this library does not know. */
export const IDENTIFIERS: Identifiers = {
  of: (orgId, identifier) => createHmac('sha256', 'a key of the tests').update(`${orgId}\n${identifier}`).digest('hex'),
};

type PoolOptions = Omit<DatabaseOptions, 'url'> & { readonly url?: string };

function openGateway(urls: AppUrls, options: PoolOptions): TestGateway {
  const names: string[] = [];
  const onStatement = (name: string): void => void names.push(name);
  const database = new Database({ url: urls.gateway, identifiers: IDENTIFIERS, ...options, onStatement });
  const workerDatabase = new Database({ url: urls.worker, ...options, onStatement });
  const silent = { signal: () => undefined, listen: () => () => undefined };
  return {
    database,
    workerDatabase,
    requests: dividedRequests(new PgRequestStore(database, silent), new PgRequestStore(workerDatabase, silent)),
    executions: new PgExecutionStore(workerDatabase, LEASE),
    operations: new PgOperationsStore(database, silent),
    pauses: new PgPauseStore(database),
    journal: new PgOperatorJournal(database),
    endpoints: new PgEndpointStore(database),
    clients: new PgApiClientStore(database),
    changes: new PgConfigurationChangeStore(database),
    revocations: new PgRevocationStore(database),
    deliveries: new PgDeliveryStore(workerDatabase),
    notifications: new PgNotificationStore(workerDatabase),
    statements: () => names.splice(0).filter((name) => name !== 'notify'),
  };
}

/** Time is the worker's business, everything else about requests the gateway's. */
function dividedRequests(ofGateway: RequestStore, ofWorker: RequestStore): RequestStore {
  return {
    submit: (request) => ofGateway.submit(request),
    read: (orgId, requestId) => ofGateway.read(orgId, requestId),
    refuse: (refused) => ofGateway.refuse(refused),
    close: (close: Close) => (close.action === 'expire' ? ofWorker : ofGateway).close(close),
    findSettled: (requests) => ofGateway.findSettled(requests),
    findExpired: (limit) => ofWorker.findExpired(limit),
  };
}
