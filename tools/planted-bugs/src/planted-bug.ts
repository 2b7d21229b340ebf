import type { DatabaseEdit } from './planting/database-edit';

/** What has to happen for a bug to do harm: a small workload and its disturbance. The end-to-end tests play them. */
export const SCENARIOS = ['lost-answers', 'paused-worker', 'troubled-receivers', 'people', 'emptied-queue'] as const;
export type ScenarioName = (typeof SCENARIOS)[number];

/** An app that a bug is loaded into. */
export type BuggyApp = 'gateway' | 'worker';

/** A mistake that somebody could make in the product, put in on purpose to see whether the checker of the invariants notices. */
export interface PlantedBug {
  /** Kebab-case; the value of `PLANTED_BUG`. */
  readonly name: string;
  /** What the product then does. */
  readonly mistake: string;
  /** Invariants that it violates in its scenario, each of them. */
  readonly violates: readonly [string, ...string[]];
  readonly scenario: ScenarioName;
  /** What is changed in a running app. */
  readonly code?: CodeChange;
  /** What is changed in the database. */
  readonly edits?: readonly DatabaseEdit[];
}

export interface CodeChange {
  readonly app: BuggyApp;
  /** Changes the libraries of this process. @throws NothingToPatchError */
  readonly plant: () => void;
}
