import { neighboursOf } from './execution-steps';
import { LEASE_MS, nameOf, NOW, type Moment, type ModelStep, withRequest } from './moment';
import { settleStep } from './settle-step';

/** Takes over what was lost, judges it, or dies in between. */
export function sweeperSteps(moment: Moment): ModelStep[] {
  const { state } = moment;
  const { sweeper } = state;
  if (!sweeper) return state.requests.flatMap((_, request) => takeOverStep(moment, request));
  const step = settleStep(moment, sweeper, sweeper.sent ? 'in-doubt' : 'retry');
  return [
    { label: 'the sweeper dies', next: { ...state, sweeper: undefined } },
    { ...step, label: `the sweeper ${step.label}`, next: { ...step.next, sweeper: undefined } },
  ];
}

function takeOverStep(moment: Moment, request: number): ModelStep[] {
  const { rules, state } = moment;
  const execution = state.requests[request]?.execution;
  const taken = execution && rules.takeOver(execution, NOW, LEASE_MS);
  if (!taken) return [];
  const { epoch, attempts, inDoubt, sentAt } = taken;
  const contested = rules.isContested(neighboursOf(moment, request).ofLoyaltyKey);
  const sweeper = { request, epoch, attempts, inDoubt, contested, sent: sentAt !== undefined };
  const next = { ...withRequest(state, request, { execution: taken }), sweeper };
  return [{ label: `the sweeper takes ${nameOf(moment, request)} over`, next, raises: request }];
}
