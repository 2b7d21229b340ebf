import { Module } from '@nestjs/common';
import { HealthController } from './health.controller';
import { ServedMetrics } from './served-metrics';

/** What orchestrators ask a worker, and on another port what Prometheus does. */
@Module({ controllers: [HealthController], providers: [ServedMetrics] })
export class HealthModule {}
