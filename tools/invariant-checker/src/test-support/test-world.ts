import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestDatabase } from '@countersign/local-servers';
import { Client } from 'pg';
import { checkWorld, chosenFrom } from '../check-invariants';
import { EVIDENCE_FILES, type ReceiverFact, type RunFacts } from '../evidence/evidence';
import type { CheckReport } from '../report';
import { type Evidence, goodEvidence, RECEIVERS, triesOf } from './good-evidence';
import { deriveWorld, loadEvidence } from '../world/open-world';
import { ALL_STORIES } from './good-stories';
import { PUBLIC, requestIdOf, START, type Story, timeOfStep, timestamp } from './story';
import { policyRows, type Rows, rowsOf } from './story-rows';
import { migratedDatabase } from './test-database';

/** What a test does to a good world. */
export interface Forgery {
  readonly sql?: string;
  readonly evidence?: (evidence: Evidence) => void;
}

/** A world in which every invariant holds, which a test can spoil and find whole again. */
export class TestWorld {
  private run: RunFacts | undefined;

  private constructor(
    private readonly database: TestDatabase,
    private readonly client: Client,
  ) {}

  static async build(): Promise<TestWorld> {
    const database = await migratedDatabase();
    const client = new Client({ connectionString: database.url });
    await client.connect();
    await insert(client, { webhook_endpoint: Object.values(RECEIVERS).map(endpointRow), policy: policyRows() });
    for (const story of ALL_STORIES) await insert(client, rowsOf(story));
    for (const receiver of Object.values(RECEIVERS)) for (const story of ALL_STORIES) await insert(client, deliveryRows(receiver, story));
    await dropGuards(client);
    return new TestWorld(database, client);
  }

  get url(): string {
    return this.database.url;
  }

  /** What the checker says of the world with this done to it, in a transaction that is taken back. */
  async check({ sql, evidence }: Forgery = {}, only?: readonly string[]): Promise<CheckReport> {
    if (evidence) {
      const client = new Client({ connectionString: this.url });
      await client.connect();
      try {
        return await judged(client, await loaded(client, evidence), { sql, only });
      } finally {
        await client.end();
      }
    }
    // Evidence that nobody forged is loaded once: most checks forge rows alone.
    this.run ??= await loaded(this.client);
    return judged(this.client, this.run, { sql, only });
  }

  /** Names of all tables but those of the system. */
  async tables(): Promise<readonly string[]> {
    const { rows } = await this.client.query<{ name: string }>(
      "select format('%s.%s', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema') order by 1",
    );
    return rows.map(({ name }) => name);
  }

  /** Every column of a table that can be changed. */
  async columns(table: string): Promise<readonly { readonly name: string; readonly type: string }[]> {
    const { rows } = await this.client.query<{ name: string; type: string }>(
      `select column_name as name, data_type as type from information_schema.columns
        where table_schema = 'public' and table_name = $1 and is_identity = 'NO' order by ordinal_position`,
      [table],
    );
    return rows;
  }

  async drop(): Promise<void> {
    await this.client.end();
    await this.database.drop();
  }
}

function loaded(client: Client, forge?: Forgery['evidence']): Promise<RunFacts> {
  return inFolder(async (folder) => {
    await writeEvidence(folder, forge);
    return loadEvidence(client, folder);
  });
}

async function judged(
  client: Client,
  run: RunFacts,
  { sql, only }: { readonly sql: string | undefined; readonly only: readonly string[] | undefined },
): Promise<CheckReport> {
  await client.query('begin');
  try {
    if (sql !== undefined) await client.query(sql);
    return await checkWorld(await deriveWorld(client, run), chosenFrom(only));
  } finally {
    await client.query('rollback');
  }
}

export async function inFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), 'invariant-checker-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The checker must find without the database's own guards what they would not let in. */
async function dropGuards(client: Client): Promise<void> {
  const { rows } = await client.query<{ drop: string }>(`
    select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop
      from pg_constraint where connamespace = 'public'::regnamespace and contype in ('c', 'p', 'u')
    union all
    select format('drop index %s', i.indexrelid::regclass) from pg_index i join pg_class c on c.oid = i.indrelid
     where c.relnamespace = 'public'::regnamespace and i.indisunique
       and not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid)`);
  for (const { drop } of rows) await client.query(drop);
}

async function insert(client: Client, rows: Rows): Promise<void> {
  for (const [table, list] of Object.entries(rows)) {
    if (list.length === 0) continue;
    const columns = [...new Set(list.flatMap((row) => Object.keys(row)))].join(', ');
    await client.query(`insert into ${table} (${columns}) select ${columns} from json_populate_recordset(null::${table}, $1::json)`, [
      JSON.stringify(list),
    ]);
  }
}

function endpointRow({ endpointId, orgId, payload, secret }: ReceiverFact): object {
  return {
    org_id: orgId,
    endpoint_id: endpointId,
    name: endpointId,
    url: 'http://127.0.0.1:1/events',
    active: true,
    event_names: ['requestWorkflowEvent'],
    payload_format: payload,
    headers: {},
    secret,
    max_connections: 20,
    sla_seconds: 10,
    created_by: 1,
    created_at: new Date(START).toISOString(),
    updated_by: 1,
    updated_at: new Date(START).toISOString(),
  };
}

function deliveryRows(receiver: ReceiverFact, story: Story): Rows {
  if (story.org !== receiver.orgId) return {};
  const key = { org_id: story.org, endpoint_id: receiver.endpointId, request_id: requestIdOf(story) };
  const events = story.steps.map(({ to }, index) => ({ to, seq: index + 1 })).filter(({ to }) => PUBLIC.includes(to));
  const rows = events.map(({ seq }) => {
    const tries = triesOf(receiver, story, seq);
    const state = tries.length > 10 ? 'exhausted' : tries.at(-1) === 500 ? 'due' : 'delivered';
    const at = timestamp(timeOfStep(story, seq));
    const delivery = {
      ...key,
      seq,
      payload_format: receiver.payload,
      state,
      epoch: tries.length,
      attempts: tries.length,
      due_at: state === 'due' ? timestamp(900) : at,
      created_at: at,
      delivered_at: state === 'delivered' ? at : null,
    };
    const attempts = tries.map((answered, index) => ({
      ...key,
      seq,
      epoch: index + 1,
      class: answered === 200 || answered === 204 ? 'delivered' : 'refused',
      duration_ms: 5,
      at,
    }));
    return { delivery, attempts };
  });
  return { delivery: rows.map(({ delivery }) => delivery), attempt: rows.flatMap(({ attempts }) => attempts) };
}

export async function writeEvidence(folder: string, forge?: Forgery['evidence']): Promise<void> {
  const evidence = goodEvidence();
  forge?.(evidence);
  const { history, ledger, received, run } = evidence;
  const text = (lines: readonly object[]): string => lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  await mkdir(path.join(folder, EVIDENCE_FILES.receivers));
  await writeFile(path.join(folder, EVIDENCE_FILES.run), JSON.stringify(run));
  await writeFile(path.join(folder, EVIDENCE_FILES.history), text(history));
  await writeFile(path.join(folder, EVIDENCE_FILES.ledger), text(ledger));
  for (const [endpointId, lines] of Object.entries(received))
    await writeFile(path.join(folder, EVIDENCE_FILES.receivers, `${endpointId}.jsonl`), text(lines));
}
