import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';

export interface RawCall {
  /** Request line and headers as they came. */
  readonly head: string;
  readonly body: string;
  /** Calls before this one on the same connection. */
  readonly earlierOnConnection: number;
}

export type RawReply = (socket: Socket, call: RawCall) => void;

/** A loyalty API in plain TCP, so that it can break every rule of HTTP. Keeps each call that arrived whole. */
export class RawUpstream {
  readonly calls: RawCall[] = [];
  connections = 0;
  private readonly sockets = new Set<Socket>();
  private readonly server: Server;
  private reply: RawReply;

  constructor(reply: RawReply) {
    this.reply = reply;
    this.server = createServer((socket) => this.serve(socket));
  }

  static async start(reply: RawReply = () => undefined): Promise<RawUpstream> {
    const upstream = new RawUpstream(reply);
    await new Promise<void>((resolve) => upstream.server.listen(0, '127.0.0.1', resolve));
    return upstream;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  answersFromNow(reply: RawReply): void {
    this.reply = reply;
  }

  /** Says this to every new connection and ends it, whatever the other side meant to say; nothing = ends it at once. */
  greetsWith(greeting: string | undefined): void {
    this.server.on('connection', (socket) => (greeting === undefined ? socket.destroy() : socket.end(greeting)));
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    if (this.server.listening) await new Promise((resolve) => this.server.close(resolve));
  }

  private serve(socket: Socket): void {
    this.connections++;
    this.sockets.add(socket);
    let buffered = '';
    let calls = 0;
    socket.setEncoding('utf8');
    socket.on('error', () => undefined).on('close', () => this.sockets.delete(socket));
    socket.on('data', (chunk: string) => {
      buffered += chunk;
      const call = wholeCall(buffered);
      if (!call) return;
      buffered = '';
      this.calls.push({ ...call, earlierOnConnection: calls });
      this.reply(socket, { ...call, earlierOnConnection: calls++ });
    });
  }
}

/** One call at a time stands on a connection: nothing is pipelined. */
function wholeCall(buffered: string): Pick<RawCall, 'head' | 'body'> | undefined {
  const [head = '', body] = buffered.split('\r\n\r\n', 2);
  const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
  return body !== undefined && Buffer.byteLength(body) >= length ? { head, body } : undefined;
}

/** A whole answer with its length; further header lines are put in as given. */
export function answering(status: number, body: string, ...headers: string[]): RawReply {
  return answeringBytes(status, Buffer.from(body), ...headers);
}

export function answeringBytes(status: number, body: Buffer, ...headers: string[]): RawReply {
  const lines = [`HTTP/1.1 ${status} X`, `content-length: ${body.length}`, ...headers];
  return (socket) => void socket.write(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), body]));
}
