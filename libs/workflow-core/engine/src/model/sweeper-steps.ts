import { neighboursOf } from './execution-steps';
import { LEASE_MS, nameOf, NOW, type Moment, type ModelStep, withRequest } from './moment';
import { settleLossStep } from './settle-step';

/** Takes over what was lost, judges it, or dies in between. */
export function sweeperSteps(moment: Moment): ModelStep[] {
  const { state } = moment;
  const { sweeper } = state;
  if (!sweeper) return state.requests.flatMap((_, request) => takeOverStep(moment, request));
  const step = settleLossStep(moment, sweeper);
  return [
    { label: 'the sweeper dies', next: { ...state, sweeper: undefined } },
    { ...step, label: `the sweeper ${step.label}`, next: { ...step.next, sweeper: undefined } },
  ];
}

function takeOverStep(moment: Moment, request: number): ModelStep[] {
  const { rules, scenario, state } = moment;
  const execution = state.requests[request]?.execution;
  const counted = execution && rules.takeOver(execution, NOW, LEASE_MS);
  if (!counted) return [];
  const taken = scenario.countsLosses ? counted : { ...counted, losses: 1 };
  const { epoch, attempts, losses, inDoubt, sentAt } = taken;
  const contested = rules.isContested(neighboursOf(moment, request).ofLoyaltyKey);
  const sweeper = { request, epoch, attempts, losses, inDoubt, contested, sent: sentAt !== undefined };
  const next = { ...withRequest(state, request, { execution: taken }), sweeper };
  return [{ label: `the sweeper takes ${nameOf(moment, request)} over`, next, raises: request }];
}
