import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { ReadScope } from '@countersign/engine';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '../../platform/http/call-context';

/** Milliseconds after which a listener that lost us comes back. */
const RETRY_MS = 2_000;
/** Bytes that may wait for a listener who does not read; then the listener is let go, and begins anew. */
const MOST_UNREAD = 262_144;

/** Who listens, and what they may read. */
export interface Listener extends Caller {
  readonly scope: ReadScope;
}

/** One listener: an answer that goes on. */
export class ChangeStream {
  private readonly out: ServerResponse;

  constructor(
    readonly request: FastifyRequest,
    readonly listener: Listener,
    reply: FastifyReply,
    onEnd: (stream: ChangeStream) => void,
  ) {
    // It is not at work: it waits, and nobody is to be turned away for its sake.
    request.progress?.end();
    reply.hijack();
    this.out = reply.raw;
    this.out.once('close', () => {
      onEnd(this);
    });
    this.out.writeHead(200, {
      ...(reply.getHeaders() as OutgoingHttpHeaders),
      'content-type': 'text/event-stream; charset=utf-8',
      'x-content-type-options': 'nosniff',
      // A proxy that collects before it hands on would make of it one late answer.
      'x-accel-buffering': 'no',
    });
    this.write(`retry: ${RETRY_MS}\n\n`);
  }

  write(text: string): void {
    if (this.out.writableEnded || this.out.destroyed) return;
    if (this.out.writableLength > MOST_UNREAD) this.out.destroy();
    else this.out.write(text);
  }

  end(): void {
    this.out.end();
  }
}
