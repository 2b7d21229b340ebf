import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { answerProblems } from './answer-problems';
import { Refusals } from './refusals';

/** Whatever was thrown becomes the error envelope. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly refusals = new Refusals(new Logger(ProblemFilter.name));

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    if (!reply.sent) answerProblems(reply, this.refusals.of(error, http.getRequest<FastifyRequest>()));
  }
}
