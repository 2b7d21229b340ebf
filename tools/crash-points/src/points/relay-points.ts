import { RelayDueExecutions } from '@countersign/engine';
import { PgExecutionStore } from '@countersign/persistence';
import { BullmqExecutionQueue, QueueUnavailableError } from '@countersign/queue';
import { lostConnection, storeLost } from '../wrapping/lost-connection';
import type { Striker } from '../wrapping/striker';
import { wrapMethod } from '../wrapping/wrap-method';

/** The way of due executions into the queue. */
export function plantRelayPoints(striker: Striker): void {
  let dispatched: readonly number[] = [];
  wrapMethod(PgExecutionStore, 'findDue', striker, {
    after: (due) => [{ point: 'relay.claimed', orgIds: due.map(({ orgId }) => orgId) }],
    lost: storeLost,
  });
  wrapMethod(BullmqExecutionQueue, 'add', striker, {
    after: (_, [due]) => {
      dispatched = due.map(({ orgId }) => orgId);
      return [{ point: 'relay.added', orgIds: dispatched }];
    },
    lost: queueLost,
  });
  // One relay per process, one round at a time: what was added last is what is remembered now.
  wrapMethod(RelayDueExecutions, 'execute', striker, {
    after: (count) => (count > 0 ? [{ point: 'relay.marked', orgIds: dispatched }] : []),
    lost: queueLost,
  });
}

function queueLost(): never {
  throw new QueueUnavailableError(lostConnection(), 'the connection breaks');
}
