import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { waitFor } from '@countersign/local-servers';
import { FaultProxy } from '../fault-proxy';

/** How a socket ended, as its owner sees it. */
export type SocketEnd = 'open' | 'ended' | 'reset';

/** A socket that remembers what came. */
export class Listener {
  private readonly chunks: Buffer[] = [];
  end: SocketEnd = 'open';

  constructor(readonly socket: Socket) {
    socket.on('data', (bytes: Buffer) => this.chunks.push(bytes));
    socket.on('error', (error: NodeJS.ErrnoException) => (this.end = error.code === 'ECONNRESET' ? 'reset' : this.end));
    socket.on('close', () => (this.end = this.end === 'reset' ? 'reset' : 'ended'));
  }

  get text(): string {
    return Buffer.concat(this.chunks).toString();
  }

  async hears(text: string): Promise<void> {
    await waitFor(() => this.text.includes(text), { what: `"${text}"`, every: 5 });
  }

  async isOver(): Promise<SocketEnd> {
    await waitFor(() => this.end !== 'open', { what: 'the end of the connection', every: 5 });
    return this.end;
  }
}

/** A TCP server, a proxy before it, and clients that go through it. */
export class TcpPair {
  readonly served: Listener[] = [];

  private constructor(
    private readonly server: Server,
    readonly proxy: FaultProxy,
  ) {
    server.on('connection', (socket) => this.served.push(new Listener(socket)));
  }

  static async start(random?: () => number): Promise<TcpPair> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const target = `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return new TcpPair(server, await FaultProxy.start({ target, ...(random && { random }) }));
  }

  /** @throws ECONNREFUSED */
  async client(): Promise<Listener> {
    const socket = connect(this.proxy.port, '127.0.0.1');
    await once(socket, 'connect');
    return new Listener(socket);
  }

  /** A client and the server's side of its connection. */
  async both(): Promise<{ readonly client: Listener; readonly server: Listener }> {
    const before = this.served.length;
    const client = await this.client();
    const server = await waitFor(() => this.served[before], { what: 'the connection', every: 5 });
    return { client, server };
  }

  async stop(): Promise<void> {
    await this.proxy.close();
    for (const { socket } of this.served) socket.destroy();
    this.server.close();
  }
}
