import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A call as it came over the wire. */
export interface WireCall {
  readonly method: string;
  /** Path and query as one text. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

const DONE = '{"createdId":38,"warnings":[]}';

/** A loyalty API that says yes to goodwill and keeps the bytes of each call, which the sandbox does not. */
export class LoyaltyRecorder {
  readonly calls: WireCall[] = [];

  private constructor(private readonly server: Server) {}

  static async start(): Promise<LoyaltyRecorder> {
    const server = createServer();
    const recorder = new LoyaltyRecorder(server);
    server.on('request', (request, response) => {
      void text(request).then((body) => {
        const { method = '', url = '', headers } = request;
        recorder.calls.push({ method, url, headers, body });
        response.writeHead(201, { 'content-type': 'application/json' }).end(DONE);
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return recorder;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }
}
