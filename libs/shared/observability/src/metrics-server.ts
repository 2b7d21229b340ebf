import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Metrics } from './metrics';

export interface MetricsServerOptions {
  readonly host: string;
  /** 0 picks a free one. */
  readonly port: number;
}

/**
 * Serves `GET /metrics` for Prometheus and nothing else, on a port of its own: what a process tells about itself must not be reachable
 * where its callers are.
 */
export class MetricsServer {
  private constructor(private readonly server: Server) {}

  /** @throws the error of `listen`, such as EADDRINUSE */
  static async start(metrics: Pick<Metrics, 'registry'>, { host, port }: MetricsServerOptions): Promise<MetricsServer> {
    const server = createServer((request, response) => {
      if (request.method === 'GET' && request.url === '/metrics') void answer(metrics, response);
      else response.writeHead(404).end();
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, resolve);
    });
    return new MetricsServer(server);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Open scrapes are cut off. */
  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }
}

async function answer({ registry }: Pick<Metrics, 'registry'>, response: ServerResponse): Promise<void> {
  try {
    const text = await registry.metrics();
    response.writeHead(200, { 'content-type': registry.contentType }).end(text);
  } catch {
    // A gauge that cannot be read: the scrape fails, which Prometheus shows.
    response.writeHead(500).end();
  }
}
