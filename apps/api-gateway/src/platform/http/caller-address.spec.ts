import type { Socket } from 'node:net';
import { callerAddress, trustIn } from './caller-address';

const socket = { remoteAddress: '10.0.0.1' } as Socket;
const from = (ip: string) => callerAddress({ ip, socket });

describe('the address of a caller', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['192.0.2.7:51234', '192.0.2.7'],
    ['2001:db8::7', '2001:db8::7'],
    ['[2001:db8::7]', '2001:db8::7'],
    ['[2001:db8::7]:51234', '2001:db8::7'],
  ])('is read from %s', (ip, address) => {
    expect(from(ip)).toBe(address);
  });

  it.each(['', 'unknown', '_hidden', '192.0.2.7:', '192.0.2.7:51234:1', '192.0.2.999', '[192.0.2.7', 'a b', '192.0.2.7, 192.0.2.8'])(
    'is that of the proxy when it hands on %j, so that an invented text is nobody new',
    (ip) => {
      expect(from(ip)).toBe('10.0.0.1');
    },
  );
});

describe('trusted proxies', () => {
  const isTrusted = trustIn(['10.0.0.0/8', '192.0.2.7', '2001:db8::/32']);

  it.each(['10.1.2.3', '10.1.2.3:443', '192.0.2.7', '2001:db8:1::1', '[2001:db8::1]:443', '::ffff:10.1.2.3'])('are %s', (address) => {
    expect(isTrusted(address)).toBe(true);
  });

  it.each(['11.0.0.1', '192.0.2.8', '2001:db9::1', 'unknown', ''])('are not %j', (address) => {
    expect(isTrusted(address)).toBe(false);
  });
});
