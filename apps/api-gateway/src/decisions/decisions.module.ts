import { Module } from '@nestjs/common';
import { DescribesRoutes } from '../platform/openapi/describes-routes';
import { RequestViewsModule } from '../views/requests/request-views.module';
import { BulkDecisionsController } from './bulk-decisions.controller';
import { describeBulkDecisionRoutes } from './bulk-decisions.openapi';
import { DecideTogether } from './decide-together';
import { DecisionsController } from './decisions.controller';
import { describeDecisionRoutes } from './decisions.openapi';

/** What checkers do. */
@DescribesRoutes(describeDecisionRoutes, describeBulkDecisionRoutes)
@Module({ imports: [RequestViewsModule], controllers: [DecisionsController, BulkDecisionsController], providers: [DecideTogether] })
export class DecisionsModule {}
