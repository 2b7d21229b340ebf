import { Readable } from 'node:stream';
import { type FastifyReply } from 'fastify';
import { type Answer } from '../protocol/loyalty-call';
import { type Pauses } from './pauses';

const CHUNK = 'x'.repeat(65_536);

/** One HTTP request under way, with every good and bad way to end it. */
export class Exchange {
  constructor(
    private readonly reply: FastifyReply,
    readonly pauses: Pauses,
  ) {}

  answer({ status, headers, body }: Answer): void {
    this.reply.code(status).headers(headers).send(body);
  }

  text(status: number, contentType: string, text: string): void {
    this.reply.code(status).header('content-type', contentType).send(text);
  }

  /** Leaves the client waiting for as long as it holds the connection. */
  leaveOpen(): void {
    this.reply.hijack();
  }

  /** Resets the connection: the client sees ECONNRESET, not an orderly end. */
  reset(): void {
    this.reply.hijack();
    this.reply.raw.socket?.resetAndDestroy();
  }

  /** Valid JSON of the given size, made as fast as the client reads it. */
  flood(bytes: number): void {
    this.reply.header('content-type', 'application/json').send(Readable.from(paddedJson(bytes)));
  }

  /** The whole answer, one byte at a time. */
  async drip({ status, headers, body }: Answer, everyMs: number): Promise<void> {
    const { raw } = this.reply.hijack();
    const bytes = Buffer.from(JSON.stringify(body));
    for (const [name, value] of Object.entries(this.reply.getHeaders())) raw.setHeader(name, value ?? '');
    raw.writeHead(status, { ...headers, 'content-type': 'application/json', 'content-length': bytes.length });
    for (const byte of bytes) {
      if (!(await this.pauses.sleep(everyMs)) || raw.destroyed) return;
      raw.write(Buffer.of(byte));
    }
    raw.end();
  }
}

function* paddedJson(bytes: number): Generator<string> {
  yield '{"padding":"';
  for (let left = bytes; left > 0; left -= CHUNK.length) yield CHUNK.slice(0, left);
  yield '"}';
}
