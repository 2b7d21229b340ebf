import { type DynamicModule, Module, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
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
  constructor(private readonly gauge: LoadGauge) {}

  static forRoot({ limits, shedding }: PressureConfig): DynamicModule {
    return {
      global: true,
      module: PressureModule,
      providers: [
        LoadGauge,
        ThrottlerStorageService,
        { provide: LoadShedder, inject: [LoadGauge], useFactory: (gauge: LoadGauge) => new LoadShedder(shedding, gauge) },
        {
          provide: RateLimits,
          inject: [ThrottlerStorageService, GATEWAY_METRICS],
          useFactory: (storage: ThrottlerStorageService, { limited }: GatewayMetrics) =>
            new RateLimits(limits, storage, (by, kind) => {
              limited.inc({ by, kind });
            }),
        },
        { provide: APP_GUARD, useClass: RateLimitGuard },
      ],
      exports: [LoadGauge, LoadShedder, RateLimits],
    };
  }

  onModuleInit(): void {
    this.gauge.start();
  }

  onApplicationShutdown(): void {
    this.gauge.stop();
  }
}
