import { Module } from '@nestjs/common';
import { DescribesRoutes } from '../openapi/describes-routes';
import { HealthController } from './health.controller';
import { describeHealthRoutes } from './health.openapi';
import { Shutdown } from './shutdown';

/** Whether this process lives, can serve, and is about to stop. */
@DescribesRoutes(describeHealthRoutes)
@Module({ controllers: [HealthController], providers: [Shutdown] })
export class HealthModule {}
