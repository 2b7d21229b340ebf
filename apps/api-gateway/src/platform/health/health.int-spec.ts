import { waitFor } from '@countersign/local-servers';
import { exportJWK, generateKeyPair } from 'jose';
import { Client } from 'pg';
import { startTestGateway, type TestGateway } from '../../../test-support/gateway';
import { startKeyServer } from '../../../test-support/key-server';
import { authConfig } from '../../../test-support/tokens';
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
      gateway.app.get(Shutdown, { strict: false }).begin();
      expect(await readinessOf(gateway)).toEqual([503, 'stopping']);
      expect((await gateway.call({ url: '/health/live' })).status).toBe(200);
    } finally {
      await gateway.close();
    }
  });

  it('is not ready while the database answers reads and takes no writes, also where its own sessions still could write', async () => {
    const gateway = await startTestGateway();
    const owner = new Client({ connectionString: gateway.databaseUrl });
    await owner.connect();
    const name = new URL(gateway.databaseUrl).pathname.slice(1);
    const makeReadOnly = (value: 'on' | 'off') => owner.query(`alter database "${name}" set default_transaction_read_only = ${value}`);
    const becomes = (...expected: [number, string]) =>
      waitFor(async () => ((await readinessOf(gateway)).join() === expected.join() ? true : undefined), { what: expected.join(' ') });
    try {
      await becomes(200, 'ready');
      await makeReadOnly('on');
      await becomes(503, 'database takes no writes: it is read-only');
      await makeReadOnly('off');
      await becomes(200, 'ready');
    } finally {
      await owner.end();
      await gateway.close();
    }
  });

  it('is not ready while no published key is for an accepted algorithm, and says so', async () => {
    const { publicKey } = await generateKeyPair('RS256');
    const jwk = await exportJWK(publicKey);
    const server = await startKeyServer({ ...jwk, use: 'sig', alg: 'RS256' });
    const key = { kind: 'jwks', url: server.url, times: { maxAgeMs: 60_000, outageMs: 60_000 } } as const;
    const only = (...algorithms: string[]) => startTestGateway({ auth: { ...authConfig, key, algorithms } });
    const [foreign, other, fitting] = [await only('ES256', 'EdDSA'), await only('RS512'), await only('ES256', 'RS256')];
    try {
      for (const gateway of [foreign, other])
        expect(await readinessOf(gateway)).toEqual([
          503,
          'no signing key is for one of AUTH_ALGORITHMS: every token is refused; see AUTH_JWKS_URL',
        ]);
      expect(await readinessOf(fitting)).toEqual([200, 'ready']);
    } finally {
      for (const gateway of [foreign, other, fitting]) await gateway.close();
      await server.close();
    }
  });

  it('is not ready without a signing key, and says so while the keys are away or none of them signs', async () => {
    const { publicKey } = await generateKeyPair('RS256');
    const jwk = await exportJWK(publicKey);
    const server = await startKeyServer({ ...jwk, use: 'enc' });
    const key = { kind: 'jwks', url: server.url, times: { maxAgeMs: 60_000, outageMs: 60_000 } } as const;
    const config = { auth: { ...authConfig, key, algorithms: ['RS256'] } };
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
