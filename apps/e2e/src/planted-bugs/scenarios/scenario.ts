import type { StackOptions } from '@countersign/local-stack';
import type { EvidenceCollector } from '../../support/evidence-collector';
import type { TestOrg } from '../../support/test-org';
import type { TestStack } from '../../support/test-stack';

/** What a scenario plays on. It looks at the product from outside and from behind, and does not know whether there is a bug in it. */
export interface Stage {
  readonly on: TestStack;
  readonly evidence: EvidenceCollector;
  /** An org that is watched. */
  readonly newOrg: () => TestOrg;
  /** Waits for what comes when all is well. With a bug it may never come: then the scenario goes on. */
  readonly until: (what: string, condition: () => boolean | Promise<boolean>) => Promise<void>;
  /** Every execution has ended or is held, and every event has been delivered. */
  readonly quiet: () => Promise<void>;
}

/** A small workload with just the disturbance that a kind of bug needs to do harm. In the end every request has ended. */
export interface Scenario {
  readonly stack: StackOptions;
  play(stage: Stage): Promise<void>;
}
