import { IPv4, IPv6, isValid, parse } from 'ipaddr.js';

export interface AddressRules {
  /** Loopback too is allowed: for demonstrations and tests on one machine, never in production. */
  readonly allowLoopback: boolean;
}

/** All addresses that IANA gives out for the public internet lie in here; ranges not yet given out are nobody's receiver. */
const PUBLIC_IPV6 = IPv6.parseCIDR('2000::/3');

/** Virtual addresses of cloud platforms that answer from inside, although their range is a public one. */
const PLATFORM_ADDRESSES = ['168.63.129.16'];

/**
 * Why nothing may be sent to this address; `undefined` for a public one. An IPv6 address that carries an IPv4 one inside
 * (mapped, NAT64, 6to4, Teredo) is refused whatever it carries.
 * @param address as a resolver returns it
 */
export function addressProblem(address: string, { allowLoopback }: AddressRules): string | undefined {
  if (!isValid(address)) return 'is not an IP address';
  const ip = parse(address);
  const range = ip.range();
  if (range === 'loopback' && allowLoopback) return undefined;
  if (range !== 'unicast') return `lies in the range ${range}, not on the public internet`;
  if (ip instanceof IPv4) return PLATFORM_ADDRESSES.includes(ip.toString()) ? 'belongs to a cloud platform' : undefined;
  return ip.match(PUBLIC_IPV6) ? undefined : 'is not on the public internet';
}

/** Whether the host of a URL is this machine itself: a loopback address, or a name that never means anything else. */
export function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || (isValid(host) && parse(host).range() === 'loopback');
}
