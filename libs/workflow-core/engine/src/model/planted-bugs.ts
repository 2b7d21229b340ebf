import type { Execution } from '../domain/lease-rules';
import { RULES, type ModelRules } from './model-rules';
import type { Scenario } from './model-state';
import { HELD, LOSING, REPLAYED, SAME_CUSTOMER, SAME_KEY, SLOW_CLAIMS, TWO_CHECKERS } from './scenarios';

export interface PlantedBug {
  readonly name: string;
  /** Where it does harm. */
  readonly scenario: Scenario;
  readonly rules: Partial<ModelRules>;
}

const judge = RULES.judgeAttempt;

/** As if the store looked for the row alone and not for the epoch of whoever writes. */
function anyEpoch(execution: Execution): number {
  return execution.epoch;
}

const LEASE_BUGS: readonly PlantedBug[] = [
  {
    name: 'a settlement is not guarded by the epoch',
    scenario: REPLAYED,
    rules: { settleLease: (execution, _, settling, now) => RULES.settleLease(execution, anyEpoch(execution), settling, now) },
  },
  {
    name: 'a release is not guarded by the epoch',
    scenario: REPLAYED,
    rules: { releaseLease: (execution) => RULES.releaseLease(execution, anyEpoch(execution)) },
  },
  {
    name: 'the fence is not guarded by the epoch',
    scenario: REPLAYED,
    rules: { passFence: (execution, _, now, leastLeftMs) => RULES.passFence(execution, anyEpoch(execution), now, leastLeftMs) },
  },
  {
    name: 'the fence is skipped: the call leaves unmarked',
    scenario: HELD,
    rules: { passFence: (execution, epoch) => (execution.epoch === epoch ? execution : undefined) },
  },
  {
    name: 'a take-over does not raise the epoch',
    scenario: REPLAYED,
    rules: { takeOver: (execution, now, leaseMs) => withEpochOf(execution, RULES.takeOver(execution, now, leaseMs)) },
  },
  {
    name: 'a take-over forgets that the call was sent',
    scenario: HELD,
    rules: { takeOver: (execution, now, leaseMs) => unsent(RULES.takeOver(execution, now, leaseMs)) },
  },
  {
    name: 'a claim does not look whether somebody holds the lease',
    scenario: REPLAYED,
    rules: {
      claimLease: (execution, epoch, now, leaseMs) => RULES.claimLease({ ...execution, leaseUntil: undefined }, epoch, now, leaseMs),
    },
  },
  {
    name: 'a lease is given back although the call may have left',
    scenario: HELD,
    rules: { releaseLease: (execution, epoch) => RULES.releaseLease({ ...execution, sentAt: undefined }, epoch) },
  },
  {
    name: 'what is held for an operator is claimed again',
    scenario: HELD,
    rules: { claimLease: (execution, epoch, now, leaseMs) => RULES.claimLease({ ...execution, dueAt: now }, epoch, now, leaseMs) },
  },
  { name: 'nothing waits for anything', scenario: SAME_CUSTOMER, rules: { mustWait: () => false } },
  {
    name: 'nothing waits for one in doubt about the same loyalty key',
    scenario: SAME_KEY,
    rules: { mustWait: (execution, ofCustomer) => RULES.mustWait(execution, ofCustomer, []), keyIsInDoubt: () => false },
  },
  { name: 'the fence does not look at its neighbours once more', scenario: SLOW_CLAIMS, rules: { keyIsInDoubt: () => false } },
  { name: 'nothing is ever contested', scenario: SAME_KEY, rules: { isContested: () => false } },
];

const JUDGEMENT_BUGS: readonly PlantedBug[] = [
  {
    name: 'a time-out is taken for a refusal',
    scenario: REPLAYED,
    rules: { judgeAttempt: (attempt) => judge(attempt.outcome.kind === 'in-doubt' ? { ...attempt, outcome: refusal } : attempt) },
  },
  {
    name: 'a time-out is taken for a call that did nothing',
    scenario: HELD,
    rules: { judgeAttempt: (attempt) => judge(attempt.outcome.kind === 'in-doubt' ? { ...attempt, outcome: retry } : attempt) },
  },
  {
    name: 'a refusal after doubt fails the request',
    scenario: REPLAYED,
    rules: { judgeAttempt: (attempt) => judge(attempt.outcome.kind === 'refused' ? { ...attempt, inDoubt: false } : attempt) },
  },
  {
    name: 'a duplicate after doubt fails the request',
    scenario: REPLAYED,
    rules: { judgeAttempt: (attempt) => judge(attempt.outcome.kind === 'duplicate' ? { ...attempt, inDoubt: false } : attempt) },
  },
  {
    name: 'a duplicate without doubt is taken for success',
    scenario: SAME_KEY,
    rules: { judgeAttempt: (attempt) => judge(attempt.outcome.kind === 'duplicate' ? { ...attempt, inDoubt: true } : attempt) },
  },
  {
    name: 'an attempt that did nothing clears the doubt',
    scenario: REPLAYED,
    rules: { judgeAttempt: (attempt) => judge(attempt.outcome.kind === 'retry' ? { ...attempt, inDoubt: false } : attempt) },
  },
  {
    name: 'a type that has to be held is replayed',
    scenario: HELD,
    rules: { judgeAttempt: (attempt) => judge({ ...attempt, whenInDoubt: 'replay' }) },
  },
  {
    name: 'workers may be lost at one request for ever',
    scenario: LOSING,
    rules: { judgeLoss: (loss) => RULES.judgeLoss({ ...loss, losses: 1 }) },
  },
  {
    name: 'a loss after sending is held without its doubt',
    scenario: REPLAYED,
    rules: { judgeLoss: (loss) => RULES.judgeLoss({ ...loss, sent: false }) },
  },
  {
    name: 'a replay uses a new key',
    scenario: REPLAYED,
    rules: { callKey: ({ loyaltyKey }, attempt) => `${loyaltyKey}#${attempt}` },
  },
];

const DECISION_BUGS: readonly PlantedBug[] = [
  {
    name: 'the maker may be the checker',
    scenario: REPLAYED,
    rules: { judgeClose: (request, closing, now) => RULES.judgeClose({ ...request, requesterId: 0 }, closing, now) },
  },
  {
    name: 'a decision does not look whether there was one',
    scenario: REPLAYED,
    rules: { judgeClose: (request, closing, now) => RULES.judgeClose({ ...request, state: 'pending' }, closing, now) },
  },
  {
    name: 'the same checker counts twice',
    scenario: TWO_CHECKERS,
    rules: { judgeClose: (request, closing, now) => RULES.judgeClose({ ...request, deciders: [] }, closing, now) },
  },
  {
    name: 'one checker is enough where it takes two',
    scenario: TWO_CHECKERS,
    rules: { judgeClose: (request, closing, now) => RULES.judgeClose({ ...request, quorum: 1 }, closing, now) },
  },
  {
    name: 'nobody asks for the grant of the level',
    scenario: TWO_CHECKERS,
    rules: { judgeClose: (request, closing, now) => RULES.judgeClose({ ...request, levelGrants: undefined }, closing, now) },
  },
  {
    name: 'nobody takes over what was lost',
    scenario: REPLAYED,
    rules: { takeOver: () => undefined, renewLease: () => undefined },
  },
];

export const PLANTED_BUGS: readonly PlantedBug[] = [...LEASE_BUGS, ...JUDGEMENT_BUGS, ...DECISION_BUGS];

const refusal = { kind: 'refused', code: 'timeout', message: 'timeout' } as const;
const retry = { kind: 'retry', code: 'timeout', message: 'timeout' } as const;

function withEpochOf({ epoch }: Execution, taken: Execution | undefined): Execution | undefined {
  return taken && { ...taken, epoch };
}

function unsent(taken: Execution | undefined): Execution | undefined {
  return taken && { ...taken, sentAt: undefined };
}
