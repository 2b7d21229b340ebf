import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { isRead } from '../http/is-read';

/** What is let go first when there is too much: reads, then writes, last what people have decided. `always` is never let go. */
export type Urgency = 'read' | 'write' | 'decision' | 'always';

declare module 'fastify' {
  interface FastifyContextConfig {
    urgency?: Urgency;
  }
}

/** A route by which people decide, or take back. */
export const Decides = () => RouteConfig({ urgency: 'decision' satisfies Urgency });

/** A route that answers whatever the load, and is not limited: for orchestrators. */
export const AnswersAlways = () => RouteConfig({ urgency: 'always' satisfies Urgency });

export function urgencyOf({ method, routeOptions }: FastifyRequest): Urgency {
  return routeOptions.config.urgency ?? (isRead(method) ? 'read' : 'write');
}
