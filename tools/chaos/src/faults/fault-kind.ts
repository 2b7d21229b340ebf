import type { Ground } from '../ground/ground';
import type { Random } from '../random';

/** What a fault hits. One at a time: faults are combined over targets. */
export type FaultTarget = 'gateway' | 'worker-1' | 'worker-2' | 'redis' | 'postgres' | 'loyalty' | 'receivers';

/**
 * `brief`: nobody is served meanwhile. `usual`: something is left that works. `past-lease`: longer than a worker keeps its leases, so that
 * another takes over while the first one still believes in them.
 */
export type FaultLength = 'brief' | 'usual' | 'past-lease';

/** One way in which something goes wrong. */
export interface FaultKind {
  /** Such as `postgres-crash`. */
  readonly kind: string;
  /** Any one of them is hit. */
  readonly targets: readonly [FaultTarget, ...FaultTarget[]];
  /** Of the catalogue of faults in the documentation, such as `F24`. */
  readonly covers: readonly string[];
  /** How readily it is chosen, compared with others. */
  readonly weight: number;
  readonly length: FaultLength;
  inject(scene: FaultScene): Promise<InjectedFault>;
}

export interface FaultScene {
  readonly ground: Ground;
  readonly target: FaultTarget;
  readonly random: Random;
}

/** A fault in force. */
export interface InjectedFault {
  /** Particulars, such as "40 ms of latency". */
  readonly detail: string;
  /** The orgs that it is aimed at; everybody's when not said. */
  readonly orgIds?: readonly number[];
  /** Ends it, and resolves when what was hit can work again. */
  readonly heal: () => Promise<unknown>;
}
