import { Module } from '@nestjs/common';
import { DescribesRoutes } from '../platform/openapi/describes-routes';
import { RequestViewsModule } from '../views/requests/request-views.module';
import { HistoryController } from './read/history.controller';
import { describeHistoryRoutes } from './read/history.openapi';
import { RequestsController } from './read/requests.controller';
import { describeRequestRoutes } from './requests.openapi';
import { ResubmissionsController } from './submit/resubmissions.controller';
import { SubmissionsController } from './submit/submissions.controller';

/** What makers do, and what everybody reads. */
@DescribesRoutes(describeRequestRoutes, describeHistoryRoutes)
@Module({
  imports: [RequestViewsModule],
  controllers: [SubmissionsController, ResubmissionsController, RequestsController, HistoryController],
})
export class RequestsModule {}
