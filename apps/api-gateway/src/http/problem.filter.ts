import type { ProblemKind } from '@countersign/contract';
import { WorkflowError } from '@countersign/engine';
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { JSON_TYPE } from './answer-json';
import { type AnsweredProblem, errorEnvelope, statusOf } from './error-envelope';

/** What the HTTP layer itself refuses, before any of our code sees the call. */
const FRAMEWORK_PROBLEMS: Readonly<Partial<Record<number, readonly [ProblemKind, string]>>> = {
  400: ['invalid-payload', 'The call is not well-formed HTTP.'],
  404: ['no-such-route', 'There is no such route; see /docs for paths and methods.'],
  413: ['body-too-large', 'The body must not be larger than 65536 bytes.'],
  415: ['media-type', 'The body must be sent as Content-Type: application/json.'],
};

interface Refusal {
  readonly problems: readonly [AnsweredProblem, ...AnsweredProblem[]];
  readonly retryAfterSeconds?: number | undefined;
}

/** Whatever was thrown becomes the error envelope. What nobody expected is logged and told only as a trace id. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    if (reply.sent) return;
    const { problems, retryAfterSeconds } = this.refusalOf(error, http.getRequest<FastifyRequest>());
    const status = statusOf(problems);
    if (retryAfterSeconds !== undefined) reply.header('retry-after', String(retryAfterSeconds));
    if (status === 401) reply.header('www-authenticate', 'Bearer');
    reply.code(status).header('content-type', JSON_TYPE).send(errorEnvelope(problems));
  }

  private refusalOf(error: unknown, request: FastifyRequest): Refusal {
    if (error instanceof WorkflowError) {
      // Its cause is the store's or the network's, which the caller must not see and operators must.
      if (error.cause !== undefined) this.logger.warn({ err: error.cause, traceId: request.traceId }, 'a call could not be served');
      return error;
    }
    const framework = error instanceof HttpException ? FRAMEWORK_PROBLEMS[error.getStatus()] : undefined;
    if (framework) return { problems: [{ kind: framework[0], message: framework[1] }] };
    this.logger.error({ err: error, traceId: request.traceId, route: request.routeOptions.url }, 'a call failed unexpectedly');
    return {
      problems: [
        {
          kind: 'internal',
          message: `Something failed on our side. Tell support the trace id ${request.traceId}.`,
          reference: request.traceId,
        },
      ],
    };
  }
}
