import { createServer } from 'node:http';
import { listenAs } from './start-failure';

const SETTINGS = { host: 'SOME_HOST', port: 'SOME_PORT' };

function listening(host: string, port: number): Promise<void> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => server.close(() => resolve()));
  });
}

describe('listening', () => {
  it('names the setting of the address that this machine does not have', async () => {
    await expect(listenAs(listening('192.0.2.1', 0), SETTINGS)).rejects.toThrow(/^SOME_HOST is not usable \(EADDRNOTAVAIL\)/);
  });

  it('names the setting of the port that is taken', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { readonly port: number };
    await expect(listenAs(listening('127.0.0.1', port), SETTINGS)).rejects.toThrow(
      `port ${port} is already in use: stop what listens there, or set SOME_PORT`,
    );
    server.close();
  });

  it('leaves any other error as it is', async () => {
    const error = new Error('x');
    await expect(listenAs(Promise.reject(error), SETTINGS)).rejects.toBe(error);
  });
});
