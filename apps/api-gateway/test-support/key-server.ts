import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { JWK } from 'jose';

/** An identity provider's key set, over HTTP, that a test changes and takes away. */
export interface KeyServer {
  readonly url: string;
  /** How often the keys were read. */
  readonly reads: number;
  publish(...keys: readonly JWK[]): void;
  /** What the next readers get instead of the keys; `undefined` ends it. */
  misbehave(how: 'error' | 'hang up' | 'nonsense' | 'flood' | 'redirect' | undefined): void;
  close(): Promise<void>;
}

export async function startKeyServer(...keys: readonly JWK[]): Promise<KeyServer> {
  let published = keys;
  let fault: Parameters<KeyServer['misbehave']>[0];
  let reads = 0;
  const server = createServer((_request, response) => {
    reads += 1;
    if (fault === 'hang up') return response.destroy();
    if (fault === 'error') return response.writeHead(500).end('{"keys":[]}');
    if (fault === 'redirect') return response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end();
    if (fault === 'nonsense') return response.end('<html>');
    return response.end(fault === 'flood' ? `{"keys":[],"padding":"${'x'.repeat(300_000)}"}` : JSON.stringify({ keys: published }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`,
    get reads() {
      return reads;
    },
    publish: (...next) => {
      published = next;
    },
    misbehave: (how) => {
      fault = how;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
