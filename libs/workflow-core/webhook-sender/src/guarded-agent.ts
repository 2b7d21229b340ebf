import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Agent } from 'undici';

/** Why nothing may be sent to an IP address, or `undefined` when it may. */
export type AddressGuard = (address: string) => string | undefined;

/** A connection that the guard refused; nothing left this machine. */
export class BlockedAddressError extends Error {
  constructor() {
    super('the receiver resolves to an address that nothing may be sent to');
    this.name = 'BlockedAddressError';
  }
}

const CONNECT_TIMEOUT_MS = 3_000;
const CONNECTIONS_PER_ORIGIN = 32;
/** Of all headers of an answer together: many cookies and a long policy are no failure. */
const MOST_HEADER_BYTES = 64 * 1_024;

/**
 * Connects only to addresses that the guard lets pass, each checked in the look-up of the very connection that uses it: a name that
 * changes its address between a check and the connection gains nothing. Never follows redirects and ignores proxy settings.
 */
export function guardedAgent(guard: AddressGuard, lookup: LookupFunction = systemLookup): Agent {
  return new Agent({
    connect: { lookup: guardedLookup(guard, lookup), timeout: CONNECT_TIMEOUT_MS },
    connections: CONNECTIONS_PER_ORIGIN,
    maxHeaderSize: MOST_HEADER_BYTES,
    // The one clock is the sender's, over connection, headers and body together.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
}

/**
 * The URL when it may be tried, else `undefined`. No look-up happens for a host that is an address already, so the guard must see it
 * before the connection.
 */
export function sendableUrl(text: string, guard: AddressGuard): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol)) return undefined;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return isIP(host) && guard(host) !== undefined ? undefined : url;
}

function guardedLookup(guard: AddressGuard, lookup: LookupFunction): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, []);
      const addresses = found as LookupAddress[];
      // One bad address spoils them all: who mixes a private one in is not to be trusted with the others.
      if (addresses.length === 0 || addresses.some(({ address }) => guard(address) !== undefined))
        return callback(new BlockedAddressError(), []);
      const [first] = addresses;
      return options.all || !first ? callback(null, addresses) : callback(null, first.address, first.family);
    });
  };
}
