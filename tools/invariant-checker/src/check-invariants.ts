import { EvidenceError } from './evidence/evidence-error';
import { ALL_INVARIANTS } from './invariants/all-invariants';
import type { Invariant } from './invariants/invariant';
import type { CheckOptions, CheckReport, InvariantResult } from './report';
import { inWorld } from './world/open-world';
import type { World } from './world/world';

/**
 * Holds what a run left behind against every invariant.
 * @throws EvidenceError when evidence is missing or cannot be read: that is no finding, and no all-clear either
 */
export function checkInvariants(options: CheckOptions): Promise<CheckReport> {
  const chosen = chosenFrom(options.only);
  return inWorld(options, (world) => checkWorld(world, chosen));
}

/** Holds a world against these invariants. */
export async function checkWorld(world: World, chosen: readonly Invariant[]): Promise<CheckReport> {
  const invariants: InvariantResult[] = [];
  for (const one of chosen) invariants.push({ id: one.id, title: one.title, ...(await one.check(world)) });
  return { invariants, violations: invariants.flatMap(({ violations }) => violations), requests: await requestsOf(world) };
}

/** @throws EvidenceError for an id that no invariant has */
export function chosenFrom(only: readonly string[] | undefined): readonly Invariant[] {
  const unknown = only?.filter((id) => !ALL_INVARIANTS.some((one) => one.id === id)) ?? [];
  if (unknown.length > 0) throw new EvidenceError(`There is no invariant ${unknown.join(', ')}.`);
  return ALL_INVARIANTS.filter(({ id }) => only?.includes(id) ?? true);
}

async function requestsOf(world: World): Promise<CheckReport['requests']> {
  const rows = await world.rows<{ state: string; count: string; terminal: boolean }>(
    `select state, count(*) as count, state in ('approved', 'failed', 'rejected', 'withdrawn', 'expired') as terminal
       from request group by state order by state`,
  );
  const sum = (some: typeof rows): number => some.reduce((total, { count }) => total + Number(count), 0);
  return {
    submitted: sum(rows),
    terminal: sum(rows.filter(({ terminal }) => terminal)),
    byState: Object.fromEntries(rows.map(({ state, count }) => [state, Number(count)])),
  };
}
