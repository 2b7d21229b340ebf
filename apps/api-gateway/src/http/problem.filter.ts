import type { ProblemKind } from '@countersign/contract';
import { SECURITY_REFUSALS, type SecurityRefusals, WorkflowError } from '@countersign/engine';
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Inject, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { answerProblems, type Refusal } from './answer-problems';
import { refusedCall } from '../refusals/refused-call';
import { SparseLog } from './sparse-log';

/** What the HTTP layer itself refuses, before any of our code sees the call. */
const FRAMEWORK_PROBLEMS: Readonly<Partial<Record<number, readonly [ProblemKind, string]>>> = {
  400: ['invalid-payload', 'The call is not well-formed HTTP.'],
  404: ['no-such-route', 'There is no such route; see /docs for paths and methods.'],
  413: ['body-too-large', 'The body must not be larger than 65536 bytes.'],
  415: ['media-type', 'The body must be sent as Content-Type: application/json.'],
};

/** Milliseconds between two lines about calls that could not be served. */
const LOG_EVERY_MS = 1_000;

/** Whatever was thrown becomes the error envelope. What nobody expected is logged and told only as a trace id. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);
  private readonly causes = new SparseLog(LOG_EVERY_MS);

  constructor(@Inject(SECURITY_REFUSALS) private readonly refusals: SecurityRefusals) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    if (reply.sent) return;
    const request = http.getRequest<FastifyRequest>();
    const refusal = this.refusalOf(error, request);
    const refused = refusedCall(request, refusal.problems);
    if (refused) this.refusals.note(refused);
    answerProblems(reply, refusal);
  }

  private refusalOf(error: unknown, request: FastifyRequest): Refusal {
    if (error instanceof WorkflowError) {
      // Its cause is the store's or the network's, which the caller must not see and operators must.
      if (error.cause !== undefined) this.tellCause(error.cause, request.traceId);
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

  private tellCause(cause: unknown, traceId: string): void {
    this.causes.tell((passedOver) => {
      this.logger.warn({ err: cause, traceId, passedOver }, 'a call could not be served');
    });
  }
}
