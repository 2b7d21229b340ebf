import { CLOCK, REFUSAL_STORE, SECURITY_REFUSALS } from '@countersign/engine';
import type { Logger as ProcessLogger } from '@countersign/observability';
import { provide, provideAs } from '@countersign/wiring';
import {
  type BeforeApplicationShutdown,
  type DynamicModule,
  Inject,
  Logger,
  Module,
  type OnApplicationBootstrap,
  type Provider,
} from '@nestjs/common';
import { RefusedSignIns } from '../auth/refused-sign-ins';
import type { WritingSigns } from '../batches/written-together';
import type { GatewayMetrics } from '../metrics/gateway-metrics';
import { GATEWAY_METRICS } from '../metrics/metrics.tokens';
import { RefusalJournal } from './refusal-journal';

/** Refused actions on their way into the journal, and refused sign-ins, which only those of API clients are. */
@Module({})
export class RefusalsModule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(@Inject(RefusalJournal) private readonly journal: RefusalJournal) {}

  /** @param logger for what nobody has to be called for, which Nest's own logger keeps to itself */
  static forRoot(logger: ProcessLogger): DynamicModule {
    const providers: Provider[] = [
      provide(
        RefusalJournal,
        [REFUSAL_STORE, CLOCK, GATEWAY_METRICS],
        (store, clock, metrics) => new RefusalJournal(store, clock, signsIn(metrics)),
      ),
      provideAs(SECURITY_REFUSALS, RefusalJournal),
      provide(RefusedSignIns, [GATEWAY_METRICS], (metrics) => countedIn(metrics, logger)),
    ];
    return { global: true, module: RefusalsModule, providers, exports: [SECURITY_REFUSALS, RefusedSignIns] };
  }

  onApplicationBootstrap(): void {
    this.journal.start();
  }

  /** After the last call was answered, before the connections are closed. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.journal.stop();
  }
}

function countedIn({ signInsRefused }: GatewayMetrics, logger: ProcessLogger): RefusedSignIns {
  return new RefusedSignIns({
    count: (reason) => {
      signInsRefused.inc({ reason });
    },
    tell: (refused) => {
      logger.info({ refused }, 'callers could not be told by what they showed');
    },
  });
}

function signsIn({ refusals }: GatewayMetrics): WritingSigns {
  const logger = new Logger(RefusalJournal.name);
  return {
    written: (count) => {
      refusals.inc({ fate: 'written' }, count);
    },
    lost: (count, error) => {
      refusals.inc({ fate: 'lost' }, count);
      if (error !== undefined) logger.error({ err: error, count }, 'refused actions could not be journaled');
    },
  };
}
