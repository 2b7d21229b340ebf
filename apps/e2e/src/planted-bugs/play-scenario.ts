import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type CheckReport, EVIDENCE_FILES } from '@countersign/invariant-checker';
import { waitFor } from '@countersign/local-servers';
import { editDatabase, environmentWith, type PlantedBug } from '@countersign/planted-bugs';
import { EvidenceCollector } from '../support/evidence-collector';
import type { TestOrg } from '../support/test-org';
import { TestStack } from '../support/test-stack';
import type { Scenario, Stage } from './scenarios/scenario';

/** What several plays share: a loyalty system, whose orgs keep them apart, and a database of one Redis for each play under way. */
export interface Surroundings {
  readonly loyaltyBaseUrl: string;
  readonly redisUrl: string;
  readonly newOrgId: () => number;
}

export interface Play {
  readonly scenario: Scenario;
  /** Absent: the product as it is. */
  readonly bug?: PlantedBug;
}

export interface Played {
  readonly report: CheckReport;
  /** What was waited for in vain. */
  readonly missed: readonly string[];
}

/** Longer than anything takes when there is no bug, on a busy machine too. */
const LONG_MS = 60_000;
/** How long to wait for what a bug may keep from coming. */
const PATIENCE_MS = 20_000;
/** The checker calls something overdue after 30 seconds. */
const OVERDUE_MS = 35_000;

const QUIET = `
  select not exists (select from execution where lease_until is not null or due_at < 'infinity')
     and not exists (select from delivery where state = 'due') as quiet`;

/** Plays a scenario on a stack and a database of its own, and lets the checker judge what is left. */
export async function playScenario({ scenario, bug }: Play, { loyaltyBaseUrl, redisUrl, newOrgId }: Surroundings): Promise<Played> {
  const { env, ...options } = scenario.stack;
  const on = await TestStack.start({
    redis: redisUrl,
    loyaltyBaseUrl,
    ...options,
    env: { gateway: environmentWith(bug, 'gateway'), worker: { ...env?.worker, ...environmentWith(bug, 'worker') } },
  });
  const evidence = new EvidenceCollector(on);
  try {
    await editDatabase(bug?.edits ?? [], (text, values) => on.sql(text, values));
    const orgs: TestOrg[] = [];
    const newOrg = (): TestOrg => {
      const org = evidence.org(newOrgId());
      orgs.push(org);
      return org;
    };
    const missed: string[] = [];
    await scenario.play({ on, evidence, newOrg, ...waitsOn(on, patienceWith(bug), missed) });
    // Whatever a worker still puts away in Redis is put away.
    await Promise.all(on.stack.workers.map((worker) => worker.stop()));
    await keepLedger(on, evidence, orgs);
    return { report: await evidence.check(), missed };
  } finally {
    await on.stop();
    await evidence.remove();
  }
}

/** Whether a play with this bug has to wait until something is overdue. */
export function isLong({ violates }: PlantedBug): boolean {
  return violates.includes('I7');
}

function patienceWith(bug: PlantedBug | undefined): number {
  if (!bug) return LONG_MS;
  return isLong(bug) ? OVERDUE_MS : PATIENCE_MS;
}

function waitsOn(on: TestStack, patienceMs: number, missed: string[]): Pick<Stage, 'until' | 'quiet'> {
  const until: Stage['until'] = async (what, condition) => {
    await waitFor(condition, { what, deadlineMs: patienceMs, every: 50 }).catch(() => missed.push(what));
  };
  const isQuiet = async (): Promise<boolean> => (await on.sql<{ quiet: boolean }>(QUIET))[0]?.quiet === true;
  return { until, quiet: () => until('quiet', isQuiet) };
}

/** The list of effects, cut to the orgs of this play. */
async function keepLedger(on: TestStack, { folder }: EvidenceCollector, orgs: readonly TestOrg[]): Promise<void> {
  const effects = (await on.loyalty.effects()).filter(({ orgId }) => orgs.some(({ id }) => id === orgId));
  await writeFile(path.join(folder, EVIDENCE_FILES.ledger), effects.map((effect) => `${JSON.stringify(effect)}\n`).join(''));
}
