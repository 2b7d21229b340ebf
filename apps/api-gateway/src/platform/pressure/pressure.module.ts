import { provide } from '@countersign/wiring';
import { type DynamicModule, Inject, Module, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { ThrottlerStorageService } from '@nestjs/throttler';
import type { GatewayMetrics } from '../metrics/gateway-metrics';
import { GATEWAY_METRICS } from '../metrics/metrics.tokens';
import { LoadGauge } from './load-gauge';
import { LoadShedder, type SheddingConfig } from './load-shedder';
import { RateLimitGuard } from './rate-limit.guard';
import { type RateLimitConfig, RateLimits } from './rate-limits';

export interface PressureConfig {
  readonly limits: RateLimitConfig;
  readonly shedding: SheddingConfig;
}

/** How much the gateway takes on, and from whom. Import it behind the module of the guard that establishes the caller. */
@Module({})
export class PressureModule implements OnModuleInit, OnApplicationShutdown {
  constructor(
    private readonly gauge: LoadGauge,
    private readonly shedder: LoadShedder,
    @Inject(GATEWAY_METRICS) private readonly metrics: GatewayMetrics,
  ) {}

  static forRoot({ limits, shedding }: PressureConfig): DynamicModule {
    return {
      global: true,
      module: PressureModule,
      providers: [
        LoadGauge,
        ThrottlerStorageService,
        provide(LoadShedder, [LoadGauge], (gauge) => new LoadShedder(shedding, gauge)),
        provide(
          RateLimits,
          [ThrottlerStorageService, GATEWAY_METRICS],
          (storage, { limited }) =>
            new RateLimits(limits, storage, (by, kind) => {
              limited.inc({ by, kind });
            }),
        ),
        { provide: APP_GUARD, useClass: RateLimitGuard },
      ],
      exports: [LoadGauge, LoadShedder, RateLimits],
    };
  }

  onModuleInit(): void {
    observeLoad(this.metrics, this.shedder, this.gauge);
    this.gauge.start();
  }

  onApplicationShutdown(): void {
    this.gauge.stop();
  }
}

function observeLoad({ metrics }: GatewayMetrics, shedder: LoadShedder, gauge: LoadGauge): void {
  metrics.gauge({ name: 'calls_at_work', help: 'Calls being served, without those that wait for an outcome.' }, (shown) => {
    shown.set(shedder.callsAtWork);
  });
  metrics.gauge({ name: 'heap_percent', help: 'Part of the heap’s limit that is in use.' }, (shown) => {
    shown.set(gauge.load.heapPercent);
  });
  metrics.gauge({ name: 'loop_delay_seconds', help: 'Mean delay of the event loop, as shedding sees it.' }, (shown) => {
    shown.set(gauge.load.loopDelayMs / 1_000);
  });
}
