import type { StackOptions } from '@countersign/local-stack';
import type { EvidenceOrg } from '../../support/evidence-org';
import type { TestStack } from '../../support/test-stack';

/** What a scenario plays on. It looks at the product from outside and from behind, and does not know whether there is a bug in it. */
export interface Stage {
  readonly on: TestStack;
  /** The queue of the workers; absent when they go without. */
  readonly redisUrl?: string;
  readonly newOrg: () => EvidenceOrg;
  /** Waits for what comes when all is well. With a bug it may never come: then the scenario goes on. */
  readonly until: (what: string, condition: () => boolean | Promise<boolean>) => Promise<void>;
  /** Every execution has ended or is held, and every event has been delivered. */
  readonly quiet: () => Promise<void>;
}

/** A small workload with just the disturbance that a kind of bug needs to do harm. */
export interface Scenario {
  readonly stack: StackOptions;
  /** How long it waits for anything when there is a bug that keeps it from coming, in milliseconds. */
  readonly patienceMs: number;
  play(stage: Stage): Promise<void>;
}
