import { createServer, type Server } from 'node:net';
import { once } from 'node:events';
import { portsFor, readLocalSettings } from './local-stack.config';

describe('the settings of a local start', () => {
  it('are all optional', () => {
    expect(readLocalSettings({})).toEqual({ gatewayPort: 3000, sandboxPort: 3001 });
  });

  it('count an empty variable as not set', () => {
    expect(readLocalSettings({ DATABASE_URL: '', REDIS_URL: '' })).toEqual({ gatewayPort: 3000, sandboxPort: 3001 });
  });

  it('name every wrong one and never a value', () => {
    const read = (): unknown => readLocalSettings({ GATEWAY_PORT: '70000', DATABASE_URL: 'mysql://user:secret@host/db' });
    expect(read).toThrow('DATABASE_URL must be a postgresql:// URL. GATEWAY_PORT must be a TCP port.');
  });
});

describe('the ports of a local start', () => {
  let stranger: Server;
  let taken: number;

  beforeEach(async () => {
    stranger = createServer().listen(0, '127.0.0.1');
    await once(stranger, 'listening');
    taken = (stranger.address() as { port: number }).port;
  });

  afterEach(() => stranger.close());

  it.each(['GATEWAY_PORT', 'SANDBOX_PORT', 'WORKER_HEALTH_PORT'])('refuse a taken one in a sentence that names %s', async (setting) => {
    const settings = readLocalSettings({ GATEWAY_PORT: '0', SANDBOX_PORT: '0', [setting]: String(taken) });
    await expect(portsFor(settings)).rejects.toThrow(
      `Port ${taken} is taken by another program: stop that one, or set ${setting} to another port`,
    );
  });

  it('leave the choice to the system where 0 is said', async () => {
    const ports = await portsFor(readLocalSettings({ GATEWAY_PORT: '0', SANDBOX_PORT: '0', WORKER_HEALTH_PORT: '0' }));
    expect(ports).toEqual({});
  });

  it('need none for a sandbox that is not started', async () => {
    const settings = readLocalSettings({ GATEWAY_PORT: '0', SANDBOX_PORT: String(taken), LOYALTY_BASE_URL: 'http://127.0.0.1:9' });
    expect(await portsFor(settings)).not.toHaveProperty('sandbox');
  });
});
