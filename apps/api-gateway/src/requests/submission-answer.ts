import type { Submitted } from '@countersign/engine';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type Asked, OutcomeAnswer } from './outcome-answer';
import { asSubmitted } from './request-view';

/** Tells a maker what became of a submission; one that is repeated by key is answered as the first time. */
@Injectable()
export class SubmissionAnswer {
  constructor(@Inject(OutcomeAnswer) private readonly answer: OutcomeAnswer) {}

  async send(reply: FastifyReply, { request, replayed }: Submitted, asked: Asked): Promise<void> {
    const answered = replayed && request.verdict === 'checker' ? asSubmitted(request) : request;
    await this.answer.send(reply, { request: answered, replayed, ...asked });
  }
}
