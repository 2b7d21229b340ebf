import type { SealingKey } from '@countersign/config';
import type { ExecutionStore, NotificationStore } from '@countersign/engine';
import { createDatabase, ensureAppLogins, ensureTemplateDatabase, testPostgresUrl } from '@countersign/local-servers';
import { createLogger, type Logger } from '@countersign/observability';
import { Database, migrate, PgExecutionStore, PgNotificationStore } from '@countersign/persistence';
import type { FastifyAdapter, NestFastifyApplication } from '@nestjs/platform-fastify';
import { createGateway } from '../src/create-gateway';
import type { GatewayConfig } from '../src/gateway.config';
import { createFastifyAdapter } from '../src/platform/http/fastify-server';
import { agreeToActAtOnce } from './act-at-once';
import { authConfig, type TestPerson, tokenOf } from './tokens';

const TEMPLATE = 'gateway_template';

export interface Call {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly as?: TestPerson;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | number | undefined>>;
  readonly text: string;
  /** The parsed body; loosely typed, since tests look where they like. Empty for what is not JSON. */
  readonly json: Json;
}

export interface Json {
  readonly [key: string]: Json;
}

/** The text at this place of an answer; empty when nothing is there. */
export function textAt({ json }: Answer, ...path: readonly string[]): string {
  const found = path.reduce<unknown>((value, key) => (value as Json | undefined)?.[key], json);
  return typeof found === 'string' ? found : '';
}

/** The status, and the codes of an error. */
export function codesOf({ status, json }: Answer): number[] {
  const errors = json['errors'] as unknown as readonly { readonly code: number }[] | undefined;
  return [status, ...(errors ?? []).map(({ code }) => code)];
}

export interface TestGateway {
  readonly app: NestFastifyApplication;
  /** As the owner, who sees every org. */
  readonly databaseUrl: string;
  /** As a worker, with the rights of one. */
  readonly executions: ExecutionStore;
  readonly notifications: NotificationStore;
  call(call: Call): Promise<Answer>;
  /** One more gateway over the same database, as there are many; whoever starts it stops it. */
  beside(): Promise<NestFastifyApplication>;
  close(): Promise<void>;
}

/** The whole gateway in this process, on an empty database of its own. */
export async function startTestGateway(
  overrides: Partial<GatewayConfig> = {},
  adapter: FastifyAdapter = createFastifyAdapter(overrides),
  logger: Logger = createLogger({ name: 'api-gateway', level: 'silent' }),
): Promise<TestGateway> {
  await ensureTemplateDatabase(testPostgresUrl(), TEMPLATE, async (url) => {
    await migrate(url);
    await agreeToActAtOnce(url);
  });
  const database = await createDatabase(testPostgresUrl(), { template: TEMPLATE });
  const urls = await ensureAppLogins(database.url);
  const worker = new Database({ url: urls.worker, applicationName: 'test-worker', poolSize: 1, statementTimeoutMs: 10_000 });
  const config = { ...CONFIG, database: { url: urls.gateway, poolSize: 4, decisionPoolSize: 2 }, ...overrides };
  const app = await createGateway(config, logger, adapter);
  return {
    app,
    databaseUrl: database.url,
    executions: new PgExecutionStore(worker, { leaseMs: 12_000, leastLeftMs: 3_000 }),
    notifications: new PgNotificationStore(worker),
    call: (call) => inject(app, call),
    beside: () => createGateway(config, logger, createFastifyAdapter(overrides)),
    close: async () => {
      await app.close();
      await worker.close();
      await database.drop();
    },
  };
}

export const TEST_SEALING_KEY: SealingKey = { id: 'test', key: Buffer.alloc(32, 7) };

const CONFIG: GatewayConfig = {
  host: '127.0.0.1',
  port: 0,
  database: { url: '', poolSize: 4, decisionPoolSize: 2 },
  auth: authConfig,
  console: { folder: '/nowhere', signIn: { kind: 'paste' } },
  // A test calls as one person what many would.
  limits: { org: { write: undefined, read: undefined }, user: { write: undefined, read: undefined }, address: undefined },
  shedding: { loopDelayMs: 0, heapPercent: 0, calls: 0 },
  isProduction: false,
  allowLoopbackWebhooks: false,
  sealingKeys: [TEST_SEALING_KEY],
  logLevel: 'silent',
  prettyLog: false,
  drainMs: 0,
  shutdownMs: 2_000,
};

async function inject(app: NestFastifyApplication, { method = 'GET', url, as, body, headers = {} }: Call): Promise<Answer> {
  const orgId = as && Object.keys(as.orgs)[0];
  const answer = await app.inject({
    method,
    url,
    headers: {
      ...(as && { 'x-cap-ui-auth-token': await tokenOf(as) }),
      ...(orgId !== undefined && { 'x-cap-api-auth-org-id': orgId }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const isJson = String(answer.headers['content-type']).startsWith('application/json');
  return {
    status: answer.statusCode,
    headers: answer.headers,
    text: answer.body,
    json: isJson && answer.body !== '' ? (JSON.parse(answer.body) as Json) : {},
  };
}
