import { createDatabase, ensureTemplateDatabase, type TestDatabase, testPostgresUrl } from '@countersign/local-servers';
import { migrate } from '@countersign/persistence';

const TEMPLATE = 'worker_template';

/** An empty database of one's own; a copy, since the way of all migrations takes ten times as long. */
export async function migratedDatabase(): Promise<TestDatabase> {
  await ensureTemplateDatabase(testPostgresUrl(), TEMPLATE, async (url) => {
    await migrate(url);
  });
  return createDatabase(testPostgresUrl(), { template: TEMPLATE });
}
