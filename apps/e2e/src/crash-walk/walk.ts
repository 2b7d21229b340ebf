import type { CheckReport } from '@countersign/invariant-checker';
import type { CaseResult, CrashCase } from './crash-case';
import { Lane } from './lane';
import { runCase } from './run-case';
import type { WalkLengths } from './walk-lengths.config';

/** How many that stop no process go on in one lane at once. */
const TOGETHER = 12;

interface Pending {
  readonly resolve: (result: CaseResult) => void;
  readonly reject: (error: unknown) => void;
}

/** Walks all cases, in several installations at once; one installation has one process that is dead or frozen at a time. */
export class Walk {
  private lanes: Lane[] = [];
  private readonly results = new Map<CrashCase, Promise<CaseResult>>();
  private readonly pending = new Map<CrashCase, Pending>();
  private walking: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly plan: readonly CrashCase[],
    private readonly lengths: WalkLengths,
  ) {
    for (const crashCase of plan) {
      const result = new Promise<CaseResult>((resolve, reject) => this.pending.set(crashCase, { resolve, reject }));
      result.catch(() => undefined);
      this.results.set(crashCase, result);
    }
  }

  async start(): Promise<void> {
    this.lanes = await Promise.all(Array.from({ length: this.lengths.lanes }, () => Lane.start(this.lengths)));
    const alone = this.plan.filter((crashCase) => !canRunTogether(crashCase));
    const together = this.plan.filter(canRunTogether);
    this.walking = Promise.all(this.lanes.map((lane, index) => this.walk(lane, alone, index === 0 ? together : [])));
  }

  /** Of a case, once it was walked. */
  result(crashCase: CrashCase): Promise<CaseResult> {
    return this.results.get(crashCase) ?? Promise.reject(new Error('This case is not in the plan.'));
  }

  /** Of all cases that came to an end. */
  async all(): Promise<CaseResult[]> {
    const ends = await Promise.allSettled(this.results.values());
    return ends.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []));
  }

  /** Of the checker, one per installation, once everything was walked. */
  async reports(): Promise<CheckReport[]> {
    await this.walking;
    return Promise.all(this.lanes.map((lane) => lane.check()));
  }

  async stop(): Promise<void> {
    await this.walking;
    await Promise.all(this.lanes.map((lane) => lane.stop()));
  }

  private async walk(lane: Lane, alone: CrashCase[], together: CrashCase[]): Promise<void> {
    const strolling = Array.from({ length: TOGETHER }, async () => {
      for (let next = together.shift(); next; next = together.shift()) await this.run(next, lane);
    });
    await Promise.all(strolling);
    for (let next = alone.shift(); next; next = alone.shift()) {
      await this.run(next, lane);
    }
  }

  private async run(crashCase: CrashCase, lane: Lane): Promise<void> {
    const pending = this.pending.get(crashCase);
    await lane
      .allWell()
      .then(() => runCase(crashCase, lane))
      .then(pending?.resolve, pending?.reject);
  }
}

/** A lie stops no process; but one about the queue changes the way of all executions for a moment, and some need a dead worker first. */
function canRunTogether({ kind, point, preparation }: CrashCase): boolean {
  return kind === 'lie' && preparation !== 'dead worker' && !point.startsWith('relay.');
}
