import type { ConfigurationChangeStore } from '@countersign/engine';
import type { LoopWork } from '../loops/polling-loop';

/** Small enough that a round holds nobody up. */
const MOST_ORGS_PER_ROUND = 20;
/** Nothing is due to the minute that is counted in days. */
const IDLE_MS = 60_000;

/** Ends proposed changes of webhooks and API clients that nobody confirmed in time. */
export class ConfigurationExpirySweeper implements LoopWork {
  readonly name = 'configuration-expiry';
  readonly idleMs = IDLE_MS;

  constructor(private readonly changes: ConfigurationChangeStore) {}

  async round(): Promise<boolean> {
    return (await this.changes.expireOverdue(MOST_ORGS_PER_ROUND)) > 0;
  }
}
