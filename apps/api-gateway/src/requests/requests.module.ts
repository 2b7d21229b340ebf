import { Module } from '@nestjs/common';
import { OutcomeAnswer } from './outcome-answer';
import { RequestView } from './request-view';
import { RequestsController } from './requests.controller';
import { SubmissionsController } from './submissions.controller';

/** What makers do, and what everybody reads. */
@Module({
  controllers: [SubmissionsController, RequestsController],
  providers: [RequestView, OutcomeAnswer],
  exports: [OutcomeAnswer, RequestView],
})
export class RequestsModule {}
