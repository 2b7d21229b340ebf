import { requestTypes } from '@countersign/request-type-catalog';

/** As a multiple of the calls that can run: more would only wait in the wrong place. */
const PER_SLOT = 4;

/** Executions that a relay has dispatched and that are not yet claimed, at most. @param concurrency attempts at once, per request type */
export function relayWindow(concurrency: number): number {
  return PER_SLOT * concurrency * requestTypes.length;
}
