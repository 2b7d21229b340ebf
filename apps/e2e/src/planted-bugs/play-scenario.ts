import path from 'node:path';
import { type CheckReport, checkInvariants } from '@countersign/invariant-checker';
import { waitFor } from '@countersign/local-servers';
import { editDatabase, environmentWith, type PlantedBug } from '@countersign/planted-bugs';
import type { EvidenceOrg } from '../support/evidence-org';
import { EvidenceRun } from '../support/evidence-run';
import { TestStack } from '../support/test-stack';
import type { Scenario, Stage } from './scenarios/scenario';

/** What several plays share: a loyalty system, whose orgs keep them apart, and a database of one Redis for each play under way. */
export interface Surroundings {
  readonly loyaltyBaseUrl: string;
  readonly redisUrl: string;
  readonly evidenceFolder: string;
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

const QUIET = `
  select not exists (select from execution where lease_until is not null or due_at < 'infinity')
     and not exists (select from delivery where state = 'due') as quiet`;

/** Plays a scenario on a stack and a database of its own, and lets the checker judge what is left. */
export async function playScenario({ scenario, bug }: Play, around: Surroundings): Promise<Played> {
  const { redis = around.redisUrl, env } = scenario.stack;
  const on = await TestStack.start({
    ...scenario.stack,
    redis,
    loyaltyBaseUrl: around.loyaltyBaseUrl,
    env: { gateway: environmentWith(bug, 'gateway'), worker: { ...env?.worker, ...environmentWith(bug, 'worker') } },
  });
  try {
    await editDatabase(bug?.edits ?? [], (text, values) => on.sql(text, values));
    const run = new EvidenceRun(on, path.join(around.evidenceFolder, on.stack.databaseUrl.split('/').at(-1) ?? ''));
    const missed: string[] = [];
    const patienceMs = bug ? scenario.patienceMs : LONG_MS;
    const stage = stageOn(on, { patienceMs, missed, newOrg: () => run.org(around.newOrgId()) });
    await scenario.play(redis === 'none' ? stage : { ...stage, redisUrl: redis });
    await Promise.all([...on.stack.workers, on.stack.gateway].map((app) => app.kill()));
    await run.close();
    return { report: await checkInvariants({ databaseUrl: on.stack.databaseUrl, evidenceFolder: run.folder }), missed };
  } finally {
    await on.stop();
  }
}

interface Props {
  readonly patienceMs: number;
  readonly missed: string[];
  readonly newOrg: () => EvidenceOrg;
}

function stageOn(on: TestStack, { patienceMs, missed, newOrg }: Props): Stage {
  const until: Stage['until'] = async (what, condition) => {
    await waitFor(condition, { what, deadlineMs: patienceMs, every: 50 }).catch(() => missed.push(what));
  };
  const isQuiet = async (): Promise<boolean> => (await on.sql<{ quiet: boolean }>(QUIET))[0]?.quiet === true;
  return { on, newOrg, until, quiet: () => until('quiet', isQuiet) };
}
