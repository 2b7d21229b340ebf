import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { freePort, isPortFree } from './free-port';

/** Where Linux says which ports it gives to outgoing connections. */
const OUTGOING = '/proc/sys/net/ipv4/ip_local_port_range';

describe('freePort', () => {
  it('gives a port that a server can listen on', async () => {
    const port = await freePort();
    expect(await isPortFree(port)).toBe(true);
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    expect(await isPortFree(port)).toBe(false);
    await new Promise((resolve) => server.close(resolve));
  });

  it('gives none that an outgoing connection could take while its server is stopped and started again', async () => {
    const first = process.platform === 'linux' ? Number(readFileSync(OUTGOING, 'utf8').split(/\s+/)[0]) : 49_152;
    const ports = await Promise.all(Array.from({ length: 50 }, freePort));
    expect(ports.filter((port) => port >= first)).toEqual([]);
  });
});
