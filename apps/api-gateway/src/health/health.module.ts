import { Module } from '@nestjs/common';
import { HealthController } from './health.controller';
import { Shutdown } from './shutdown';

/** Whether this process lives, can serve, and is about to stop. */
@Module({ controllers: [HealthController], providers: [Shutdown] })
export class HealthModule {}
