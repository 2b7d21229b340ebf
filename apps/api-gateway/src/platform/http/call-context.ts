import type { Actor } from '@countersign/engine';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** Who calls, and for which of their orgs. */
export interface Caller {
  readonly actor: Actor;
  readonly orgId: number;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** 32 hex digits; in the answer's X-CAP-REQUEST-ID, the events and the log. */
    traceId: string;
    /** Set by the guard once the token is verified; null on public routes. */
    actor: Actor | null;
    /** Set by the guard when the call is for an org of theirs; null on public routes. */
    caller: Caller | null;
    /** The id of the request that the body asks about, as the caller spelt it, once the body was read; null where the path says it. */
    namedRequest: string | null;
  }
}

/** All that a controller needs of a call beside its own path, query and body. */
export interface Call extends Caller {
  readonly traceId: string;
  readonly idempotencyKey: string | undefined;
  readonly prefer: string | undefined;
}

/** The call that is being served: who makes it, for which org, under which trace id. */
export const CurrentCall = createParamDecorator((_: unknown, context: ExecutionContext): Call => {
  const { caller, traceId, headers } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!caller) throw new Error('A public route asks for its caller: take @Public() or the parameter away.');
  return { ...caller, traceId, idempotencyKey: one(headers['idempotency-key']), prefer: one(headers['prefer']) };
});

function one(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header.join(', ') : header;
}
