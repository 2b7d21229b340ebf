import type { FaultRecord, Recovery } from '../chaos-result';

/** A request that went all the way: times are milliseconds since 1970. */
export interface Finished {
  readonly decidedAt: number;
  readonly endedAt: number;
}

/**
 * After each fault, how long until a request that was decided after it had ended too. Left out are faults after which none was, and faults
 * that ended under another one: what was slow then was not theirs.
 */
export function recoveriesOf(faults: readonly FaultRecord[], finished: readonly Finished[]): readonly Recovery[] {
  const byDecision = [...finished].sort((a, b) => a.decidedAt - b.decidedAt);
  // The earliest end of all that were decided at this place in the order or later.
  const earliestEnd = new Array<number>(byDecision.length);
  for (let at = byDecision.length - 1, earliest = Infinity; at >= 0; at -= 1)
    earliestEnd[at] = earliest = Math.min(earliest, byDecision[at]?.endedAt ?? Infinity);
  const alone = faults.filter(({ endedAt }) => !faults.some((other) => other.startedAt <= endedAt && endedAt < other.endedAt));
  return alone.flatMap(({ kind, endedAt }) => {
    const first = byDecision.findIndex(({ decidedAt }) => decidedAt >= endedAt);
    const end = earliestEnd[first];
    return end === undefined ? [] : [{ kind, ms: end - endedAt }];
  });
}
