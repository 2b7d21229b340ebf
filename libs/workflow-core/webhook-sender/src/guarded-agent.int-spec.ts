import type { LookupFunction } from 'node:net';
import { delivery, LocalReceivers } from './test-support/local-receivers';

const local = new LocalReceivers();
afterEach(() => local.close());

/** Answers as a resolver does, one list of addresses per call, the last one for good. */
function resolver(...answers: string[][]): LookupFunction {
  let call = 0;
  return (_hostname, options, callback) => {
    const addresses = (answers[Math.min(call++, answers.length - 1)] ?? []).map((address) => ({ address, family: 4 }));
    const [first] = addresses;
    if (options.all) return callback(null, addresses);
    return callback(null, first?.address ?? '', 4);
  };
}

const privateOnly = (address: string) => (address === '203.0.113.7' ? undefined : 'is not public');

describe('WebhookSender against forbidden addresses', () => {
  it.each(['127.0.0.1', '127.1', '2130706433', '0x7f.1', '0177.0.0.1', '１２７.0.0.1'])(
    'blocks the literal %s, and nothing arrives',
    async (host) => {
      const { port, received } = await local.http();
      const { note } = await local.sender(privateOnly).send(delivery(`http://${host}:${port}/`));
      expect(note).toEqual({ class: 'blocked', code: 'blocked-address', durationMs: expect.any(Number) as number });
      expect(received).toEqual([]);
      expect(local.connections).toBe(0);
    },
  );

  it.each(['[::1]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]'])('blocks the literal %s', async (host) => {
    expect((await local.sender(privateOnly).send(delivery(`http://${host}:9/`))).note.class).toBe('blocked');
  });

  it('blocks a name that resolves to a forbidden address, and no packet arrives', async () => {
    const { port, received } = await local.http();
    const { note } = await local.sender(privateOnly, resolver(['127.0.0.1'])).send(delivery(`http://hooks.example.com:${port}/`));
    expect(note.class).toBe('blocked');
    expect(received).toEqual([]);
    expect(local.connections).toBe(0);
  });

  it('blocks a name with one forbidden address among allowed ones', async () => {
    const { port } = await local.http();
    const mixed = resolver(['203.0.113.7', '127.0.0.1']);
    expect((await local.sender(privateOnly, mixed).send(delivery(`http://hooks.example.com:${port}/`))).note.class).toBe('blocked');
    expect(local.connections).toBe(0);
  });

  it('blocks a name whose address changes after it was checked', async () => {
    const { port, received } = await local.http();
    const flipping = resolver(['203.0.113.7'], ['127.0.0.1']);
    const checked = await new Promise((resolve) => flipping('hooks.example.com', { all: true }, (_error, found) => resolve(found)));
    expect(checked).toEqual([{ address: '203.0.113.7', family: 4 }]);
    const { note } = await local.sender(privateOnly, flipping).send(delivery(`http://hooks.example.com:${port}/`));
    expect(note.class).toBe('blocked');
    expect(received).toEqual([]);
    expect(local.connections).toBe(0);
  });

  it('blocks a name that resolves to nothing, and anything but http', async () => {
    expect((await local.sender(undefined, resolver([])).send(delivery('https://hooks.example.com/'))).note.class).toBe('blocked');
    for (const url of ['file:///etc/passwd', 'gopher://127.0.0.1/', 'not a url'])
      expect((await local.sender().send(delivery(url))).note.class).toBe('blocked');
  });

  it('delivers to a name whose addresses are all allowed', async () => {
    const { port, received } = await local.http();
    const sender = local.sender((address) => (address === '127.0.0.1' ? undefined : 'is not allowed'), resolver(['127.0.0.1']));
    expect((await sender.send(delivery(`http://hooks.example.com:${port}/hook`))).note.class).toBe('delivered');
    expect(received[0]?.headers.host).toBe(`hooks.example.com:${port}`);
  });
});
