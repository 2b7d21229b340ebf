import { createServer as createHttpServer, type IncomingHttpHeaders, type RequestListener, type Server as HttpServer } from 'node:http';
import type { AddressInfo, LookupFunction, Server, Socket } from 'node:net';
import type { WebhookDelivery } from '../webhook-delivery';
import { WebhookSender } from '../webhook-sender';

export const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
export const BODY = '{"eventName":"requestWorkflowEvent","data":{"points":20.0,"note":"ümlaut ✓"}}';
export const EVENT_ID = '468a8fa7-f03e-4b7b-86b7-91eda4420af6';

interface Received {
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Receivers on this machine and the sender under test, all closed after each test. */
export class LocalReceivers {
  private readonly closing: (() => Promise<unknown>)[] = [];
  private readonly sockets = new Set<Socket>();
  /** Connections that reached any of the receivers. */
  connections = 0;

  async listen(server: Server | HttpServer): Promise<number> {
    server.on('connection', (socket: Socket) => {
      this.connections++;
      this.sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => this.sockets.delete(socket));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    this.closing.push(() => new Promise((resolve) => server.close(resolve)));
    return (server.address() as AddressInfo).port;
  }

  /** A receiver that keeps what arrives and answers as told. */
  async http(answer: RequestListener = (_request, response) => void response.end()) {
    const received: Received[] = [];
    const server = createHttpServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('error', () => undefined).on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        received.push({ url: request.url, headers: request.headers, body: Buffer.concat(chunks).toString('utf8') });
        answer(request, response);
      });
    });
    const port = await this.listen(server);
    return { url: `http://127.0.0.1:${port}/hook`, port, received };
  }

  sender(guard: (address: string) => string | undefined = () => undefined, lookup?: LookupFunction): WebhookSender {
    const sender = new WebhookSender(guard, lookup);
    this.closing.unshift(() => sender.close());
    return sender;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    for (const close of this.closing.splice(0)) await close();
    this.connections = 0;
  }
}

export function delivery(url: string, changes: Partial<WebhookDelivery> = {}): WebhookDelivery {
  return { url, headers: {}, secret: SECRET, timeoutMs: 5_000, eventId: EVENT_ID, body: BODY, ...changes };
}
