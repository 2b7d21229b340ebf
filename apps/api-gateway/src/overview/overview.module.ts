import { Module } from '@nestjs/common';
import { DescribesRoutes } from '../platform/openapi/describes-routes';
import { OverviewController } from './overview.controller';
import { describeOverviewRoutes } from './overview.openapi';

/** Figures of an org. */
@DescribesRoutes(describeOverviewRoutes)
@Module({ controllers: [OverviewController] })
export class OverviewModule {}
