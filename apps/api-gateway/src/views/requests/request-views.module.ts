import { Module } from '@nestjs/common';
import { OutcomeAnswer } from './outcome-answer';
import { RequestView } from './request-view';
import { ShownRequests } from './shown-requests';

/** How requests are shown, for every resource that answers with one. */
@Module({ providers: [RequestView, ShownRequests, OutcomeAnswer], exports: [ShownRequests, OutcomeAnswer] })
export class RequestViewsModule {}
