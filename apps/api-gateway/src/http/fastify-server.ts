import { newTraceId, runWithTrace, traceIdFrom } from '@countersign/observability';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { JSON_TYPE } from './answer-json';
import { answerClientError } from './client-error';
import { errorEnvelope } from './error-envelope';
import { BODY_LIMIT, keepBodiesAsText } from './json-body';

export interface ServerOptions {
  /** Addresses and networks whose X-Forwarded-For is believed. */
  readonly trustedProxies?: readonly string[];
}

const RECEIVE_TIMEOUT_MS = 30_000;

/** Fastify as the gateway wants it: small bodies kept as text, a trace id on every answer, no answer in another shape than ours. */
export function createFastifyAdapter({ trustedProxies }: ServerOptions = {}): FastifyAdapter {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    requestTimeout: RECEIVE_TIMEOUT_MS,
    // Without a list nobody may say that a call comes from elsewhere.
    trustProxy: trustedProxies === undefined ? false : [...trustedProxies],
    logger: false,
    // Calls that arrive on an open connection while we stop are served; only listening ends at once.
    return503OnClosing: false,
    routerOptions: { maxParamLength: 300 },
    clientErrorHandler: answerClientError,
    frameworkErrors: (_error: unknown, _request: unknown, reply: FastifyReply) => {
      const noSuchRoute = errorEnvelope([{ kind: 'no-such-route', message: 'The path of this URL cannot be read.' }]);
      void reply.code(404).header('content-type', JSON_TYPE).header('x-cap-request-id', newTraceId()).send(noSuchRoute);
    },
  });
  const server = adapter.getInstance<FastifyInstance>();
  keepBodiesAsText(server);
  traceCalls(server);
  endConnectionsWhenClosing(server);
  return adapter;
}

function traceCalls(server: FastifyInstance): void {
  server.decorateRequest('traceId', '');
  server.decorateRequest('actor', null);
  server.decorateRequest('caller', null);
  server.addHook('onRequest', (request, reply, done) => {
    request.traceId = traceIdFrom(request.headers);
    reply.header('x-cap-request-id', request.traceId);
    done();
  });
  // Not earlier: reading the body goes through the socket's own events, which would lose the context.
  server.addHook('preHandler', (request, _reply, done) => {
    runWithTrace(request.traceId, done);
  });
}

/** Once we are closing every answer asks its client to hang up: a connection that is kept alive would hold the stop until its deadline. */
function endConnectionsWhenClosing(server: FastifyInstance): void {
  let isClosing = false;
  server.addHook('preClose', (done) => {
    isClosing = true;
    done();
  });
  server.addHook('onSend', (_request, reply, payload, done) => {
    if (isClosing) reply.header('connection', 'close');
    done(null, payload);
  });
}
