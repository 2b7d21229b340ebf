import { CLOCK, type Clock, REFUSAL_STORE, type RefusalStore, SECURITY_REFUSALS } from '@countersign/engine';
import { type BeforeApplicationShutdown, Global, Inject, Logger, Module, type OnApplicationBootstrap } from '@nestjs/common';
import type { GatewayMetrics } from '../metrics/gateway-metrics';
import { GATEWAY_METRICS } from '../metrics/metrics.tokens';
import { RefusalJournal, type RefusalSigns } from './refusal-journal';

/** Refused actions on their way into the journal. */
@Global()
@Module({
  providers: [
    {
      provide: RefusalJournal,
      inject: [REFUSAL_STORE, CLOCK, GATEWAY_METRICS],
      useFactory: (store: RefusalStore, clock: Clock, metrics: GatewayMetrics) => new RefusalJournal(store, clock, signsIn(metrics)),
    },
    { provide: SECURITY_REFUSALS, useExisting: RefusalJournal },
  ],
  exports: [SECURITY_REFUSALS],
})
export class RefusalsModule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(@Inject(RefusalJournal) private readonly journal: RefusalJournal) {}

  onApplicationBootstrap(): void {
    this.journal.start();
  }

  /** After the last call was answered, before the connections are closed. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.journal.stop();
  }
}

function signsIn({ refusals }: GatewayMetrics): RefusalSigns {
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
