import type { Socket } from 'node:net';
import { newTraceId } from '@countersign/observability';
import { JSON_TYPE } from './answer-json';
import { errorEnvelope } from './error-envelope';
import { PRIVATE_HEADERS } from './private-answers';

/** Answers what is not even HTTP, or did not arrive in time, in the shape of every other error, and ends the connection. */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code !== 'ECONNRESET' && socket.writable) {
    const body = errorEnvelope([{ kind: 'invalid-payload', message: 'The call is not well-formed HTTP, or did not arrive in time.' }]);
    socket.write(
      [
        'HTTP/1.1 400 Bad Request',
        `Content-Type: ${JSON_TYPE}`,
        `Content-Length: ${Buffer.byteLength(body)}`,
        `Cache-Control: ${PRIVATE_HEADERS['cache-control']}`,
        `Vary: ${PRIVATE_HEADERS.vary}`,
        `X-CAP-REQUEST-ID: ${newTraceId()}`,
        'Connection: close',
        '',
        body,
      ].join('\r\n'),
    );
  }
  socket.destroy();
}
