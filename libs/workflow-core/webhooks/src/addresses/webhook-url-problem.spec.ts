import { addressProblem } from './address-problem';
import { webhookUrlProblem } from './webhook-url-problem';

const STRICT = { allowLoopback: false };
const LOCAL = { allowLoopback: true };

const ACCEPTED = [
  'https://hooks.example.com/loyalty',
  'https://hooks.example.com',
  'https://hooks.example.com:443/loyalty',
  'https://hooks.example.com:8443/loyalty?team=crm&v=2',
  'https://xn--bcher-kva.example/hook',
  'https://8.8.8.8/hook',
  'https://8.8.8.8:8443/',
  'https://[2606:4700:4700::1111]/hook',
  'https://local.example.com/hook',
  'https://internal-hooks.example.com/',
  'https://home.example.org/',
  'https://100.63.255.255/',
  'https://100.128.0.1/',
  'https://172.15.0.1/',
  'https://172.32.0.1/',
];

const LOOPBACK = [
  'http://127.0.0.1:9099/hook',
  'https://127.0.0.1/hook',
  'http://localhost:9099/hook',
  'https://localhost/',
  'http://hooks.localhost:3000/',
  'http://127.255.255.254/',
  'http://[::1]:9099/hook',
];

const REFUSED = [
  // schemes
  'http://hooks.example.com/',
  'ftp://hooks.example.com/',
  'file:///etc/passwd',
  'gopher://hooks.example.com:70/',
  'javascript:alert(1)',
  'data:text/plain,x',
  'ws://hooks.example.com/',
  '//hooks.example.com/',
  'hooks.example.com',
  '',
  'https://',
  // this machine
  'https://0.0.0.0/',
  'https://0/',
  'https://[::]/',
  // private, link-local, carrier-grade NAT, metadata, reserved
  'https://10.0.0.1/',
  'https://172.16.0.1/',
  'https://172.31.255.255/',
  'https://192.168.1.1/',
  'https://169.254.169.254/latest/meta-data/',
  'https://169.254.0.1/',
  'https://100.64.0.1/',
  'https://100.100.100.200/',
  'https://168.63.129.16/',
  'https://192.0.0.192/',
  'https://192.0.2.1/',
  'https://198.18.0.1/',
  'https://198.51.100.7/',
  'https://203.0.113.9/',
  'https://224.0.0.1/',
  'https://240.0.0.1/',
  'https://255.255.255.255/',
  'https://[fe80::1]/',
  'https://[fec0::1]/',
  'https://[fc00::1]/',
  'https://[fd00:ec2::254]/',
  'https://[ff02::1]/',
  'https://[100::1]/',
  'https://[2001:db8::1]/',
  'https://[3fff::1]/',
  'https://[4000::1]/',
  // IPv4 inside IPv6
  'https://[::ffff:127.0.0.1]/',
  'https://[::ffff:7f00:1]/',
  'https://[::ffff:8.8.8.8]/',
  'https://[::ffff:0:127.0.0.1]/',
  'https://[::127.0.0.1]/',
  'https://[64:ff9b::127.0.0.1]/',
  'https://[64:ff9b::a9fe:a9fe]/',
  'https://[64:ff9b:1::a00:1]/',
  'https://[2002:7f00:1::]/',
  'https://[2001:0:53aa:64c::1]/',
  // other spellings of addresses
  'https://2130706433/',
  'https://0x7f000001/',
  'https://0x7f.1/',
  'https://0177.0.0.1/',
  'https://127.1/',
  'https://127.0.1/',
  'https://127.0.0.1./',
  'https://8.8.8.8./',
  'https://010.8.8.8/',
  'https://134744072/',
  'https://１２７.０.０.１/',
  'https://①②⑦.⓪.⓪.①/',
  'https://127。0。0。1/',
  'https://%31%32%37.0.0.1/',
  'https://8%2e8.8.8/',
  'https://[fe80::1%25eth0]/',
  'https://999.1.1.1/',
  // names of this machine and of private networks
  'https://hooks.example.com./',
  'https://localhost./',
  'https://LOCALHOST/',
  'https://intranet/',
  'https://metadata.google.internal/',
  'https://redis.default.svc/',
  'https://redis.default.svc.cluster.local/',
  'https://printer.local/',
  'https://box.localdomain/',
  'https://nas.lan/',
  'https://router.home.arpa/',
  'https://wiki.corp/',
  // user names, ports, disguises
  'https://user@hooks.example.com/',
  'https://user:word@hooks.example.com/',
  'https://hooks.example.com@127.0.0.1/',
  'https://:@hooks.example.com/',
  'https://hooks.example.com:22/',
  'https://hooks.example.com:80/',
  'https://hooks.example.com:6379/',
  'https://hooks.example.com:65536/',
  'https://hooks.example.com:0/',
  'https://hooks.example.com\\@127.0.0.1/',
  'https:\\\\hooks.example.com/',
  'https:hooks.example.com/',
  'https:///hooks.example.com/',
  ' https://hooks.example.com/',
  'https://hooks.example.com/ ',
  'https://hooks.exa\tmple.com/',
  'https://hooks.example.com/a\r\nX-Evil: 1',
  'https://hooks.example.com/\u0000',
  'https://bücher.example/',
  'https://hooks.example.com\u00ad/',
  `https://hooks.example.com/${'a'.repeat(2_048)}`,
];

describe('webhookUrlProblem', () => {
  it('judges at least eighty hostile URLs', () => {
    expect(new Set([...REFUSED, ...LOOPBACK]).size).toBeGreaterThanOrEqual(80);
  });

  it.each(ACCEPTED)('accepts %s', (url) => {
    expect(webhookUrlProblem(url, STRICT)).toBeUndefined();
  });

  it.each([...REFUSED, ...LOOPBACK])('refuses %j', (url) => {
    expect(webhookUrlProblem(url, STRICT)).toEqual(expect.stringMatching(/^must /));
  });

  it.each([...ACCEPTED, ...LOOPBACK])('accepts %s where loopback is allowed', (url) => {
    expect(webhookUrlProblem(url, LOCAL)).toBeUndefined();
  });

  it.each(REFUSED)('refuses %j also where loopback is allowed', (url) => {
    expect(webhookUrlProblem(url, LOCAL)).toEqual(expect.stringMatching(/^must /));
  });

  it('never repeats what was sent: a URL may hold a customer or a credential', () => {
    for (const url of REFUSED.filter((refused) => refused.length > 10)) expect(webhookUrlProblem(url, STRICT)).not.toContain(url.trim());
  });
});

describe('a URL that is called in another way than it is written', () => {
  it.each([
    ['https://hooks.example.com/tenant-a/../tenant-b', 'https://hooks.example.com/tenant-b'],
    ['https://hooks.example.com/./a', 'https://hooks.example.com/a'],
    ['https://hooks.example.com/a/%2e%2E/b', 'https://hooks.example.com/b'],
    ['https://hooks.example.com/a\\..\\evil', 'https://hooks.example.com/evil'],
    ['https://hooks.example.com/a\\b', 'https://hooks.example.com/a/b'],
    ['https://hooks.example.com/\u202eevil\u2066\u200b', 'https://hooks.example.com/%E2%80%AEevil%E2%81%A6%E2%80%8B'],
    ['https://hooks.example.com/?a=\u202e', 'https://hooks.example.com/?a=%E2%80%AE'],
    ['https://hooks.example.com/bücher', 'https://hooks.example.com/b%C3%BCcher'],
    ['https://hooks.example.com/a"b', 'https://hooks.example.com/a%22b'],
    ['https://hooks.example.com/a#shown', 'https://hooks.example.com/a'],
    ['https://hooks.example.com/a?', 'https://hooks.example.com/a'],
    ['https://hooks.example.com/a#', 'https://hooks.example.com/a'],
    ['https://hooks.example.com?team=crm', 'https://hooks.example.com/?team=crm'],
  ])('%j is refused, and the form that is called is told', (url, called) => {
    expect(webhookUrlProblem(url, STRICT)).toBe(`must be written as it is called: ${called}`);
    expect(webhookUrlProblem(called, STRICT)).toBeUndefined();
  });
});

describe('addressProblem', () => {
  it.each(['8.8.8.8', '1.1.1.1', '2606:4700:4700::1111', '2a00:1450:4001::1'])('lets %s pass', (address) => {
    expect(addressProblem(address, STRICT)).toBeUndefined();
  });

  it.each([
    '127.0.0.1',
    '::1',
    '10.1.2.3',
    '169.254.169.254',
    '::ffff:8.8.8.8',
    '64:ff9b::808:808',
    'fd00::1',
    'fe80::1%eth0',
    '0.0.0.0',
    'x',
    '',
  ])('stops %j', (address) => {
    expect(addressProblem(address, STRICT)).toEqual(expect.any(String));
  });

  it('lets loopback pass where it is allowed, and nothing else that is private', () => {
    expect(['127.0.0.1', '127.8.8.8', '::1'].map((address) => addressProblem(address, LOCAL))).toEqual([undefined, undefined, undefined]);
    for (const address of ['::ffff:127.0.0.1', '10.0.0.1', '0.0.0.0', '::'])
      expect(addressProblem(address, LOCAL)).toEqual(expect.any(String));
  });
});
