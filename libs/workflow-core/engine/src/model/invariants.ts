import { isLeased } from '../domain/lease-rules';
import { MOST_LOSSES } from '../domain/outcome-judgement';
import { findTransition } from '../domain/transitions';
import { GRANTS, MAKER } from './decision-steps';
import type { Holding, ModelRequest, ModelState, RequestPart, Scenario } from './model-state';
import type { ModelStep } from './moment';

/** Everything that is wrong with a state, each as a sentence; written from what is promised, not from the rules. */
export function stateProblems(scenario: Scenario, state: ModelState): string[] {
  const ofRequests = scenario.requests.flatMap((request, index) => {
    const part = state.requests[index];
    return part ? [...requestProblems(part, request.name), ...decisionProblems(part, request)] : [];
  });
  return [...ofRequests, ...holderProblems(state), ...customerProblems(scenario, state)];
}

function requestProblems(part: RequestPart, name: string): string[] {
  const problems: string[] = [];
  const { state, effects, execution } = part;
  if (execution && !isLeased(execution) && Number.isFinite(execution.dueAt) && execution.losses >= MOST_LOSSES)
    problems.push(`${name} has ended ${execution.losses} workers and is tried again`);
  if (effects > 1) problems.push(`${name} took effect ${effects} times`);
  if (state === 'approved' && effects !== 1) problems.push(`${name} is approved without an effect of its own`);
  if (['pending', 'rejected', 'withdrawn', 'expired', 'failed'].includes(state) && effects > 0)
    problems.push(`${name} is ${state} and took effect`);
  if (state === 'failed' && part.mayHaveTakenEffect) problems.push(`${name} is failed although a call may have taken effect: a guess`);
  if ((execution !== undefined) !== (state === 'accepted' || state === 'needs_review'))
    problems.push(`${name} is ${state} ${execution ? 'with' : 'without'} an execution`);
  return problems;
}

/** What a quorum promises: so many people, all different, none the maker, each with the grant of the level. */
function decisionProblems({ state, decidedBy }: RequestPart, { name, levels }: ModelRequest): string[] {
  const problems: string[] = [];
  const quorum = levels?.length ?? 1;
  if (decidedBy.includes(MAKER)) problems.push(`${name} was decided by its maker`);
  if (decidedBy.length > 1 && new Set(decidedBy).size < decidedBy.length) problems.push(`${name} was decided twice by one person`);
  if (decidedBy.length > quorum) problems.push(`${name} was decided by ${decidedBy.length} people and takes ${quorum}`);
  if (state === 'rejected' && decidedBy.length === 0) problems.push(`${name} is rejected and nobody decided`);
  if (state === 'pending' && decidedBy.length === quorum) problems.push(`${name} waits although its quorum is complete`);
  if (!['accepted', 'approved', 'failed', 'needs_review'].includes(state)) return problems;
  if (decidedBy.length < quorum) problems.push(`${name} is ${state} by ${decidedBy.length} of ${quorum} approvals`);
  if (levels && decidedBy.some((person, place) => !GRANTS.get(person)?.some((grant) => grant === levels[place])))
    problems.push(`${name} was approved without the grant of the level`);
  return problems;
}

function holderProblems({ workers, sweeper }: ModelState): string[] {
  const seen = new Set<string>();
  return [...workers, sweeper].flatMap((holding) => {
    // Who only looks holds nothing yet.
    if (!holding || ('step' in holding && holding.step === 'looking')) return [];
    const lease = `${holding.request}/${holding.epoch}`;
    const problems = seen.has(lease) ? ['two hold a lease under one epoch'] : [];
    seen.add(lease);
    return problems;
  });
}

function customerProblems({ requests }: Scenario, state: ModelState): string[] {
  const underWay = requests.flatMap(({ customer }, index) => {
    const execution = state.requests[index]?.execution;
    return execution && isLeased(execution) ? [customer] : [];
  });
  return new Set(underWay).size < underWay.length ? ['two calls of one customer are under way'] : [];
}

/** Everything that is wrong with a step, whatever it led to. */
export function stepProblems(before: ModelState, { next, moves, raises, writtenBy }: ModelStep): string[] {
  const problems: string[] = [];
  if (moves) {
    const from = before.requests[moves.request]?.state ?? 'none';
    if (findTransition(from, moves.to)?.by !== moves.by) problems.push(`no rule leads from ${from} to ${moves.to} by ${moves.by}`);
  }
  if (raises !== undefined && epochIn(next, raises) <= epochIn(before, raises))
    problems.push('a lease was taken and its epoch did not grow');
  if (writtenBy && !isHolder(before, writtenBy)) problems.push('one who had lost the lease wrote by it');
  if (!moves && before.requests.some(({ state }, index) => next.requests[index]?.state !== state))
    problems.push('a request moved without a transition');
  return problems;
}

function epochIn({ requests }: ModelState, request: number): number {
  return requests[request]?.execution?.epoch ?? -1;
}

function isHolder({ requests }: ModelState, { request, epoch }: Holding): boolean {
  const execution = requests[request]?.execution;
  return execution !== undefined && execution.epoch === epoch && isLeased(execution);
}
