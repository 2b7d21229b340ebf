import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { ReceivedLine } from '@countersign/invariant-checker';

/** What a receiver does with one POST. */
export interface ReceiverReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
}

export type ReplyRule = (received: Omit<ReceivedLine, 'answered'>) => ReceiverReply;

/** A subscriber that believes everything and writes down all that comes before it answers: what is wrong with it is for the checker to find. */
export class EvidenceReceiver {
  /** Where lines go; what comes before the endpoint is known is put off with 503. */
  private log: ((line: ReceivedLine) => void) | undefined;
  readonly lines: ReceivedLine[] = [];

  private constructor(
    private readonly server: Server,
    private readonly rule: ReplyRule,
  ) {}

  static async start(rule: ReplyRule = () => ({ status: 204 })): Promise<EvidenceReceiver> {
    const server = createServer();
    const receiver = new EvidenceReceiver(server, rule);
    server.on('request', (request, response) => {
      receiver.receive(request, response).catch(() => response.destroy());
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/events`;
  }

  writeTo(log: (line: ReceivedLine) => void): void {
    this.log = log;
  }

  async close(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }

  private async receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const bodyText = await text(request);
    if (!this.log) {
      response.writeHead(503).end();
      return;
    }
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    const received = { at: Date.now(), headers, bodyText };
    const { status, headers: told = {} } = this.rule(received);
    const line: ReceivedLine = { ...received, answered: status };
    this.lines.push(line);
    this.log(line);
    response.writeHead(status, told).end();
  }
}
