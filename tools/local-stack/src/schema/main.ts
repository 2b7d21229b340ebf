import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describeSchema, removeTestFolder, startPostgres, testFolder } from '@countersign/local-servers';
import { Client } from 'pg';
import { checkout } from '../checkout';
import { migrate } from '../stack/migrate';

const SCHEMA = path.join(checkout, 'libs/workflow-core/persistence/schema.sql');

/** Writes down what the migrations make of an empty database. */
async function writeSchema(): Promise<void> {
  const folder = await testFolder();
  try {
    const server = await startPostgres({ dataDir: path.join(folder, 'postgres'), durable: false });
    await migrate(server.url, folder);
    const client = new Client({ connectionString: server.url });
    await client.connect();
    try {
      await writeFile(SCHEMA, await describeSchema(client));
    } finally {
      await client.end();
    }
  } finally {
    await removeTestFolder(folder);
  }
}

writeSchema().catch((error: unknown) => {
  process.stderr.write(`schema: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
