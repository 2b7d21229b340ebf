import { Global, Module } from '@nestjs/common';
import { RequestTypeRegistry } from '@countersign/contract';
import {
  CALL_ADMISSIONS,
  type CallAdmissions,
  CLOCK,
  type Clock,
  EXECUTION_OBSERVER,
  EXECUTION_STORE,
  type DueExecution,
  ExecuteRequest,
  type ExecutionObserver,
  type ExecutionPorts,
  type ExecutionStore,
  ExpirePending,
  HeldLeases,
  IDENTIFIERS,
  type Identifiers,
  LOYALTY_GATEWAY,
  type LoyaltyGateway,
  orgWindow,
  RandomIdentifiers,
  RecoverLostExecutions,
  REQUEST_STORE,
  type RequestStore,
  StartExecutions,
  type StartLimits,
  SystemClock,
  WAKE_UPS,
  type WakeUps,
} from '@countersign/engine';
import type { Logger } from '@countersign/observability';
import { RequestTypeCatalogModule } from '@countersign/request-type-catalog';
import { relayWindow } from './relay/relay-window';
import type { WorkerConfig } from './worker.config';
import { LOGGER, WORKER_CONFIG } from './worker.tokens';

const EXECUTION_PORTS = Symbol('ExecutionPorts');

type Ported = readonly [ExecutionStore, LoyaltyGateway, Identifiers, Clock, WakeUps, ExecutionObserver];

const executionPorts = {
  provide: EXECUTION_PORTS,
  inject: [EXECUTION_STORE, LOYALTY_GATEWAY, IDENTIFIERS, CLOCK, WAKE_UPS, EXECUTION_OBSERVER],
  useFactory: (...[executions, loyalty, identifiers, clock, wakeUps, observer]: Ported): ExecutionPorts => ({
    executions,
    loyalty,
    identifiers,
    clock,
    wakeUps,
    observer,
  }),
};

/** So many relays may hand work to one process at the same time before it leaves some of it in the store. */
const MOST_RELAYS = 4;

type Starting = readonly [ExecuteRequest, CallAdmissions, WorkerConfig, Logger];

/** Whatever one relay dispatches of an org finds a place to wait here; bounded once more, so that no number of relays fills the memory. */
function startLimits(concurrency: number): StartLimits {
  const window = relayWindow(concurrency);
  return { perType: concurrency, waitingPerOrg: orgWindow(window), waiting: MOST_RELAYS * window };
}

function toldTo(logger: Logger): (due: DueExecution, error: unknown) => void {
  return ({ requestId, orgId }, error) => {
    logger.error({ err: error, requestId, orgId }, 'an attempt broke off; its lease will lapse');
  };
}

/** The engine's use cases that a worker runs, over whatever adapters the app imports. */
@Global()
@Module({
  imports: [RequestTypeCatalogModule],
  providers: [
    { provide: CLOCK, useClass: SystemClock },
    { provide: IDENTIFIERS, useClass: RandomIdentifiers },
    executionPorts,
    { provide: HeldLeases, inject: [EXECUTION_STORE], useFactory: (executions: ExecutionStore) => new HeldLeases(executions) },
    {
      provide: ExecuteRequest,
      inject: [RequestTypeRegistry, EXECUTION_PORTS, HeldLeases],
      useFactory: (types: RequestTypeRegistry, ports: ExecutionPorts, leases: HeldLeases) => new ExecuteRequest(types, ports, leases),
    },
    {
      provide: StartExecutions,
      inject: [ExecuteRequest, CALL_ADMISSIONS, WORKER_CONFIG, LOGGER],
      useFactory: (...[execute, admissions, { concurrency }, logger]: Starting) =>
        new StartExecutions({ execute, admissions, brokeOff: toldTo(logger) }, startLimits(concurrency)),
    },
    {
      provide: RecoverLostExecutions,
      inject: [RequestTypeRegistry, EXECUTION_PORTS],
      useFactory: (types: RequestTypeRegistry, ports: ExecutionPorts) => new RecoverLostExecutions(types, ports),
    },
    {
      provide: ExpirePending,
      inject: [REQUEST_STORE, IDENTIFIERS, WAKE_UPS],
      useFactory: (requests: RequestStore, identifiers: Identifiers, wakeUps: WakeUps) => new ExpirePending(requests, identifiers, wakeUps),
    },
  ],
  exports: [CLOCK, IDENTIFIERS, HeldLeases, StartExecutions, RecoverLostExecutions, ExpirePending, RequestTypeCatalogModule],
})
export class EngineModule {}
