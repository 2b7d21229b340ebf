import { Module } from '@nestjs/common';
import { OverviewController } from './overview.controller';

/** Figures of an org. */
@Module({ controllers: [OverviewController] })
export class OverviewModule {}
