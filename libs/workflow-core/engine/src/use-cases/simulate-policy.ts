import type { RequestType, RequestTypeRegistry } from '@countersign/contract';
import type { Actor } from '../domain/actor';
import { DraftRun, type Resubmitted } from '../domain/draft-run';
import { DEFAULT_POLICY, type Policy } from '../domain/policy';
import { judgeByPolicy, type PolicyVerdict } from '../domain/policy-verdict';
import { NOTHING_TALLIED, sameVerdict, tallied, type VerdictTally } from '../domain/verdict-tally';
import { WorkflowError } from '../domain/workflow-error';
import type { PastSubmission, PolicyHistory } from '../ports/policy-history';
import type { PolicySettings, PolicyStore } from '../ports/policy-store';
import { admitConfigurator } from './admit-configurator';
import { refuseProblems } from './policy-problems';
import { typeLimit } from './type-limit';

export interface SimulateCommand {
  readonly actor: Actor;
  readonly orgId: number;
  /** The type as the URL spells it. */
  readonly type: string;
  readonly draft: PolicySettings;
  /** How many days (UTC) back, today included. */
  readonly days: number;
  /** The most flipped submissions that are listed. */
  readonly mostFlips: number;
}

/** The same submissions under the policies that judged them, and under the draft. */
export interface Comparison {
  readonly recorded: VerdictTally;
  readonly draft: VerdictTally;
}

export interface Flip {
  readonly submission: PastSubmission;
  readonly to: PolicyVerdict;
}

export interface Simulation extends Comparison {
  readonly from: Date;
  readonly to: Date;
  readonly submissions: number;
  readonly truncated: boolean;
  /** By day (UTC), `YYYY-MM-DD`, ascending; days without submissions are left out. */
  readonly byDay: readonly (Comparison & { readonly day: string })[];
  /** How many the draft judges otherwise. */
  readonly flipped: number;
  /** The newest of them. */
  readonly flips: readonly Flip[];
  /** Submissions whose recorded verdict their own policy version does not give again: there should be none. */
  readonly notReproduced: readonly string[];
}

/** After so many submissions other callers get their turn. */
const AT_ONCE = 100;
const MOST_NOT_REPRODUCED = 100;

/** What a draft policy would have made of what was asked for in the last days. Writes nothing. One at a time per process. */
export class SimulatePolicy {
  private running = false;

  constructor(
    private readonly types: RequestTypeRegistry,
    private readonly policies: PolicyStore,
    private readonly history: PolicyHistory,
  ) {}

  async execute(command: SimulateCommand): Promise<Simulation> {
    const type = admitConfigurator(this.types, command.actor, command.orgId, command.type);
    refuseProblems(type, command.draft);
    if (this.running)
      throw new WorkflowError([{ kind: 'unavailable', message: 'Another simulation is under way; try again when it has ended.' }], 2);
    this.running = true;
    try {
      return await this.simulate(type, command);
    } finally {
      this.running = false;
    }
  }

  private async simulate(type: RequestType, { actor, orgId, draft, days, mostFlips }: SimulateCommand): Promise<Simulation> {
    const [versions, past] = await Promise.all([this.policies.findVersions(orgId, type.key), this.history.read(orgId, type.key, days)]);
    const books = new Map<number, Policy>([[0, DEFAULT_POLICY], ...versions.map((policy) => [policy.version, policy] as const)]);
    const drafted: Policy = { version: 0, ...draft };
    const run = new DraftRun(drafted, typeLimit(type, drafted), actor.userId);
    const figures = new Figures(mostFlips);
    for (const [index, submission] of past.submissions.entries()) {
      if (index % AT_ONCE === AT_ONCE - 1) await new Promise(setImmediate);
      const to = run.judge(resubmitted(submission));
      figures.add(submission, to, reproduces(type, books.get(submission.policyVersion), submission));
    }
    const { from, to, truncated } = past;
    return { from, to, truncated, submissions: past.submissions.length, ...figures.result() };
  }
}

const WORDS = ['band', 'warning', 'ownPolicy'] as const;

/** Whether the version that judged it gives the recorded verdict again, the reason of a refusal included. */
function reproduces(type: RequestType, policy: Policy | undefined, { facts, verdict }: PastSubmission): boolean {
  if (!policy) return false;
  const again = judgeByPolicy(policy, facts, typeLimit(type, policy));
  if (again.kind === 'refused' && verdict.kind === 'refused') return again.reason === verdict.reason;
  if (again.kind === 'checkers' && verdict.kind === 'checkers' && WORDS.some((word) => again[word] !== verdict[word])) return false;
  return sameVerdict(again, verdict);
}

function resubmitted({
  id,
  at,
  makerId,
  otherMakerIds = [],
  customerKey,
  facts,
  verdict,
  waitedUntil,
  cameToNothingAt,
}: PastSubmission): Resubmitted {
  return {
    id,
    at: at.getTime(),
    makerId,
    otherMakerIds,
    customerKey,
    amount: facts.amount,
    waited: verdict.kind === 'checkers',
    waitedUntil: waitedUntil?.getTime(),
    cameToNothingAt: cameToNothingAt?.getTime(),
  };
}

/** Adds the submissions up as they come. */
class Figures {
  private recorded = NOTHING_TALLIED;
  private draft = NOTHING_TALLIED;
  private readonly byDay = new Map<string, Comparison>();
  private flipped = 0;
  private readonly flips: Flip[] = [];
  private readonly notReproduced: string[] = [];

  constructor(private readonly mostFlips: number) {}

  add(submission: PastSubmission, to: PolicyVerdict, isReproduced: boolean): void {
    const { id, at, verdict, facts } = submission;
    this.recorded = tallied(this.recorded, verdict, facts.amount);
    this.draft = tallied(this.draft, to, facts.amount);
    const day = at.toISOString().slice(0, 10);
    const before = this.byDay.get(day) ?? { recorded: NOTHING_TALLIED, draft: NOTHING_TALLIED };
    this.byDay.set(day, { recorded: tallied(before.recorded, verdict, facts.amount), draft: tallied(before.draft, to, facts.amount) });
    if (!sameVerdict(verdict, to)) {
      this.flipped++;
      this.flips.push({ submission, to });
      if (this.flips.length > this.mostFlips) this.flips.shift();
    }
    if (!isReproduced && this.notReproduced.length < MOST_NOT_REPRODUCED) this.notReproduced.push(id);
  }

  result() {
    const { recorded, draft, flipped, flips, notReproduced } = this;
    const byDay = [...this.byDay].map(([day, comparison]) => ({ day, ...comparison }));
    return { recorded, draft, byDay, flipped, flips: flips.toReversed(), notReproduced };
  }
}
