import { Global, Module } from '@nestjs/common';
import { RequestTypeRegistry } from '@countersign/contract';
import {
  CALL_ADMISSIONS,
  CLOCK,
  EXECUTION_OBSERVER,
  EXECUTION_STORE,
  type DueExecution,
  ExecuteRequest,
  type ExecutionPorts,
  ExpirePending,
  HeldLeases,
  IDENTIFIERS,
  LOYALTY_GATEWAY,
  orgWindow,
  RandomIdentifiers,
  RecoverLostExecutions,
  REQUEST_STORE,
  StartExecutions,
  type StartLimits,
  SystemClock,
  WAKE_UPS,
} from '@countersign/engine';
import type { Logger } from '@countersign/observability';
import { RequestTypeCatalogModule } from '@countersign/request-type-catalog';
import { provide, provideClass, token } from '@countersign/wiring';
import { LOGGER, WORKER_CONFIG } from './config/worker.tokens';
import { relayWindow } from './relay/relay-window';

const EXECUTION_PORTS = token<ExecutionPorts>('ExecutionPorts');

/** So many relays may hand work to one process at the same time before it leaves some of it in the store. */
const MOST_RELAYS = 4;

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
    provide(CLOCK, [], () => new SystemClock()),
    provide(IDENTIFIERS, [], () => new RandomIdentifiers()),
    provide(
      EXECUTION_PORTS,
      [EXECUTION_STORE, LOYALTY_GATEWAY, IDENTIFIERS, CLOCK, WAKE_UPS, EXECUTION_OBSERVER],
      (executions, loyalty, identifiers, clock, wakeUps, observer) => ({ executions, loyalty, identifiers, clock, wakeUps, observer }),
    ),
    provideClass(HeldLeases, [EXECUTION_STORE]),
    provideClass(ExecuteRequest, [RequestTypeRegistry, EXECUTION_PORTS, HeldLeases]),
    provide(
      StartExecutions,
      [ExecuteRequest, CALL_ADMISSIONS, WORKER_CONFIG, LOGGER],
      (execute, admissions, { concurrency }, logger) =>
        new StartExecutions({ execute, admissions, brokeOff: toldTo(logger) }, startLimits(concurrency)),
    ),
    provideClass(RecoverLostExecutions, [RequestTypeRegistry, EXECUTION_PORTS]),
    provideClass(ExpirePending, [REQUEST_STORE, IDENTIFIERS, WAKE_UPS]),
  ],
  exports: [CLOCK, IDENTIFIERS, HeldLeases, StartExecutions, RecoverLostExecutions, ExpirePending, RequestTypeCatalogModule],
})
export class EngineModule {}
