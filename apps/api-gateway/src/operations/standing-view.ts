import { kebabName } from '@countersign/contract';
import type { TypeStanding } from '@countersign/engine';

/** How the executions of a request type stand, as the API shows it. */
export function standingView({ type, pause, waiting, retrying, executing, inDoubt, held, oldestDueAt, ended }: TypeStanding) {
  return {
    requestType: kebabName(type),
    paused: pause ? { since: pause.since, by: pause.by, reason: pause.reason } : null,
    waiting,
    executing,
    inDoubt,
    held,
    oldestDueAt: oldestDueAt ?? null,
    endedInLastFiveMinutes: ended,
    queue: {
      waiting,
      executing,
      retrying,
      inDoubt,
      oldestAt: oldestDueAt,
      endedLast5Minutes: ended.approved + ended.failed,
      failedLast5Minutes: ended.failed,
    },
  };
}
