import { Module } from '@nestjs/common';
import { HistoryController } from './history.controller';
import { OutcomeAnswer } from './outcome-answer';
import { RequestView } from './request-view';
import { RequestsController } from './requests.controller';
import { ResubmissionsController } from './resubmissions.controller';
import { ShownRequests } from './shown-requests';
import { SubmissionAnswer } from './submission-answer';
import { SubmissionsController } from './submissions.controller';

/** What makers do, and what everybody reads. */
@Module({
  controllers: [SubmissionsController, ResubmissionsController, RequestsController, HistoryController],
  providers: [RequestView, ShownRequests, OutcomeAnswer, SubmissionAnswer],
  exports: [OutcomeAnswer, ShownRequests],
})
export class RequestsModule {}
