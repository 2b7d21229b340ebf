import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Client } from 'pg';
import { EvidenceError } from '../evidence/evidence-error';
import { EVIDENCE_FILES, type RunFacts } from '../evidence/evidence';
import type { CheckOptions } from '../report';
import { loadHistory } from './load-history';
import { loadLedger } from './load-ledger';
import { loadReceivers } from './load-receivers';
import { DERIVED_TABLES, GATHERED_TABLES, SCRATCH_TABLES } from './scratch-tables';
import { ScratchWriter } from './scratch-writer';
import { type World, worldOver } from './world';

/**
 * Loads the evidence beside the database, lets `look` see both at one moment, and leaves nothing behind.
 * @throws EvidenceError when evidence cannot be read, or the role would not see every row
 */
export async function inWorld<T>(options: CheckOptions, look: (world: World) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: options.databaseUrl, application_name: 'invariant-checker' });
  await client.connect();
  try {
    await mustSeeEverything(client);
    const run = await loadEvidence(client, options.evidenceFolder);
    await client.query('begin isolation level repeatable read');
    return await look(await deriveWorld(client, run, outsideOf(options)));
  } finally {
    await client.end();
  }
}

/** Each query runs once, over everything: there is nothing to gain from compiling it, and much from memory. */
const SETTINGS = "set jit = off; set work_mem = '128MB'";

/** Fills the scratch tables of this session. */
export async function loadEvidence(client: Client, folder: string): Promise<RunFacts> {
  const run = await readRunFacts(folder);
  await client.query(SETTINGS);
  await client.query(SCRATCH_TABLES);
  await loadRun(client, run);
  await loadHistory(client, folder);
  await loadLedger(client, folder);
  await loadReceivers(client, folder, run);
  await client.query(GATHERED_TABLES);
  return run;
}

/** What can be looked at from now on. */
export async function deriveWorld(client: Client, run: RunFacts, outside?: Pick<World, 'redisUrl' | 'journal'>): Promise<World> {
  await client.query(DERIVED_TABLES);
  return worldOver(client, run, outside);
}

function outsideOf({ redisUrl, journal, databaseUrl }: CheckOptions): Pick<World, 'redisUrl' | 'journal'> {
  return { ...(redisUrl !== undefined && { redisUrl }), ...(journal && { journal: { ...journal, databaseUrl } }) };
}

async function readRunFacts(folder: string): Promise<RunFacts> {
  const file = path.join(folder, EVIDENCE_FILES.run);
  try {
    return JSON.parse(await readFile(file, 'utf8')) as RunFacts;
  } catch (cause) {
    throw new EvidenceError(`${file} cannot be read: without the facts of the run nothing can be checked.`, { cause });
  }
}

/** A role under row security would see no rows, and find nothing wrong with them. */
async function mustSeeEverything(client: Client): Promise<void> {
  const { rows } = await client.query<{ sees: boolean }>(
    'select rolsuper or rolbypassrls as sees from pg_roles where rolname = current_user',
  );
  if (rows[0]?.sees !== true) throw new EvidenceError('The checker needs a role that sees the rows of every org (superuser or bypassrls).');
}

async function loadRun(client: Client, run: RunFacts): Promise<void> {
  const tables: Readonly<Record<string, readonly object[]>> = {
    seen_run: [{ started_at: run.startedAt, healed_at: run.healedAt, ended_at: run.endedAt }],
    seen_fault: (run.faults ?? []).map(({ kind, target, startedAt, endedAt, orgIds }) => ({
      kind,
      target,
      started_at: startedAt,
      ended_at: endedAt,
      org_ids: orgIds,
    })),
    seen_marker: Object.entries(run.orgMarkers).map(([orgId, marker]) => ({ org_id: Number(orgId), marker })),
    seen_memory: run.redisMemory ?? [],
    seen_receiver: run.receivers.map(({ endpointId, orgId, payload, registeredAt }) => ({
      endpoint_id: endpointId,
      org_id: orgId,
      payload,
      registered_at: registeredAt,
    })),
  };
  for (const [table, rows] of Object.entries(tables)) {
    const writer = new ScratchWriter(client, table);
    for (const row of rows) await writer.add(row);
    await writer.flush();
  }
}
