import { token } from '@countersign/wiring';
import type { OperatorCaller } from './operator-journal';
import type { Person } from './request-records';

/** While it stands, nothing of the request type is dispatched or claimed in the org. */
export interface Pause {
  readonly since: Date;
  readonly by: Person;
  readonly reason: string;
}

/** How the executions of one request type stand in one org. Counts stop at 10,000. */
export interface TypeStanding {
  readonly type: string;
  readonly pause?: Pause;
  /** Nobody holds them, and they come back by themselves: due, or due later. */
  readonly waiting: number;
  /** Of those that wait: they were tried before. */
  readonly retrying: number;
  readonly executing: number;
  /** Of those that wait or execute. */
  readonly inDoubt: number;
  /** They wait for operators. */
  readonly held: number;
  /** Since when the oldest of those that wait has been due; undefined when none is. */
  readonly oldestDueAt?: Date;
  /** How many ended in the last five minutes. */
  readonly ended: { readonly approved: number; readonly failed: number };
}

/** Pauses of request types. They hold for every worker from its next claim on; calls that are under way end as ever. */
export interface PauseStore {
  /** False: it is paused already, or the caller's key is used; nothing was written. */
  pause(caller: OperatorCaller, type: string, reason: string): Promise<boolean>;
  /** False: it is not paused, or the caller's key is used; nothing was written. */
  resume(caller: OperatorCaller, type: string, reason?: string): Promise<boolean>;
  find(orgId: number, type: string): Promise<Pause | undefined>;
  /** What is paused in the org, by type. */
  all(orgId: number): Promise<ReadonlyMap<string, Pause>>;
  /** One standing for each of the types, in their order. */
  standings(orgId: number, types: readonly string[]): Promise<readonly TypeStanding[]>;
}

export const PAUSE_STORE = token<PauseStore>('PauseStore');
