import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from 'pg';
import { inOwnSession } from '../postgres/owner-session';
import { isDeadlock } from '../postgres/store-errors';

/** Serialises processes that migrate at once; any constant will do. */
const ADVISORY_LOCK = 720_391;
const MOST_TRIES = 5;

interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

/** An applied file was changed afterwards: forward only, so write a new one. */
export class ChangedMigrationError extends Error {
  constructor(name: string) {
    super(`Migration ${name} was changed after it was applied. Restore it and put the change into a new file.`);
    this.name = 'ChangedMigrationError';
  }
}

/** Brings the database to this version, each file in its own transaction. Returns the names that were applied now. */
export function migrate(url: string): Promise<readonly string[]> {
  return inOwnSession(url, 'countersign-migrate', async (client) => {
    await client.query('select pg_advisory_lock($1)', [ADVISORY_LOCK]);
    await client.query(
      'create table if not exists schema_migration (name text primary key, checksum text not null, applied_at timestamptz not null default now())',
    );
    return applyMissing(client);
  });
}

async function applyMissing(client: Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string; checksum: string }>('select name, checksum from schema_migration');
  const applied = new Map(rows.map(({ name, checksum }) => [name, checksum]));
  const now: string[] = [];
  for (const migration of readMigrations()) {
    const { name, checksum } = migration;
    const known = applied.get(name);
    if (known !== undefined && known !== checksum) throw new ChangedMigrationError(name);
    if (known !== undefined) continue;
    await apply(client, migration);
    now.push(name);
  }
  return now;
}

/** Apps that serve meanwhile may win a deadlock against a file: it has then done nothing, and is begun again. */
async function apply(client: Client, migration: Migration, tries = MOST_TRIES): Promise<void> {
  const { name, sql, checksum } = migration;
  await client.query('begin');
  try {
    await client.query(sql);
    await client.query('insert into schema_migration (name, checksum) values ($1, $2)', [name, checksum]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    if (!isDeadlock(error) || tries === 1) throw error;
    await apply(client, migration, tries - 1);
  }
}

/** The folder lies beside src and dist alike. */
function readMigrations(): readonly Migration[] {
  const folder = join(__dirname, '..', '..', 'migrations');
  return readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((name) => {
      const sql = readFileSync(join(folder, name), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    });
}
