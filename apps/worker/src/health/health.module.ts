import { Module } from '@nestjs/common';
import { HealthController } from './health.controller';

/** What orchestrators and Prometheus ask a worker. */
@Module({ controllers: [HealthController] })
export class HealthModule {}
