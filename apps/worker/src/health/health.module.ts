import { Module } from '@nestjs/common';
import { RolesModule } from '../roles.module';
import { HealthController } from './health.controller';
import { ServedMetrics } from './served-metrics';

/** What orchestrators ask a worker, and on another port what Prometheus does. */
@Module({ imports: [RolesModule], controllers: [HealthController], providers: [ServedMetrics] })
export class HealthModule {}
