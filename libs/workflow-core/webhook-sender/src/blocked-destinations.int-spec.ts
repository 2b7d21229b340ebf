import type { LookupFunction } from 'node:net';
import { delivery, LocalReceivers } from './test-support/local-receivers';

const local = new LocalReceivers();
afterEach(() => local.close());

/** What the address guard of a deployment refuses, spelled here by hand: nothing but one public address passes. */
const onlyPublic = (address: string) => (address === '93.184.215.14' ? undefined : 'is not public');

/** Hosts that mean this machine, or one inside, in one reading or another. */
const HOSTS = [
  ...['127.0.0.1', '127.1', '127.0.1', '127.255.255.254', '0', '0.0.0.0', '00.0.0.0', '2130706433', '0x7f000001', '0x7f.1', '0X7F.0.0.1'],
  ...['0177.0.0.1', '0177.1', '017700000001', '127.0.0.1.', '127.1.', '127.0x0.0.01', '0x7f.0x0.0x0.0x1', '１２７.０.０.１', '①②⑦.⓪.⓪.①'],
  ...['127。0。0。1', '127．0．0．1', '127｡0｡0｡1', '%31%32%37.0.0.1', '127%2e0.0.1', '0x7F.0.1', '127.000.000.001', '2130706433.'],
  ...[
    '10.0.0.1',
    '10.1',
    '167772161',
    '0xa.1',
    '012.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '2886729729',
    '192.168.0.1',
    '192.168.1',
    '0xc0a80001',
  ],
  ...['169.254.169.254', '169.254.43518', '2852039166', '0xa9fea9fe', '0251.0376.0251.0376', '１６９.254.169.254', '169。254。169。254'],
  ...['100.64.0.1', '100.100.100.200', '192.0.0.192', '192.0.2.1', '198.18.0.1', '198.51.100.1', '203.0.113.1', '224.0.0.1', '240.0.0.1'],
  ...[
    '255.255.255.255',
    '168.63.129.16',
    '[::]',
    '[::1]',
    '[0:0:0:0:0:0:0:1]',
    '[::0001]',
    '[0000::1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
  ],
  ...[
    '[::ffff:0:127.0.0.1]',
    '[::127.0.0.1]',
    '[::7f00:1]',
    '[64:ff9b::127.0.0.1]',
    '[64:ff9b::7f00:1]',
    '[64:ff9b::a9fe:a9fe]',
    '[64:ff9b:1::1]',
  ],
  ...[
    '[2002:7f00:1::]',
    '[2002:a9fe:a9fe::]',
    '[2001:0:53aa:64c::1]',
    '[fe80::1]',
    '[fec0::1]',
    '[fc00::1]',
    '[fd00:ec2::254]',
    '[ff02::1]',
  ],
  ...['[100::1]', '[2001:db8::1]', '[::ffff:169.254.169.254]', '[::ffff:10.0.0.1]'],
];
const NAMES = [
  'localhost',
  'LOCALHOST',
  'localhost.',
  'ⓛocalhost',
  'metadata.google.internal',
  'user@hooks.example.com',
  'hooks.example.com',
];

const loopback: LookupFunction = (_hostname, options, callback) => {
  const [address, family] = ['127.0.0.1', 4];
  if (options.all) return callback(null, [{ address, family }]);
  return callback(null, address, family);
};

describe('a webhook that leads inside', () => {
  it('is spelled in at least eighty ways here', () => {
    expect(new Set([...HOSTS, ...NAMES]).size).toBeGreaterThanOrEqual(80);
  });

  it('gets nothing, not even a connection, however its address is spelled', async () => {
    const { port, received } = await local.http();
    const sender = local.sender(onlyPublic, loopback);
    const urls = [...HOSTS, ...NAMES].flatMap((host) => [`http://${host}:${port}/hook`, `https://${host}:${port}/hook`]);
    const sent = await Promise.all(urls.map(async (url) => ({ url, ...(await sender.send(delivery(url))) })));
    expect(sent.filter(({ note }) => note.class !== 'blocked').map(({ url }) => url)).toEqual([]);
    expect([received, local.connections]).toEqual([[], 0]);
  });

  it.each([
    'file:///etc/passwd',
    'gopher://127.0.0.1:70/',
    'ftp://127.0.0.1/',
    'data:text/plain,x',
    'javascript:1',
    'ws://127.0.0.1/',
    'unix:/run/x',
    '//127.0.0.1/',
    '',
  ])('is not even looked up as %j', async (url) => {
    const asked: string[] = [];
    const lookup: LookupFunction = (hostname, _options, callback) => {
      asked.push(hostname);
      callback(null, []);
    };
    expect((await local.sender(() => undefined, lookup).send(delivery(url))).note.class).toBe('blocked');
    expect(asked).toEqual([]);
  });

  it('gets nothing when its name changes its address from one look-up to the next, whichever comes first', async () => {
    const { port, received } = await local.http();
    let asked = 0;
    const flipping: LookupFunction = (hostname, options, callback) => {
      if (asked++ % 2 === 1) return loopback(hostname, options, callback);
      const [address, family] = ['93.184.215.14', 4];
      // Nobody is there in a test: what is checked and let pass is told as unreachable at once.
      if (options.all) return callback(Object.assign(new Error(`${address}/${family}`), { code: 'ENOTFOUND' }), []);
      return callback(null, address, family);
    };
    const sender = local.sender(onlyPublic, flipping);
    const classes = [];
    for (let attempt = 0; attempt < 6; attempt++)
      classes.push((await sender.send(delivery(`http://hooks.example.com:${port}/`))).note.class);
    expect(classes).toEqual(['unreachable', 'blocked', 'unreachable', 'blocked', 'unreachable', 'blocked']);
    expect([received, local.connections]).toEqual([[], 0]);
  });

  it.each([301, 302, 303, 307, 308])('gets nothing through a redirect with %i', async (status) => {
    const inner = await local.http();
    const outer = await local.http((_request, response) =>
      response.writeHead(status, { location: inner.url, refresh: `0;url=${inner.url}` }).end(),
    );
    const { note } = await local.sender().send(delivery(outer.url));
    expect(note).toMatchObject({ class: 'refused', httpStatus: status });
    expect(inner.received).toEqual([]);
  });
});
