import { StoreUnavailableError } from '@countersign/engine';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { TokenRevocations } from '../../platform/auth/token-revocations';
import { QueueSessions } from './queue-sessions';
import { QueueWindows } from './queue-windows';

const PREFIX = '/console/queues';
/** The dashboard sets styles of its own; it needs nothing from elsewhere. */
const PAGE_HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'self'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
};
const UNKNOWN_VISITOR = 'Open the queues from the console: it lets operators in, for a quarter of an hour at a time.\n';
const NOT_NOW = 'Whether you may still look cannot be found out right now. Try again in a moment.\n';
const READ_ONLY = 'The queues can only be looked at here. Pause and resume request types in the console.\n';
const REDIS_AWAY = { error: { key: 'ERRORS.INTERNAL_SERVER_ERROR' }, message: 'Redis does not answer right now.' };

/** Bull Board under /console/queues, to look at and nothing else. It is loaded here, so that a gateway without it has no part of it. */
export async function serveQueueDashboard(app: NestFastifyApplication): Promise<void> {
  const [{ createBullBoard }, { BullMQAdapter }, { FastifyAdapter }] = await Promise.all([
    import('@bull-board/api'),
    import('@bull-board/api/bullMQAdapter'),
    import('@bull-board/fastify'),
  ]);
  const windows = app.get(QueueWindows);
  const adapter = new FastifyAdapter();
  const board = createBullBoard({ queues: [], serverAdapter: adapter, options: { uiConfig: { boardTitle: 'Countersign queues' } } });
  adapter.setBasePath(PREFIX).setErrorHandler(() => ({ status: 500, body: REDIS_AWAY }));
  const open = (): void => {
    if (!windows.isOpen) board.setQueues(windows.open().map((queue) => new BullMQAdapter(queue, { readOnlyMode: true })));
  };
  const server = app.getHttpAdapter().getInstance();
  await server.register(async (scope) => {
    scope.addHook('onRequest', async (request, reply) => {
      if (await isTurnedAway(app, request, reply)) return;
      open();
    });
    await scope.register(adapter.registerPlugin(), { prefix: PREFIX });
  });
}

async function isTurnedAway(app: NestFastifyApplication, request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
  reply.headers(PAGE_HEADERS);
  const answer = async (status: number, words: string): Promise<true> => {
    await reply.code(status).header('content-type', 'text/plain; charset=utf-8').send(words);
    return true;
  };
  const visit = app.get(QueueSessions).find(request.headers.cookie);
  if (!visit) return answer(401, UNKNOWN_VISITOR);
  if (request.method !== 'GET' && request.method !== 'HEAD') return answer(405, READ_ONLY);
  const actor = { userId: visit.userId, name: '', orgs: new Map(), issuedAt: new Date(visit.issuedAt) };
  try {
    await app.get(TokenRevocations).refuseRevoked(actor, visit.orgId, true);
    return false;
  } catch (error) {
    if (error instanceof StoreUnavailableError) return answer(503, NOT_NOW);
    return answer(401, UNKNOWN_VISITOR);
  }
}
