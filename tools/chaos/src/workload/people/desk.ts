import type { GatewayCaller } from '../calls/gateway-caller';
import type { Lane } from '../calls/lane';
import type { Persistence } from '../calls/until-definite';

/** What everybody who calls the gateway works with. */
export interface Desk extends Persistence {
  readonly caller: GatewayCaller;
  /** Bounds what is under way. */
  readonly lane: Lane;
}
