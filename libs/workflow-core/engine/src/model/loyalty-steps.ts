import type { ExecutionOutcome } from '@countersign/contract';
import { withWorker } from './execution-steps';
import { nameOf, type Moment, type ModelStep, withRequest } from './moment';
import type { LateCall, ModelState, WorkerPart } from './model-state';

/** What the loyalty API may make of a call, and what its caller may hear of it. */
interface Fate {
  readonly what: string;
  readonly heard: ExecutionOutcome['kind'];
  readonly effect?: boolean;
  readonly late?: boolean;
}

const ALWAYS: readonly Fate[] = [
  { what: 'refuses', heard: 'refused' },
  { what: 'is busy with the customer', heard: 'retry' },
  { what: 'is not set up', heard: 'hold' },
  { what: 'never gets the call, which times out', heard: 'in-doubt' },
];
const FRESH: readonly Fate[] = [
  { what: 'executes', heard: 'executed', effect: true },
  { what: 'executes and its answer is lost', heard: 'in-doubt', effect: true },
  { what: 'executes and its answer cannot be read', heard: 'in-doubt', effect: true },
  { what: 'is slow, and the call times out', heard: 'in-doubt', late: true },
];
const USED: readonly Fate[] = [{ what: 'knows the key', heard: 'duplicate' }];

/** Calls that are made, and late ones that arrive. */
export function loyaltySteps(moment: Moment): ModelStep[] {
  const calls = moment.state.workers.flatMap((worker, index) => (worker?.step === 'fenced' ? callSteps(moment, index, worker) : []));
  const arrivals = moment.state.late.map((call, index): ModelStep => {
    const next = { ...moment.state, late: moment.state.late.filter((_, at) => at !== index) };
    return {
      label: `the slow call for ${nameOf(moment, call.request)} arrives`,
      next: isUsed(moment, call) ? next : withEffect(next, call),
    };
  });
  return [...calls, ...arrivals];
}

function callSteps(moment: Moment, index: number, worker: WorkerPart): ModelStep[] {
  const request = moment.scenario.requests[worker.request];
  if (!request) return [];
  const call = { request: worker.request, key: moment.rules.callKey(request, worker.attempts) };
  const fates = [...ALWAYS, ...(isUsed(moment, call) ? USED : FRESH)];
  return fates.map((fate) => ({
    label: `worker ${index} calls for ${request.name}; the loyalty API ${fate.what}`,
    next: withWorker(afterCall(moment.state, call, fate), index, { ...worker, step: 'answered', answer: fate.heard }),
  }));
}

function afterCall(state: ModelState, call: LateCall, { heard, effect = false, late = false }: Fate): ModelState {
  const mayHave = heard === 'executed' || heard === 'in-doubt';
  const noted = mayHave ? withRequest(state, call.request, { mayHaveTakenEffect: true }) : state;
  const sent = late ? { ...noted, late: [...noted.late, call] } : noted;
  return effect ? withEffect(sent, call) : sent;
}

function withEffect(state: ModelState, { request, key }: LateCall): ModelState {
  const effects = (state.requests[request]?.effects ?? 0) + 1;
  const usedKeys = state.usedKeys.includes(key) ? state.usedKeys : [...state.usedKeys, key];
  return { ...withRequest(state, request, { effects }), usedKeys };
}

function isUsed({ scenario, state }: Moment, { request, key }: LateCall): boolean {
  return scenario.requests[request]?.keyIsEnforced === true && state.usedKeys.includes(key);
}
