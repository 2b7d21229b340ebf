import type { ExecutionOutcome } from '@countersign/contract';
import { type JudgedAttempt, type Judgement, MOST_ATTEMPTS } from '../domain/outcome-judgement';
import { nameOf, NOW, type Moment, type ModelStep, withRequest } from './moment';
import type { Holding, SweeperPart } from './model-state';

/** What the holder of a lease makes of an answer. Fenced off, the state stays as it is. */
export function settleStep(moment: Moment, holding: Holding, kind: ExecutionOutcome['kind']): ModelStep {
  return settleAs(moment, holding, moment.rules.judgeAttempt({ ...judgedOf(moment, holding), outcome: outcomeOf(kind) }), kind);
}

/** What the sweeper makes of a loss. */
export function settleLossStep(moment: Moment, sweeper: SweeperPart): ModelStep {
  const { sent, losses } = sweeper;
  return settleAs(moment, sweeper, moment.rules.judgeLoss({ ...judgedOf(moment, sweeper), sent, losses }), 'a loss');
}

function judgedOf({ scenario }: Moment, { request, attempts, inDoubt, contested }: Holding): Omit<JudgedAttempt, 'outcome'> {
  const whenInDoubt = scenario.requests[request]?.whenInDoubt ?? 'hold';
  const made = attempts >= scenario.mostAttempts ? MOST_ATTEMPTS : attempts;
  return { inDoubt, contested, whenInDoubt, attempts: made, random: 0 };
}

function settleAs(moment: Moment, holding: Holding, judgement: Judgement, kind: string): ModelStep {
  const { rules, state } = moment;
  const { request, epoch } = holding;
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
