import type { FastifyInstance } from 'fastify';
import type { GatewayMetrics } from './gateway-metrics';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Its answer goes on for as long as somebody listens. */
    isStream?: boolean;
  }
}

/** Calls that found no route share one label: their paths are the caller's. */
const NO_ROUTE = 'none';

export function countCalls(server: FastifyInstance, { calls, callSeconds }: GatewayMetrics): void {
  server.addHook('onResponse', ({ method, routeOptions }, reply, done) => {
    const route = routeOptions.url ?? NO_ROUTE;
    calls.inc({ route, method, status: `${Math.floor(reply.statusCode / 100)}xx` });
    // How long somebody listens says nothing of how fast we are.
    if (!routeOptions.config.isStream) callSeconds.observe({ route, method }, reply.elapsedTime / 1_000);
    done();
  });
}
