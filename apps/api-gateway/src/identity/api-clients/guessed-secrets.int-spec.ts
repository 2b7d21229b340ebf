import { startTestGateway } from '../../../test-support/gateway';
import { REQUESTS } from '../../../test-support/requests';
import { CONFIGURATOR } from '../../../test-support/tokens';
import type { Credentials } from '../../platform/auth/client-key';

const LIST = `${REQUESTS}/requests`;
const UNLIMITED = { write: undefined, read: undefined };
const SECRETS_ALONE = { org: UNLIMITED, user: UNLIMITED, address: undefined, secret: { perSecond: 1, burst: 5 } };

const basic = ({ key, secret }: Credentials) => ({ authorization: `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}` });

describe('guessing an API client’s secret', () => {
  it.each([
    ['with another port each time', (guess: number) => `9.9.9.8:${40_000 + guess}`],
    ['from an invented text each time', (guess: number) => `foo${guess}`],
    ['from an address in brackets that is none', (guess: number) => `[9.9.9.${guess}x]:1`],
  ])('for a token is slowed down behind a proxy too, %s', async (_, addressOf) => {
    const gateway = await startTestGateway({
      limits: SECRETS_ALONE,
      trustedProxies: ['127.0.0.0/8'],
    });
    try {
      const guesses = await Promise.all(
        Array.from({ length: 30 }, (_unused, guess) =>
          gateway.call({
            method: 'POST',
            url: '/v3/oauth/token/generate',
            headers: { 'x-forwarded-for': addressOf(guess) },
            body: { key: 'nobody', secret: `guess ${guess}` },
          }),
        ),
      );
      expect(guesses.filter(({ status }) => status === 429).length).toBeGreaterThanOrEqual(20);
    } finally {
      await gateway.close();
    }
  });

  it('is slowed down per address, and does not lock out who is known already', async () => {
    const gateway = await startTestGateway({ limits: SECRETS_ALONE });
    try {
      const made = await gateway.call({ method: 'POST', url: '/v3/apiClients', as: CONFIGURATOR, body: { name: 'known' } });
      const client = made.json['data'] as unknown as Credentials;
      expect((await gateway.call({ url: LIST, headers: basic(client) })).status).toBe(200);
      const guesses = await Promise.all(
        Array.from({ length: 30 }, (_, place) => gateway.call({ url: LIST, headers: basic({ ...client, secret: `guess ${place}` }) })),
      );
      expect(guesses.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(5);
      expect(guesses.filter(({ status }) => status === 429).length).toBeGreaterThanOrEqual(25);
      const polls = await Promise.all(Array.from({ length: 50 }, () => gateway.call({ url: LIST, headers: basic(client) })));
      expect(polls.filter(({ status }) => status !== 200)).toEqual([]);
    } finally {
      await gateway.close();
    }
  });
});
