import type { ExecutionOutcome } from '@countersign/contract';
import type { CheckerGrant } from '../domain/actor';
import type { Execution } from '../domain/lease-rules';
import type { RequestState } from '../domain/request-state';

/** One request of a scenario: what its type and its payload make of it. */
export interface ModelRequest {
  readonly name: string;
  readonly customer: string;
  readonly whenInDoubt: 'replay' | 'hold';
  readonly loyaltyKey: string;
  /** Whether the loyalty API takes the key only once. */
  readonly keyIsEnforced: boolean;
  /** The grant that each approval takes, in order; absent: one checker. */
  readonly levels?: readonly CheckerGrant[];
}

export interface Scenario {
  readonly name: string;
  readonly requests: readonly ModelRequest[];
  /** After so many attempts the rules are told that all are used up, which keeps the walk finite. */
  readonly mostAttempts: number;
  /** Whether jobs are walked as well. They say no more than what a claim without a queue may do, but for the stale ones. */
  readonly hasQueue: boolean;
  /** A claim may stall between its look at the neighbours and its commit. */
  readonly hasSlowClaims?: boolean;
  /** Whether it is counted how often workers are lost; without, every loss is the first, which keeps the walk short. */
  readonly countsLosses?: boolean;
}

export interface RequestPart {
  readonly state: RequestState;
  /** Who decided, in order. */
  readonly decidedBy: readonly number[];
  readonly execution: Execution | undefined;
  /** Epochs that jobs in the queue name. */
  readonly jobs: readonly number[];
  /** What the loyalty API did for it: seen by no rule, only by the invariants. */
  readonly effects: number;
  /** Some call for it was not answered with a definite no: seen by no rule either. */
  readonly mayHaveTakenEffect: boolean;
}

/** A lease in the hands of a worker or of the sweeper, with what it was told when it took it. */
export interface Holding {
  readonly request: number;
  readonly epoch: number;
  readonly attempts: number;
  readonly inDoubt: boolean;
  readonly contested: boolean;
}

export interface WorkerPart extends Holding {
  /** `looking`: its claim has looked at the neighbours and is not yet committed; the epoch is the one it looked at. */
  readonly step: 'looking' | 'claimed' | 'fenced' | 'answered';
  readonly answer: ExecutionOutcome['kind'] | undefined;
}

export interface SweeperPart extends Holding {
  readonly sent: boolean;
  readonly losses: number;
}

export interface LateCall {
  readonly request: number;
  readonly key: string;
}

/** One moment of the whole system. Immutable. */
export interface ModelState {
  readonly requests: readonly RequestPart[];
  readonly workers: readonly (WorkerPart | undefined)[];
  readonly sweeper: SweeperPart | undefined;
  /** Calls that have left and that the loyalty API has not come to yet. */
  readonly late: readonly LateCall[];
  /** Keys that the loyalty API has seen an effect under. */
  readonly usedKeys: readonly string[];
}

export const WORKERS = 2;

export function initialState({ requests }: Scenario): ModelState {
  const part: RequestPart = {
    state: 'pending',
    decidedBy: [],
    execution: undefined,
    jobs: [],
    effects: 0,
    mayHaveTakenEffect: false,
  };
  return {
    requests: requests.map(() => part),
    workers: Array.from({ length: WORKERS }, () => undefined),
    sweeper: undefined,
    late: [],
    usedKeys: [],
  };
}
