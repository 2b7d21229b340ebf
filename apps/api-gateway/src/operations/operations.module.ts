import { Module } from '@nestjs/common';
import { RequestsModule } from '../requests/requests.module';
import { CheckpointsController } from './checkpoints.controller';
import { EntriesController } from './entries.controller';
import { JournalController } from './journal.controller';
import { OperationsController } from './operations.controller';
import { RequestActionsController } from './request-actions.controller';
import { RequestTypesController } from './request-types.controller';
import { ReviewedView } from './reviewed-view';

/** What operators do. */
@Module({
  imports: [RequestsModule],
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
