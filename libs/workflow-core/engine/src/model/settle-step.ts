import type { ExecutionOutcome } from '@countersign/contract';
import { MOST_ATTEMPTS } from '../domain/outcome-judgement';
import { nameOf, NOW, type Moment, type ModelStep, withRequest } from './moment';
import type { Holding } from './model-state';

/** What the holder of a lease makes of an answer. Fenced off, the state stays as it is. */
export function settleStep(moment: Moment, holding: Holding, kind: ExecutionOutcome['kind']): ModelStep {
  const { scenario, rules, state } = moment;
  const { request, epoch, attempts, inDoubt, contested } = holding;
  const whenInDoubt = scenario.requests[request]?.whenInDoubt ?? 'hold';
  const made = attempts >= scenario.mostAttempts ? MOST_ATTEMPTS : attempts;
  const judged = { outcome: outcomeOf(kind), inDoubt, contested, whenInDoubt, attempts: made, random: 0 };
  const judgement = rules.judgeAttempt(judged);
  const part = state.requests[request];
  const settled = part?.execution && rules.settleLease(part.execution, epoch, judgement, NOW);
  const label = `settles ${kind} for ${nameOf(moment, request)}`;
  if (!settled) return { label: `${label} and is fenced off`, next: state };
  const left = settled.left && Number.isFinite(settled.left.dueAt) ? { ...settled.left, dueAt: NOW } : settled.left;
  if (judgement.next === 'due')
    return { label: `${label}: due again`, next: withRequest(state, request, { execution: left }), writtenBy: holding };
  const next = withRequest(state, request, { state: judgement.next, execution: left, jobs: left ? part.jobs : [] });
  const moves = { request, to: judgement.next, by: 'worker' } as const;
  return { label: `${label}: ${judgement.next}`, next, moves, writtenBy: holding };
}

function outcomeOf(kind: ExecutionOutcome['kind']): ExecutionOutcome {
  return kind === 'executed' ? { kind } : { kind, code: kind, message: kind };
}
