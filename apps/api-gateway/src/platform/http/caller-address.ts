import { BlockList, isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';

/** Some proxies write the port behind the address: `192.0.2.7:51234`, `[2001:db8::7]:51234`, and brackets without one. */
const WITH_PORT = /^(?:\[([^\]]+)\]|([\d.]+))(?::\d{1,5})?$/;

/**
 * Where a call comes from, as far as proxies that we trust say so. What is not an address counts as the proxy that handed it on:
 * whoever invents a new text for each call must not be somebody new each time.
 */
export function callerAddress({ ip, socket }: Pick<FastifyRequest, 'ip' | 'socket'>): string {
  return addressIn(ip) ?? socket.remoteAddress ?? '';
}

/** Tells whether an address, with a port or without, is in one of `networks`. @param networks addresses, or networks such as 10.0.0.0/8 */
export function trustIn(networks: readonly string[]): (address: string) => boolean {
  const trusted = new BlockList();
  for (const network of networks) {
    const [address = '', bits] = network.split('/');
    const family = familyOf(address);
    if (bits === undefined) trusted.addAddress(address, family);
    else trusted.addSubnet(address, Number(bits), family);
  }
  return (text) => {
    const address = addressIn(text);
    return address !== undefined && trusted.check(address, familyOf(address));
  };
}

function addressIn(text: string): string | undefined {
  const [, inBrackets, beforePort] = WITH_PORT.exec(text) ?? [];
  const address = inBrackets ?? beforePort ?? text;
  return isIP(address) > 0 ? address : undefined;
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}
