import { Global, Module } from '@nestjs/common';
import { RequestTypeRegistry } from '@countersign/contract';
import {
  CLOCK,
  type Clock,
  EXECUTION_OBSERVER,
  EXECUTION_STORE,
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
  RandomIdentifiers,
  RecoverLostExecutions,
  REQUEST_STORE,
  type RequestStore,
  SystemClock,
  WAKE_UPS,
  type WakeUps,
} from '@countersign/engine';
import { RequestTypeCatalogModule } from '@countersign/request-type-catalog';

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
  exports: [CLOCK, IDENTIFIERS, HeldLeases, ExecuteRequest, RecoverLostExecutions, ExpirePending, RequestTypeCatalogModule],
})
export class EngineModule {}
