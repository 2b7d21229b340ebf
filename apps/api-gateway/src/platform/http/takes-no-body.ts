import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor, UseInterceptors } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { readOptionalBody } from './json-body';

const nothing = z.strictObject({});

/** What would not be read is refused, once it is known who calls: whoever sends it believes that it does something. */
@Injectable()
class NoBody implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): ReturnType<CallHandler['handle']> {
    const { body } = context.switchToHttp().getRequest<FastifyRequest<{ Body: string | undefined }>>();
    // Some clients make `null` of a body that they do not have.
    readOptionalBody(nothing, body?.trim() === 'null' ? undefined : body);
    return next.handle();
  }
}

/** A write that needs nothing but its URL: no body, `null`, or an empty object. */
export const TakesNoBody = () => UseInterceptors(NoBody);
