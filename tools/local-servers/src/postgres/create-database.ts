import { randomBytes } from 'node:crypto';
import { Client, escapeIdentifier } from 'pg';

export interface TestDatabase {
  readonly name: string;
  /** As the admin URL, but to this database. */
  readonly url: string;
  /** Ends every session on it and removes it. */
  drop(): Promise<void>;
}

export interface DatabaseOptions {
  /** The database to copy; nobody may be connected to it. An empty database when not said. */
  readonly template?: string;
}

/** Makes a database with a name of its own on the server of `adminUrl`. */
export async function createDatabase(adminUrl: string, { template }: DatabaseOptions = {}): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  const source = template === undefined ? '' : ` TEMPLATE ${escapeIdentifier(template)}`;
  await withClient(adminUrl, (client) => client.query(`CREATE DATABASE ${escapeIdentifier(name)}${source}`));
  return { name, url: urlOf(adminUrl, name), drop: () => dropDatabase(adminUrl, name) };
}

/**
 * Makes the template once per server, however many test processes ask at the same time: `prepare` gets the URL of a new database, and
 * what it leaves there becomes `name`. A `prepare` that fails leaves nothing behind.
 */
export async function ensureTemplateDatabase(adminUrl: string, name: string, prepare: (url: string) => Promise<void>): Promise<void> {
  await withClient(adminUrl, async (client) => {
    await client.query('SELECT pg_advisory_lock(hashtext($1))', [`template ${name}`]);
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (rowCount !== 0) return;
    const draft = await createDatabase(adminUrl);
    try {
      await prepare(draft.url);
      await client.query(`ALTER DATABASE ${escapeIdentifier(draft.name)} RENAME TO ${escapeIdentifier(name)}`);
    } catch (error) {
      await draft.drop();
      throw error;
    }
  });
}

async function dropDatabase(adminUrl: string, name: string): Promise<void> {
  await withClient(adminUrl, (client) => client.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(name)} WITH (FORCE)`));
}

function urlOf(adminUrl: string, database: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  return url.toString();
}

async function withClient<T>(url: string, use: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
