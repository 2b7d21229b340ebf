import type { Clock } from './clock';
import type { ExecutionObserver } from './execution-observer';
import type { ExecutionStore } from './execution-store';
import type { Identifiers } from './identifiers';
import type { LoyaltyGateway } from './loyalty-gateway';
import type { WakeUps } from './wake-ups';

/** All that the execution of approved requests needs of the outside. */
export interface ExecutionPorts {
  readonly executions: ExecutionStore;
  readonly loyalty: LoyaltyGateway;
  readonly identifiers: Identifiers;
  readonly clock: Clock;
  readonly wakeUps: WakeUps;
  readonly observer: ExecutionObserver;
}
