import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { newTraceId } from '@countersign/observability';
import { JSON_TYPE } from './answer-json';
import { type AnsweredProblem, errorEnvelope, statusOf } from './error-envelope';
import { PRIVATE_HEADERS } from './private-answers';

const PROBLEMS: Readonly<Partial<Record<string, AnsweredProblem>>> = {
  HPE_HEADER_OVERFLOW: {
    kind: 'headers-too-large',
    message: 'The first line and the headers of the call must not be larger than 16 kB together.',
  },
  ERR_HTTP_REQUEST_TIMEOUT: { kind: 'too-slow', message: 'The call did not arrive in time.' },
};
const NOT_HTTP: AnsweredProblem = { kind: 'invalid-payload', message: 'The call is not well-formed HTTP.' };

/** Answers what is not even HTTP, or did not arrive in time, in the shape of every other error, and ends the connection. */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code !== 'ECONNRESET' && socket.writable) {
    const problem = PROBLEMS[error.code ?? ''] ?? NOT_HTTP;
    const status = statusOf([problem]);
    const body = errorEnvelope([problem]);
    socket.write(
      [
        `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
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
