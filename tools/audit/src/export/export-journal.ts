import { createWriteStream, type WriteStream } from 'node:fs';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { Client } from 'pg';
import { BUNDLE_NAME, BUNDLE_VERSION, type BundleCount } from '../bundle';
import { CHECKPOINTS, HEADS, LEAVES, STANDINGS, UNSEALED } from './entries-sql';
import { requireAllRows } from './hidden-rows';
import { ROWS_BESIDE } from './rows-beside-sql';

export interface ExportOrder {
  /** As a role that may read the journal of the org, and nothing more. */
  readonly databaseUrl: string;
  readonly orgId: number;
  /** Written anew. Holds comments and reasons: keep it as you keep the database. */
  readonly file: string;
}

const PARTS = { leaves: LEAVES, checkpoints: CHECKPOINTS, unsealed: UNSEALED, standings: STANDINGS, beside: ROWS_BESIDE, heads: HEADS };
const PAGE = 2_000;

/**
 * Writes all that the database holds of an org's journal, as of one moment, into a bundle.
 * @throws HiddenRowsError
 */
export async function exportJournal({ databaseUrl, orgId, file }: ExportOrder): Promise<BundleCount> {
  const client = new Client({ connectionString: databaseUrl, application_name: 'countersign-audit' });
  await client.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    // Says for which org it reads, for roles that see one org at a time.
    await client.query(`select set_config('countersign.orgs', $1, true)`, [`{${orgId}}`]);
    await requireAllRows(client);
    return await copyJournal(client, orgId, file);
  } finally {
    await client.end();
  }
}

/** The same over an open transaction, as it sees the tables. */
export async function copyJournal(client: Client, orgId: number, file: string): Promise<BundleCount> {
  const out = createWriteStream(file, { mode: 0o600 });
  try {
    await write(out, JSON.stringify({ bundle: BUNDLE_NAME, version: BUNDLE_VERSION, org: orgId, exportedAt: new Date() }));
    const count = { leaves: 0, checkpoints: 0, unsealed: 0, standings: 0, beside: 0, heads: 0 };
    for (const [part, sql] of Object.entries(PARTS)) count[part as keyof BundleCount] = await copy(client, sql, orgId, out);
    await write(out, JSON.stringify({ end: count }));
    return count;
  } finally {
    out.end();
    await finished(out);
  }
}

/** By a cursor: a journal need not fit into memory. */
async function copy(client: Client, sql: string, orgId: number, out: WriteStream): Promise<number> {
  await client.query(`declare part no scroll cursor for ${sql.replaceAll('$1', String(orgId))}`);
  let count = 0;
  for (;;) {
    const { rows } = await client.query<{ line: string }>(`fetch ${PAGE} from part`);
    for (const { line } of rows) await write(out, JSON.stringify(withoutNulls(line)));
    count += rows.length;
    if (rows.length < PAGE) break;
  }
  await client.query('close part');
  return count;
}

/** On one line, and without what is absent; `fields` alone may be null: that entry is gone. */
function withoutNulls(line: string): unknown {
  const value = JSON.parse(line) as Readonly<Record<string, unknown>>;
  return Object.fromEntries(Object.entries(value).filter(([name, part]) => part !== null || name === 'fields'));
}

async function write(out: WriteStream, line: string): Promise<void> {
  if (!out.write(`${line}\n`)) await once(out, 'drain');
}
