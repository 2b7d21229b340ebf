import { StoreUnavailableError } from '../domain/workflow-error';
import type { Clock } from '../ports/clock';
import type { ExecutionStore, Settlement } from '../ports/execution-store';

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2_000;
const GIVE_UP_AFTER_MS = 60_000;

/**
 * Writes an attempt's end although the store may be away for a moment: an answer that we hold is worth waiting for, because
 * without it the request is in doubt. The epoch keeps this safe: once another worker took over, the write changes nothing.
 * A first try whose commit got through unseen makes the second one report false, as a lost lease does.
 */
export async function settleSurely(executions: ExecutionStore, clock: Clock, settlement: Settlement): Promise<boolean> {
  const giveUpAt = clock.now() + GIVE_UP_AFTER_MS;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    try {
      return await executions.settle(settlement);
    } catch (error) {
      if (!(error instanceof StoreUnavailableError) || clock.now() > giveUpAt) throw error;
      await clock.sleep(pause);
    }
  }
}
