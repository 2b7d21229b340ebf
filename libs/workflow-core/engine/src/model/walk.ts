import { isTerminal } from '../domain/request-state';
import { stateProblems, stepProblems } from './invariants';
import { RULES, type ModelRules } from './model-rules';
import { initialState, type ModelState, type Scenario } from './model-state';
import { stepsFrom } from './model-steps';
import { keyOf } from './state-key';

export interface Walked {
  readonly states: number;
  readonly steps: number;
  /** What was broken, and the shortest way there; absent when every invariant held in every state. */
  readonly counterexample?: { readonly problem: string; readonly trace: readonly string[] };
}

/** Every state that the rules allow, nearest first, each looked at once; then whether an end can be reached from all of them. */
export function walk(scenario: Scenario, rules: ModelRules = RULES): Walked {
  const walker = new Walker(scenario, rules);
  return walker.run();
}

interface Reached {
  readonly state: ModelState;
  readonly id: number;
}

class Walker {
  private readonly ids = new Map<string, number>();
  /** By id: where it was reached from, and by what. */
  private readonly reachedFrom: number[] = [];
  private readonly reachedBy: string[] = [];
  private readonly ends: number[] = [];
  private readonly from: number[] = [];
  private readonly to: number[] = [];

  constructor(
    private readonly scenario: Scenario,
    private readonly rules: ModelRules,
  ) {}

  run(): Walked {
    const first = initialState(this.scenario);
    let frontier: Reached[] = [{ state: first, id: this.enter(first, keyOf(first), -1, 'submitted') }];
    while (frontier.length > 0) {
      const reached: Reached[] = [];
      for (const from of frontier) {
        const broken = this.expand(from, reached);
        if (broken) return broken;
      }
      frontier = reached;
    }
    const stuck = this.findStuck();
    return stuck === undefined ? this.counts() : this.failed(['no end can be reached from here'], this.traceTo(stuck));
  }

  private expand({ state, id }: Reached, reached: Reached[]): Walked | undefined {
    for (const step of stepsFrom({ scenario: this.scenario, rules: this.rules, state })) {
      const key = keyOf(step.next);
      const known = this.ids.get(key);
      const target = known ?? this.enter(step.next, key, id, step.label);
      this.from.push(id);
      this.to.push(target);
      const problems = [...stepProblems(state, step), ...stateProblems(this.scenario, step.next)];
      if (problems.length > 0) return this.failed(problems, [...this.traceTo(id), step.label]);
      if (known === undefined) reached.push({ state: step.next, id: target });
    }
    return undefined;
  }

  private enter(state: ModelState, key: string, from: number, by: string): number {
    const id = this.reachedFrom.length;
    this.ids.set(key, id);
    this.reachedFrom.push(from);
    this.reachedBy.push(by);
    if (state.requests.every((request) => isTerminal(request.state) || request.state === 'needs_review')) this.ends.push(id);
    return id;
  }

  private traceTo(id: number): string[] {
    const trace: string[] = [];
    for (let at = id; at >= 0; at = this.reachedFrom[at] ?? -1) trace.unshift(this.reachedBy[at] ?? '');
    return trace;
  }

  /** A state from which no end can be reached; undefined when there is none. */
  private findStuck(): number | undefined {
    const before = new Map<number, number[]>();
    this.to.forEach((target, edge) => {
      const sources = before.get(target) ?? [];
      if (sources.length === 0) before.set(target, sources);
      sources.push(this.from[edge] ?? -1);
    });
    const canEnd = new Set(this.ends);
    const pending = [...this.ends];
    for (let id = pending.pop(); id !== undefined; id = pending.pop())
      for (const source of before.get(id) ?? [])
        if (!canEnd.has(source)) {
          canEnd.add(source);
          pending.push(source);
        }
    return this.reachedFrom.map((_, id) => id).find((id) => !canEnd.has(id));
  }

  private counts(): Walked {
    return { states: this.reachedFrom.length, steps: this.to.length };
  }

  private failed(problems: readonly string[], trace: readonly string[]): Walked {
    return { ...this.counts(), counterexample: { problem: problems.join('; '), trace } };
  }
}
