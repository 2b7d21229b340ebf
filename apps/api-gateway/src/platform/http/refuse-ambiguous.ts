import { WorkflowError } from '@countersign/engine';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isRead } from './is-read';

/**
 * Headers that say who calls, for which org, what for, and where the call ends. Of two of a kind Node takes the first or joins both, a proxy before us perhaps
 * the last; what was meant is not known.
 */
const ONCE = [
  'host',
  'transfer-encoding',
  'content-length',
  'authorization',
  'x-cap-ui-auth-token',
  'cap-api-access-token',
  'x-cap-api-auth-org-id',
  'idempotency-key',
  'content-type',
  'content-encoding',
];

/** A host and a port: with a comma or a blank in it, others may see two. */
const ONE_HOST = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i;

/** Refuses what somebody else on the way may have read differently, before anything else looks at the call. */
export function refuseAmbiguousCalls(server: FastifyInstance): void {
  server.addHook('onRequest', (request, reply, done) => {
    const problem = ambiguity(request);
    // Where this call ends is not known: what comes behind it is not taken for another one.
    if (problem) void reply.header('connection', 'close');
    done(problem);
  });
}

function ambiguity({ raw }: FastifyRequest): WorkflowError | undefined {
  if (raw.httpVersion !== '1.0' && (raw.httpVersion !== '1.1' || raw.headers.host === undefined))
    return WorkflowError.of('invalid-payload', 'The call must be HTTP/1.1 with one Host, or HTTP/1.0.', 'Host');
  const names = raw.rawHeaders.filter((_, index) => index % 2 === 0).map((name) => name.toLowerCase());
  const doubled = ONCE.find((name) => names.indexOf(name) !== names.lastIndexOf(name));
  if (doubled !== undefined) return WorkflowError.of('invalid-payload', `Header ${doubled} must not stand twice.`, doubled);
  if (raw.headers.host !== undefined && !ONE_HOST.test(raw.headers.host))
    return WorkflowError.of('invalid-payload', 'Header Host must name one host.', 'Host');
  const { 'content-encoding': coding, 'content-length': length, 'transfer-encoding': framing } = raw.headers;
  // Node unwraps chunks and hands on what is inside as if nothing else were said of it. What does not end in chunked it answers itself.
  if (framing !== undefined && /(?:^|[\s,])chunked$/i.test(framing) && (framing !== 'chunked' || raw.httpVersion === '1.0'))
    return WorkflowError.of(
      'invalid-payload',
      'Header Transfer-Encoding must be chunked and nothing else, in HTTP/1.1.',
      'Transfer-Encoding',
    );
  const hasBody = framing !== undefined || Number(length ?? 0) > 0;
  // The body of a read is looked at by nobody.
  if (hasBody && !isRead(raw.method ?? '') && coding !== undefined && coding.toLowerCase() !== 'identity')
    return WorkflowError.of('media-type', 'The body must be sent as it is, without a Content-Encoding.', 'Content-Encoding');
  return undefined;
}
