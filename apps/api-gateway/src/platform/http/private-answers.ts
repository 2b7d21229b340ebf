import type { FastifyInstance, FastifyReply } from 'fastify';

/** By which headers a call says who makes it, and for which org. */
const TOLD_BY = ['Authorization', 'X-CAP-UI-AUTH-TOKEN', 'CAP-API-ACCESS-TOKEN', 'X-CAP-API-AUTH-ORG-ID', 'Cookie'].join(', ');

/** What an answer says to whatever lies between us and the caller: nobody keeps it, and it is nobody else's. */
export const PRIVATE_HEADERS = { 'cache-control': 'no-store', vary: TOLD_BY } as const;

/** Files that are the same for everybody; how long they may be kept, and by which validators, is said where they are served. */
const FILES_FOR_EVERYBODY: readonly (string | undefined)[] = ['/console/assets/*', '/console/*', '/docs/assets/*'];

/**
 * Every answer is for its caller alone, errors too, unless it is such a file. Without a word of ours a proxy with a lifetime of its own
 * would hand one caller's answer to the next.
 */
export function keepAnswersPrivate(server: FastifyInstance): void {
  // At the very beginning, for answers that go on without the hooks as well.
  server.addHook('onRequest', (_request, reply, done) => {
    reply.headers(PRIVATE_HEADERS);
    done();
  });
  server.addHook('onSend', ({ routeOptions }, reply, payload, done) => {
    const isPublic = FILES_FOR_EVERYBODY.includes(routeOptions.url) && String(reply.getHeader('cache-control')).startsWith('public');
    if (isPublic) dropPrivateVary(reply);
    else reply.headers(PRIVATE_HEADERS).removeHeader('etag').removeHeader('last-modified');
    done(null, payload);
  });
}

/** A file may still be kept in several encodings. */
function dropPrivateVary(reply: FastifyReply): void {
  const others = String(reply.getHeader('vary')).replace(TOLD_BY, '').replace(/^, /, '');
  if (others === '') reply.removeHeader('vary');
  else reply.header('vary', others);
}
