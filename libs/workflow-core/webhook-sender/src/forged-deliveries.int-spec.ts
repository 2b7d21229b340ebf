import { Webhook } from 'standardwebhooks';
import { BODY, delivery, EVENT_ID, LocalReceivers, SECRET } from './test-support/local-receivers';

const local = new LocalReceivers();
afterEach(() => local.close());

type Headers = Record<string, string>;
const seconds = (headers: Headers) => Number(headers['webhook-timestamp']);

/** A delivery as it arrived; what an attacker on the way would hold. */
async function captured(secret = SECRET): Promise<Headers> {
  const { url, received } = await local.http();
  await local.sender().send(delivery(url, { secret }));
  return received[0]?.headers as Headers;
}

describe('a delivery that was captured', () => {
  it('is accepted by an independent verifier as it came', async () => {
    expect(new Webhook(SECRET).verify(BODY, await captured())).toEqual(JSON.parse(BODY));
  });

  it('is refused with one byte of the body changed, wherever it is', async () => {
    const headers = await captured();
    for (let at = 0; at < BODY.length; at++) {
      const changed = `${BODY.slice(0, at)}${BODY[at] === '1' ? '2' : '1'}${BODY.slice(at + 1)}`;
      expect(() => new Webhook(SECRET).verify(changed, headers)).toThrow();
    }
    for (const changed of [`${BODY} `, ` ${BODY}`, BODY.replace('20.0', '20.00'), JSON.stringify(JSON.parse(BODY)), '{}', ''])
      expect(() => new Webhook(SECRET).verify(changed, headers)).toThrow();
  });

  it.each<[string, (headers: Headers) => Headers]>([
    ['another id', (headers) => ({ ...headers, 'webhook-id': EVENT_ID.replace('4', '5') })],
    ['no id', ({ 'webhook-id': _id, ...headers }) => headers],
    ['a later time', (headers) => ({ ...headers, 'webhook-timestamp': String(seconds(headers) + 1) })],
    ['id and time moved into each other', (headers) => ({ ...headers, 'webhook-id': `${EVENT_ID}.${seconds(headers)}` })],
    [
      'another version of signature',
      (headers) => ({ ...headers, 'webhook-signature': String(headers['webhook-signature']).replace('v1,', 'v2,') }),
    ],
    ['no signature', (headers) => ({ ...headers, 'webhook-signature': '' })],
    ['half a signature', (headers) => ({ ...headers, 'webhook-signature': String(headers['webhook-signature']).slice(0, 20) })],
  ])('is refused with %s', async (_change, change) => {
    const headers = await captured();
    expect(() => new Webhook(SECRET).verify(BODY, change(headers))).toThrow();
  });

  it('is refused when it is played again more than five minutes later', async () => {
    const headers = await captured();
    const verifier = new Webhook(SECRET);
    jest.useFakeTimers({ now: Date.now() + 4 * 60_000 });
    try {
      expect(verifier.verify(BODY, headers)).toEqual(JSON.parse(BODY));
      jest.setSystemTime(Date.now() + 2 * 60_000);
      expect(() => verifier.verify(BODY, headers)).toThrow();
    } finally {
      jest.useRealTimers();
    }
  });

  it('is refused by whoever holds the secret of another webhook', async () => {
    const other = `whsec_${Buffer.alloc(32, 9).toString('base64')}`;
    expect(() => new Webhook(other).verify(BODY, {})).toThrow();
    const headers = await captured(other);
    expect(() => new Webhook(SECRET).verify(BODY, headers)).toThrow();
  });
});

describe('a stored webhook that was tampered with', () => {
  it.each(['X-Evil\r\nX-More', 'X Evil', 'X-Evil:'])('sends nothing with the header name %j', async (name) => {
    const { url, received } = await local.http();
    expect((await local.sender().send(delivery(url, { headers: { [name]: '1' } }))).note.class).not.toBe('delivered');
    expect(received).toEqual([]);
  });

  it.each(['1\r\nX-More: 2', '1\nX-More: 2', '1\u0000'])('sends nothing with the header value %j', async (value) => {
    const { url, received } = await local.http();
    expect((await local.sender().send(delivery(url, { headers: { 'X-Evil': value } }))).note.class).not.toBe('delivered');
    expect(received).toEqual([]);
  });
});
