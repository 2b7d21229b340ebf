import { judgeClose } from '../domain/close-rules';
import {
  claimLease,
  isContested,
  keyIsInDoubt,
  mustWait,
  newExecution,
  passFence,
  putOff,
  releaseLease,
  renewLease,
  settleLease,
  takeOver,
} from '../domain/lease-rules';
import { judgeAttempt, judgeLoss } from '../domain/outcome-judgement';
import type { ModelRequest } from './model-state';

/** The rules that the walk goes by: the product's own, unless a bug is planted. */
export interface ModelRules {
  readonly judgeClose: typeof judgeClose;
  readonly newExecution: typeof newExecution;
  readonly claimLease: typeof claimLease;
  readonly putOff: typeof putOff;
  readonly mustWait: typeof mustWait;
  readonly keyIsInDoubt: typeof keyIsInDoubt;
  readonly isContested: typeof isContested;
  readonly passFence: typeof passFence;
  readonly renewLease: typeof renewLease;
  readonly releaseLease: typeof releaseLease;
  readonly takeOver: typeof takeOver;
  readonly settleLease: typeof settleLease;
  readonly judgeAttempt: typeof judgeAttempt;
  readonly judgeLoss: typeof judgeLoss;
  /** The key that a call is made under. */
  readonly callKey: (request: ModelRequest, attempt: number) => string;
}

export const RULES: ModelRules = {
  judgeClose,
  newExecution,
  claimLease,
  putOff,
  mustWait,
  keyIsInDoubt,
  isContested,
  passFence,
  renewLease,
  releaseLease,
  takeOver,
  settleLease,
  judgeAttempt,
  judgeLoss,
  callKey: ({ loyaltyKey }) => loyaltyKey,
};
