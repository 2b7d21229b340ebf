import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { FaultSwitch } from './fault-switch';
import { Link } from './link';
import type { ProxyFault } from './proxy-fault';
import { targetOf, urlAt } from './target';

export interface FaultProxyOptions {
  /** A URL of any scheme; host and port count. */
  readonly target: string;
  /** From 0 to below 1, for jitter and shares; `Math.random` when not said. */
  readonly random?: () => number;
}

const LOOPBACK = '127.0.0.1';
const LISTEN_TRIES = 100;
const LISTEN_PAUSE_MS = 50;

/** A TCP proxy on 127.0.0.1 that passes everything on until it is told to do wrong. */
export class FaultProxy {
  private readonly faults = new FaultSwitch();
  private readonly links = new Set<Link>();
  /** Sockets whose connection to the target is not made yet. */
  private readonly arriving = new Set<Socket>();
  private isClosed = false;

  private constructor(
    private readonly server: Server,
    /** Where it listens, refusing or not. */
    readonly port: number,
    private readonly target: string,
    private readonly random: () => number,
  ) {
    server.on('connection', (client) => void this.accept(client));
  }

  static async start({ target, random = Math.random }: FaultProxyOptions): Promise<FaultProxy> {
    targetOf(target);
    // A client that has said all it has to say still waits for the answer.
    const server = createServer({ allowHalfOpen: true });
    server.listen(0, LOOPBACK);
    await once(server, 'listening');
    return new FaultProxy(server, (server.address() as AddressInfo).port, target, random);
  }

  /** The target's URL, credentials and path included, through this proxy. */
  get url(): string {
    return urlAt(this.target, { host: LOOPBACK, port: this.port });
  }

  /** How many connections are open. */
  get connections(): number {
    return this.links.size;
  }

  /** Puts a fault in force, instead of the one before. */
  async set(fault: ProxyFault): Promise<void> {
    this.faults.change(fault);
    if (fault.kind === 'refuse') this.stopListening();
    else await this.listen();
  }

  /** From here on everything passes; what was held back is delivered. */
  async heal(): Promise<void> {
    this.faults.change(undefined);
    await this.listen();
  }

  /** Ends every open connection now. */
  cutAll(how: 'close' | 'reset' = 'close'): void {
    for (const socket of this.arriving) socket.destroy();
    for (const link of this.links) link.end(how);
  }

  async close(): Promise<void> {
    this.isClosed = true;
    this.faults.change(undefined);
    this.stopListening();
    this.cutAll();
    await Promise.all([...this.links].map(({ closed }) => closed));
  }

  private async accept(client: Socket): Promise<void> {
    client.on('error', () => undefined);
    this.arriving.add(client);
    const lot = this.random();
    await this.faults.untilConnected(lot);
    this.arriving.delete(client);
    if (this.isClosed || client.destroyed) {
      client.destroy();
      return;
    }
    const target = connect({ ...targetOf(this.target), allowHalfOpen: true, noDelay: true });
    target.on('error', () => undefined);
    client.setNoDelay(true);
    const link = new Link({ client, target, faults: this.faults, lot, random: this.random });
    this.links.add(link);
    void link.closed.then(() => this.links.delete(link));
  }

  private stopListening(): void {
    if (this.server.listening) this.server.close();
  }

  private async listen(tries = LISTEN_TRIES): Promise<void> {
    if (this.server.listening || this.isClosed) return;
    this.server.listen(this.port, LOOPBACK);
    try {
      await once(this.server, 'listening');
    } catch (error) {
      // Somebody's outgoing connection may have the port for a moment.
      if (tries <= 1) throw error;
      await pause(LISTEN_PAUSE_MS);
      await this.listen(tries - 1);
    }
  }
}
