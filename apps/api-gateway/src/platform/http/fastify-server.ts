import { callerTraceId, newTraceId, runWithTrace } from '@countersign/observability';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { JSON_TYPE } from './answer-json';
import { trustIn } from './caller-address';
import { answerClientError } from './client-error';
import { errorEnvelope } from './error-envelope';
import { BODY_LIMIT, keepBodiesAsText } from './json-body';
import { keepAnswersPrivate, PRIVATE_HEADERS } from './private-answers';
import { refuseAmbiguousCalls } from './refuse-ambiguous';

export interface ServerOptions {
  /** Addresses and networks whose X-Forwarded-For is believed. */
  readonly trustedProxies?: readonly string[];
  /** How long a caller may take, in milliseconds. */
  readonly patience?: CallerPatience;
}

/** Whoever opens a connection and sends, or reads, drop by drop must not keep it. */
interface CallerPatience {
  /** To send the headers. */
  readonly headersMs: number;
  /** To send the whole call. */
  readonly callMs: number;
  /** Without a byte either way; longer than any call waits for an outcome. */
  readonly silenceMs: number;
  /** Between two looks at who is late. */
  readonly lookEveryMs: number;
}

const PATIENCE: CallerPatience = { headersMs: 10_000, callMs: 30_000, silenceMs: 60_000, lookEveryMs: 5_000 };

/** Fastify as the gateway wants it: small bodies kept as text, a trace id on every answer, no answer in another shape than ours. */
export function createFastifyAdapter({ trustedProxies, patience = PATIENCE }: ServerOptions = {}): FastifyAdapter {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    http: {
      headersTimeout: patience.headersMs,
      connectionsCheckingInterval: patience.lookEveryMs,
      // Node would answer by itself, in another shape than ours.
      requireHostHeader: false,
    },
    requestTimeout: patience.callMs,
    connectionTimeout: patience.silenceMs,
    // Without a list nobody may say that a call comes from elsewhere.
    trustProxy: trustedProxies === undefined ? false : trustIn(trustedProxies),
    logger: false,
    // Calls that arrive on an open connection while we stop are served; only listening ends at once.
    return503OnClosing: false,
    routerOptions: { maxParamLength: 300 },
    clientErrorHandler: answerClientError,
    frameworkErrors: (_error: unknown, _request: unknown, reply: FastifyReply) => {
      const noSuchRoute = errorEnvelope([{ kind: 'no-such-route', message: 'The path of this URL cannot be read.' }]);
      void reply
        .code(404)
        .headers(PRIVATE_HEADERS)
        .header('content-type', JSON_TYPE)
        .header('x-cap-request-id', newTraceId())
        .send(noSuchRoute);
    },
  });
  const server = adapter.getInstance<FastifyInstance>();
  // An expectation that we do not know may be passed over; Node would answer by itself.
  server.server.on('checkExpectation', (request, reply) => server.server.emit('request', request, reply));
  keepAnswersPrivate(server);
  keepBodiesAsText(server);
  traceCalls(server);
  refuseAmbiguousCalls(server);
  return adapter;
}

function traceCalls(server: FastifyInstance): void {
  server.decorateRequest('traceId', '');
  server.decorateRequest('actor', null);
  server.decorateRequest('caller', null);
  server.decorateRequest('namedRequest', null);
  server.addHook('onRequest', (request, reply, done) => {
    request.traceId = newTraceId();
    reply.header('x-cap-request-id', request.traceId);
    done();
  });
  // What is not even a path reaches no other hook.
  server.addHook('onSend', (_request, reply, payload, done) => {
    if (!reply.hasHeader('x-cap-request-id')) reply.header('x-cap-request-id', newTraceId());
    done(null, payload);
  });
  // Not earlier: reading the body goes through the socket's own events, which would lose the context.
  server.addHook('preHandler', (request, _reply, done) => {
    runWithTrace({ traceId: request.traceId, callerTraceId: callerTraceId(request.headers) }, done);
  });
}
