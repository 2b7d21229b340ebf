import { Module } from '@nestjs/common';
import { DescribesRoutes } from '../platform/openapi/describes-routes';
import { RequestViewsModule } from '../views/requests/request-views.module';
import { CheckpointsController } from './checkpoints.controller';
import { describeCheckpointRoutes } from './checkpoints.openapi';
import { EntriesController } from './entries.controller';
import { describeEntryRoutes } from './entries.openapi';
import { JournalController } from './journal.controller';
import { describeJournalRoutes } from './journal.openapi';
import { OperationsController } from './operations.controller';
import { describeOperationRoutes } from './operations.openapi';
import { RequestActionsController } from './request-actions.controller';
import { describeRequestActionRoutes } from './request-actions.openapi';
import { RequestTypesController } from './request-types.controller';
import { describeRequestTypeRoutes } from './request-types.openapi';
import { ReviewedView } from './reviewed-view';

/** What operators do. */
@DescribesRoutes(
  describeOperationRoutes,
  describeRequestActionRoutes,
  describeRequestTypeRoutes,
  describeJournalRoutes,
  describeCheckpointRoutes,
  describeEntryRoutes,
)
@Module({
  imports: [RequestViewsModule],
  controllers: [
    OperationsController,
    RequestActionsController,
    RequestTypesController,
    JournalController,
    CheckpointsController,
    EntriesController,
  ],
  providers: [ReviewedView],
})
export class OperationsModule {}
