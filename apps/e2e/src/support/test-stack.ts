import {
  createDatabase,
  ensureTemplateDatabase,
  removeTestFolder,
  type TestDatabase,
  testFolder,
  testPostgresUrl,
  waitFor,
} from '@countersign/local-servers';
import { migrate, type Stack, type StackOptions, startStack } from '@countersign/local-stack';
import { Client, Pool, type QueryResultRow } from 'pg';
import { HttpClient } from './http';
import { LoyaltySandbox } from './loyalty-sandbox';
import { TestOrg } from './test-org';

/** Rounds are short, so that tests which wait for a number of rounds do not wait for long; shorter ones would cost each idle stack a tenth of a core. */
const QUICK = { WORKER_POLL_MS: '200', WORKER_SWEEP_MS: '500' };
/** The database of a dead process's session must not be waited for by the next test. */
const POOL_SIZE = 4;
const TEMPLATE = 'e2e_template';

/** A whole running Countersign with a database of its own, and the keys to look behind it. */
export class TestStack {
  readonly loyalty: LoyaltySandbox;
  private readonly gateway: HttpClient;
  private lastOrg = 100;

  private constructor(
    readonly stack: Stack,
    private readonly database: TestDatabase,
    private readonly pool: Pool,
  ) {
    this.loyalty = new LoyaltySandbox(stack.sandboxUrl);
    this.gateway = new HttpClient(stack.gatewayUrl);
  }

  static async start({ env, ...options }: StackOptions = {}): Promise<TestStack> {
    const database = await migratedDatabase();
    await countFunctionCalls(database);
    try {
      const here = { databaseUrl: database.url, isMigrated: options.databaseUrl === undefined };
      const stack = await startStack({ ...here, ...options, env: { ...env, worker: { ...QUICK, ...env?.worker } } });
      const pool = new Pool({ connectionString: database.url, max: POOL_SIZE });
      pool.on('error', () => undefined);
      return new TestStack(stack, database, pool);
    } catch (error) {
      await database.drop();
      throw error;
    }
  }

  /** An org that no other test has; the sandbox gives it its own copy of all customers. */
  org(id = (this.lastOrg += 1)): TestOrg {
    return new TestOrg(this, this.gateway, id);
  }

  /** Asks the database as superuser, past every policy. */
  async sql<Row extends QueryResultRow>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    return (await this.pool.query<Row>(text, [...values])).rows;
  }

  /** Resolves when the workers have called this SQL function so many times more. */
  async rounds(functionName: string, count: number): Promise<void> {
    const calls = async (): Promise<number> => {
      const [row] = await this.sql<{ calls: string }>('select calls from pg_stat_user_functions where funcname = $1', [functionName]);
      return Number(row?.calls ?? 0);
    };
    const before = await calls();
    const what = `${count} calls of ${functionName}`;
    await waitFor(async () => (await calls()) >= before + count, { what, deadlineMs: 30_000, every: 100 });
  }

  /** @throws StackError when the stack has left traces of a customer: nothing that any test does may lead to that */
  async stop(): Promise<void> {
    try {
      await this.stack.stop();
    } finally {
      await Promise.all([this.loyalty.close(), this.gateway.close(), this.pool.end()]);
      await this.database.drop();
    }
  }
}

/** The whole way of migrations is walked once; every stack has a copy of where it leads. */
async function migratedDatabase(): Promise<TestDatabase> {
  const logs = await testFolder();
  try {
    await ensureTemplateDatabase(testPostgresUrl(), TEMPLATE, (url) => migrate(url, logs));
  } finally {
    await removeTestFolder(logs);
  }
  return createDatabase(testPostgresUrl(), { template: TEMPLATE });
}

async function countFunctionCalls({ name, url }: TestDatabase): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(`alter database "${name}" set track_functions = 'pl'`);
  await client.end();
}
