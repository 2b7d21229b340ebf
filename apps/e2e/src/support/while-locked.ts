import { Client } from 'pg';

/** Holds the table as a rival would, for as long as `meanwhile` takes. */
export async function whileLocked<Result>(databaseUrl: string, table: string, meanwhile: () => Promise<Result>): Promise<Result> {
  const rival = new Client({ connectionString: databaseUrl });
  await rival.connect();
  try {
    await rival.query(`begin; lock table ${table} in access exclusive mode`);
    return await meanwhile();
  } finally {
    await rival.end();
  }
}
