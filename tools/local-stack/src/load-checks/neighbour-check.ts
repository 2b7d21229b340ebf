import { setTimeout as pause } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { Stack } from '../stack/stack';
import { acceptAtOnce, backlogOf, goodwill, submitTemplates } from './accepted-requests';

const QUIET_ORG = 601;
const NOISY_ORG = 602;
const MAKER = { id: 700_002, name: 'quiet maker' };
const CHECKER = { id: 700_003, name: 'quiet checker' };
const MOST_RATIO = 2;
const BETWEEN_MS = 250;
/** Before each half: what follows a start, or fifty thousand rows at once, is not the question either. */
const WARM_UP = 80;

export interface NeighbourOptions {
  readonly flood: number;
  /** Requests of the quiet org per half, four a second. */
  readonly samples: number;
  readonly tell: (line: string) => void;
}

/** One org sends four requests a second, first alone and then beside a flood; true when its 99th percentile at most doubles. */
export async function neighbourCheck(stack: Stack, database: Pool, { flood, samples, tell }: NeighbourOptions): Promise<boolean> {
  await submitTemplates(stack, NOISY_ORG);
  await atItsPace(stack, WARM_UP, 'warm-up');
  const alone = await times(database, await atItsPace(stack, samples, 'alone'));
  tell(`alone: ${told(alone)}`);
  await acceptAtOnce(database, NOISY_ORG, flood);
  // That was quicker than any gateway takes requests, and what PostgreSQL has to tidy up after it is not the question.
  await database.query('vacuum (analyze) request, transition, execution');
  await database.query('checkpoint');
  await atItsPace(stack, WARM_UP, 'warm-up beside');
  const before = await backlogOf(database);
  const startedAt = performance.now();
  const beside = await times(database, await atItsPace(stack, samples, 'beside'));
  const left = await backlogOf(database);
  const rate = ((before - left) * 1_000) / (performance.now() - startedAt);
  tell(`beside ${before} queued requests of another org, ${left} at the end, ${rate.toFixed(0)} a second: ${told(beside)}`);
  const ratio = percentile(beside, 0.99) / percentile(alone, 0.99);
  tell(`ratio: p50 ${(percentile(beside, 0.5) / percentile(alone, 0.5)).toFixed(2)}, p99 ${ratio.toFixed(2)}`);
  if (left === 0) tell('the flood was over before the quiet org was: take a larger one');
  return ratio <= MOST_RATIO && left > 0;
}

async function atItsPace(stack: Stack, count: number, name: string): Promise<string[]> {
  const client = stack.client(QUIET_ORG);
  const maker = await stack.token(MAKER, QUIET_ORG, ['CanMakeRequest']);
  const checker = await stack.token(CHECKER, QUIET_ORG, ['CanCheckRequest']);
  const sent: Promise<string>[] = [];
  for (let index = 0; index < count; index++) {
    sent.push(
      (async () => {
        const { requestId } = await client.submit(maker, goodwill((index % 50) + 1, `${name}-${index}`));
        await client.decide(checker, { type: 'GOODWILL-POINTS', requestId, decision: 'approved', comment: 'fine' });
        return requestId;
      })(),
    );
    await pause(BETWEEN_MS);
  }
  return Promise.all(sent);
}

/** Milliseconds from accepted to ended, by the database's clock. */
async function times(database: Pool, requestIds: readonly string[]): Promise<number[]> {
  const { rows } = await database.query<{ ms: number | null }>(
    `select (extract(epoch from r.ended_at - t.at) * 1000)::float8 as ms
       from request r join transition t on t.org_id = r.org_id and t.request_id = r.request_id and t.to_state = 'accepted'
      where r.org_id = $1 and r.request_id = any ($2)`,
    [QUIET_ORG, requestIds],
  );
  return rows.map(({ ms }) => ms ?? Number.POSITIVE_INFINITY).sort((one, other) => one - other);
}

function percentile(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

function told(sorted: readonly number[]): string {
  const [half, most, all] = [0.5, 0.99, 1].map((part) => percentile(sorted, part).toFixed(0));
  return `p50 ${half} ms, p99 ${most} ms, longest ${all} ms of ${sorted.length}`;
}
