import { waitFor } from '@countersign/local-servers';
import { exportJWK, generateKeyPair } from 'jose';
import { Client } from 'pg';
import { startTestGateway, type TestGateway } from '../../test-support/gateway';
import { startKeyServer } from '../../test-support/key-server';
import { authConfig } from '../../test-support/tokens';
import { Shutdown } from './shutdown';

const NO_KEYS = 'no signing keys: every token is refused; see AUTH_JWKS_URL';

async function readinessOf(gateway: TestGateway): Promise<[number, unknown]> {
  const { status, json } = await gateway.call({ url: '/health/ready' });
  return [status, json['status']];
}

describe('health', () => {
  it('is ready with its database, and no longer once it is told to stop', async () => {
    const gateway = await startTestGateway();
    try {
      expect((await gateway.call({ url: '/health/live' })).json).toEqual({ status: 'live' });
      expect(await readinessOf(gateway)).toEqual([200, 'ready']);
      gateway.app.get(Shutdown, { strict: false }).beforeApplicationShutdown();
      expect(await readinessOf(gateway)).toEqual([503, 'stopping']);
      expect((await gateway.call({ url: '/health/live' })).status).toBe(200);
    } finally {
      await gateway.close();
    }
  });

  it('is not ready while the database answers reads and takes no writes', async () => {
    const gateway = await startTestGateway();
    const owner = new Client({ connectionString: gateway.databaseUrl });
    await owner.connect();
    const name = new URL(gateway.databaseUrl).pathname.slice(1);
    const makeReadOnly = async (value: 'on' | 'off') => {
      await owner.query(`alter database "${name}" set default_transaction_read_only = ${value}`);
      // Sessions keep what they began with: new ones take their place.
      await owner.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and pid <> pg_backend_pid()`, [name]);
    };
    const becomes = (...expected: [number, string]) =>
      waitFor(async () => ((await readinessOf(gateway)).join() === expected.join() ? true : undefined), { what: expected.join(' ') });
    try {
      await becomes(200, 'ready');
      await makeReadOnly('on');
      await becomes(503, 'database takes no writes: it is read-only');
      await owner.query('set default_transaction_read_only = off');
      await makeReadOnly('off');
      await becomes(200, 'ready');
    } finally {
      await owner.end();
      await gateway.close();
    }
  });

  it('is not ready without a signing key, and says so while the keys are away or none of them signs', async () => {
    const { publicKey } = await generateKeyPair('RS256');
    const jwk = await exportJWK(publicKey);
    const server = await startKeyServer({ ...jwk, use: 'enc' });
    const key = { kind: 'jwks', url: server.url, times: { maxAgeMs: 60_000, outageMs: 60_000 } } as const;
    const config = { auth: { ...authConfig, key } };
    const onlyEncrypting = await startTestGateway(config);
    const signing = await startTestGateway(config);
    try {
      expect(await readinessOf(onlyEncrypting)).toEqual([503, NO_KEYS]);
      server.publish({ ...jwk, use: 'sig' });
      expect(await readinessOf(signing)).toEqual([200, 'ready']);
      server.misbehave('error');
      expect(await readinessOf(signing)).toEqual([200, 'ready']);
      const away = await startTestGateway(config);
      expect(await readinessOf(away)).toEqual([503, NO_KEYS]);
      await away.close();
    } finally {
      await onlyEncrypting.close();
      await signing.close();
      await server.close();
    }
  });
});
