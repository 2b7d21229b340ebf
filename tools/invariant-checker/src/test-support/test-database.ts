import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createDatabase, ensureTemplateDatabase, type TestDatabase, testPostgresUrl } from '@countersign/local-servers';
import { Client } from 'pg';

const MIGRATIONS = path.resolve(__dirname, '../../../../libs/workflow-core/persistence/migrations');
/** A database with the product's tables, made by the product's own migrations. */
export async function migratedDatabase(): Promise<TestDatabase> {
  const migrations = readdirSync(MIGRATIONS)
    .sort()
    .map((name) => readFileSync(path.join(MIGRATIONS, name), 'utf8'));
  const template = `invariant_checker_${createHash('sha256').update(migrations.join('\n')).digest('hex').slice(0, 12)}`;
  await ensureTemplateDatabase(testPostgresUrl(), template, async (url) => {
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      for (const sql of migrations) await client.query(sql);
    } finally {
      await client.end();
    }
  });
  return createDatabase(testPostgresUrl(), { template });
}
