import { randomBytes } from 'node:crypto';
import { fastify, type FastifyError, type FastifyInstance, LogController } from 'fastify';
import { serveCalls } from './calls/serve-calls';
import { serveControl } from './control/control.routes';
import { type Sandbox } from './sandbox/sandbox';

/** The HTTP server of one sandbox, not yet listening. */
export async function buildServer(sandbox: Sandbox): Promise<FastifyInstance> {
  const server = fastify({
    // URLs and bodies carry mobile numbers: requests are logged below, by route pattern only.
    logController: new LogController({ disableRequestLogging: true }),
    logger: { level: sandbox.config.logLevel, serializers: { req: ({ id, method }) => ({ id, method }) } },
    // Calls that are never answered must not hold up the stop.
    forceCloseConnections: true,
    genReqId: () => randomBytes(16).toString('hex'),
    routerOptions: { ignoreTrailingSlash: true },
  });
  server.removeContentTypeParser('text/plain');

  server.setErrorHandler<FastifyError>((error, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) request.log.error({ code: error.code, route: request.routeOptions.url, err: error.name }, error.message);
    const message = status >= 500 ? 'The sandbox failed; its log says why' : error.message;
    return reply.code(status).send({ errors: [{ code: status, message }], warnings: [] });
  });
  server.setNotFoundHandler((_request, reply) => reply.code(404).send({ errors: [{ code: 404, message: 'No such route' }], warnings: [] }));
  server.addHook('onResponse', async (request, reply) => {
    const fault = request.received?.fault;
    request.log.info({ route: request.routeOptions.url, status: reply.statusCode, ms: Math.round(reply.elapsedTime), fault }, 'answered');
  });

  await server.register((scope) => serveCalls(scope, sandbox));
  await server.register((scope) => serveControl(scope, sandbox));
  return server;
}
