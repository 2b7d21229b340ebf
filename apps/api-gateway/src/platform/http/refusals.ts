import type { ProblemKind } from '@countersign/contract';
import { WorkflowError } from '@countersign/engine';
import { HttpException, type Logger } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Refusal } from './answer-problems';
import { SparseLog } from './sparse-log';

/** What the HTTP layer itself refuses, before any of our code sees the call. */
const FRAMEWORK_PROBLEMS: Readonly<Partial<Record<number, readonly [ProblemKind, string]>>> = {
  400: ['invalid-payload', 'The call is not well-formed HTTP.'],
  404: ['no-such-route', 'There is no such route; see /docs for paths and methods.'],
  415: ['media-type', 'The body must be sent as Content-Type: application/json.'],
};

/** Milliseconds between two lines about calls that could not be served. */
const LOG_EVERY_MS = 1_000;

/** What a caller is told of whatever was thrown. What nobody expected is logged and told only as a trace id. */
export class Refusals {
  private readonly causes = new SparseLog(LOG_EVERY_MS);

  constructor(private readonly logger: Logger) {}

  of(error: unknown, request: FastifyRequest): Refusal {
    if (error instanceof WorkflowError) {
      // Its cause is the store's or the network's, which the caller must not see and operators must.
      if (error.cause !== undefined) this.tellCause(error.cause, request.traceId);
      return error;
    }
    if (error instanceof HttpException && error.getStatus() === 413)
      return {
        problems: [{ kind: 'body-too-large', message: `The body must not be larger than ${request.routeOptions.bodyLimit} bytes.` }],
      };
    const framework = error instanceof HttpException ? FRAMEWORK_PROBLEMS[error.getStatus()] : undefined;
    if (framework) return { problems: [{ kind: framework[0], message: framework[1] }] };
    // The caller hung up in the middle of the body: nobody reads the answer, and anybody could fill the log.
    if (request.raw.destroyed && !request.raw.complete) return { problems: [{ kind: 'invalid-payload', message: 'The body broke off.' }] };
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
