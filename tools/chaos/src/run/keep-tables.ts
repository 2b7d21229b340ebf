import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Ground } from '../ground/ground';

const TABLES = ['request', 'decision', 'transition', 'execution', 'attempt', 'review', 'webhook_endpoint', 'delivery'] as const;

/** Writes down what the database holds, a line of JSON per row, for whoever looks into a run that failed. */
export async function keepTables({ database }: Ground, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const table of TABLES) {
    const rows = await database.ask(`select to_jsonb(t)::text as line from ${table} t`);
    await writeFile(path.join(folder, `${table}.jsonl`), rows.map(({ line }) => `${String(line)}\n`).join(''));
  }
}
