import { decisionSteps } from './decision-steps';
import { executionSteps } from './execution-steps';
import { loyaltySteps } from './loyalty-steps';
import type { ModelStep, Moment } from './moment';
import { sweeperSteps } from './sweeper-steps';

/** All that may happen next. */
export function stepsFrom(moment: Moment): ModelStep[] {
  return [...decisionSteps(moment), ...executionSteps(moment), ...loyaltySteps(moment), ...sweeperSteps(moment)];
}
