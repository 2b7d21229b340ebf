import { setTimeout as pause } from 'node:timers/promises';
import type { Pool } from 'pg';
import { request } from 'undici';
import { z } from 'zod';
import type { Stack } from '../stack/stack';
import { askAtOnce, submitTemplates } from './accepted-requests';
import { MemorySamples, residentMegabytes } from './memory-samples';

const ORG = 603;
const CONFIGURATOR = { id: 700_004, name: 'configurator' };
const ROUNDS = 3;
const SAMPLE_MS = 50;
const LIMITS = { seconds: 30, megabytes: 512 };

/** Everything that a policy can have, so that nothing is left out of the judging. */
const DRAFT = {
  autoApproval: { mode: 'up-to', amount: 20 },
  bands: [
    { upTo: 60, levels: [{ grant: 'CanCheckRequest', checkers: 1 }] },
    { upTo: 90, levels: [{ grant: 'CanCheckRequest', checkers: 2 }] },
  ],
  dailyCaps: { maker: { requests: 30, amount: 1500 }, customer: { amount: 500 }, org: { requests: 600 } },
  duplicates: { sameCustomerPending: 'warn' },
  config: { upperCap: 95 },
};

/** Days, makers, points and ends as a month of work would have them. Past every trigger: the past is not to be journaled. */
const SPREAD = `
  update request set created_at = now() - random() * interval '29 days', requester_id = 700100 + floor(random() * 20),
         amount = 1 + floor(random() * 100), state = case when random() < 0.5 then 'withdrawn' else 'pending' end
   where org_id = ${ORG};
  update request set ended_at = created_at + random() * interval '2 days' where org_id = ${ORG} and state = 'withdrawn';`;

const answerSchema = z.object({
  data: z.looseObject({ submissions: z.int(), flipped: z.int(), notReproduced: z.array(z.string()) }),
});

export interface SimulationOptions {
  readonly requests: number;
  readonly tell: (line: string) => void;
}

/** Judges a month of requests by a draft, several times; true when all were judged, none too late and in bounds of memory. */
export async function simulationCheck(stack: Stack, database: Pool, { requests, tell }: SimulationOptions): Promise<boolean> {
  await submitTemplates(stack, ORG);
  await askAtOnce(database, ORG, requests);
  await spread(database);
  const { rows } = await database.query<{ stored: number }>('select count(*)::int as stored from request where org_id = $1', [ORG]);
  const expected = Math.min(rows[0]?.stored ?? 0, 20_000);
  const headers = await headersOf(stack);
  const before = await residentMegabytes(stack.gateway.pid ?? 0);
  const memory = new MemorySamples('gateway');
  let isWell = true;
  for (let round = 1; round <= ROUNDS; round++) {
    const startedAt = performance.now();
    const simulated = simulate(stack, headers);
    const longest = await watchWhile(simulated, stack, headers, memory);
    const { submissions, flipped, notReproduced } = (await simulated).data;
    const seconds = (performance.now() - startedAt) / 1_000;
    tell(
      `${submissions} submissions, ${flipped} judged otherwise: ${seconds.toFixed(1)} s; a read beside it took ${longest.toFixed(0)} ms at most`,
    );
    if (notReproduced.length > 0) tell(`${notReproduced.length} verdicts were not reached again`);
    isWell &&= submissions === expected && notReproduced.length === 0 && seconds < LIMITS.seconds;
  }
  tell(`gateway: ${before.toFixed(0)} MB before, ${memory.peak.toFixed(0)} MB at most`);
  return isWell && memory.peak < LIMITS.megabytes;
}

async function spread(database: Pool): Promise<void> {
  const client = await database.connect();
  try {
    await client.query('set session_replication_role = replica');
    await client.query(SPREAD);
    await client.query('reset session_replication_role');
    await client.query('vacuum (analyze) request');
  } finally {
    client.release();
  }
}

async function headersOf(stack: Stack): Promise<Record<string, string>> {
  const token = await stack.token(CONFIGURATOR, ORG, ['CanConfigureWorkflows']);
  return { authorization: `Bearer ${token}`, 'x-cap-api-auth-org-id': String(ORG), 'content-type': 'application/json' };
}

async function simulate(stack: Stack, headers: Record<string, string>) {
  const body = JSON.stringify({ days: 31, limit: 500, policy: DRAFT });
  const answer = await request(`${stack.gatewayUrl}/policies/GOODWILL-POINTS/simulate`, { method: 'POST', headers, body });
  return answerSchema.parse(await answer.body.json());
}

/** Milliseconds of the slowest of the small reads that are made one after the other until the simulation has ended. */
async function watchWhile(work: Promise<unknown>, stack: Stack, headers: Record<string, string>, memory: MemorySamples): Promise<number> {
  const over = new AbortController();
  const ended = work.finally(() => over.abort());
  let longest = 0;
  while (!over.signal.aborted) {
    const startedAt = performance.now();
    const { body } = await request(`${stack.gatewayUrl}/policies/GOODWILL-POINTS`, { headers });
    await body.dump();
    longest = Math.max(longest, performance.now() - startedAt);
    memory.add(startedAt / 1_000, await residentMegabytes(stack.gateway.pid ?? 0));
    await Promise.race([pause(SAMPLE_MS), ended]);
  }
  return longest;
}
