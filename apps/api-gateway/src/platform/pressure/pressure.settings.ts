import { isIP } from 'node:net';
import { wholeNumber } from '@countersign/config';
import { z } from 'zod';
import type { SheddingConfig } from './load-shedder';
import { rateSetting } from './rate';
import type { RateLimitConfig } from './rate-limits';

/** A wider network is not one's own: whoever is in it would say where a call comes from. */
const WIDEST_IPV4 = 8;
const WIDEST_IPV6 = 7;
const PROXIES = `expected addresses or networks with commas between them, such as 10.0.0.0/8, 192.0.2.7; none wider than /${WIDEST_IPV4}, with IPv6 /${WIDEST_IPV6}`;

/** Settings of limits and shedding. Every limit counts in this process alone. */
export const pressureSettings = {
  GATEWAY_LIMIT_ORG_WRITES: rateSetting('100:200').describe('Writes of one org per second, and at once; 0 for no limit.'),
  GATEWAY_LIMIT_ORG_READS: rateSetting('500:1000').describe('Reads of one org per second, and at once; 0 for no limit.'),
  GATEWAY_LIMIT_USER_WRITES: rateSetting('20:200').describe('Writes of one user per second, and at once; 0 for no limit.'),
  GATEWAY_LIMIT_USER_READS: rateSetting('50:300').describe('Reads of one user per second, and at once; 0 for no limit.'),
  GATEWAY_LIMIT_ADDRESS: rateSetting('100:1000').describe(
    'Calls of one address whose token is not known yet, or that need none, per second and at once; 0 for no limit.',
  ),
  GATEWAY_LIMIT_SECRETS: rateSetting('1:20').describe(
    'Secrets of API clients that one address has verified per second, and at once; 0 for no limit. A right one is remembered for a while.',
  ),
  GATEWAY_TRUSTED_PROXIES: z
    .string({ error: PROXIES })
    .transform((text) => text.split(',').map((part) => part.trim()))
    .refine((parts) => parts.every(isNetwork), PROXIES)
    .optional()
    .describe('Addresses or networks of the proxies whose X-Forwarded-For says where a call comes from.'),
  GATEWAY_SHED_LOOP_DELAY_MS: wholeNumber({ max: 60_000, unit: 'milliseconds' })
    .default(200)
    .describe('Event-loop delay from which reads are turned away; twice that for writes, four times for decisions. 0 for never.'),
  GATEWAY_SHED_HEAP_PERCENT: wholeNumber({ max: 99 })
    .default(85)
    .describe('Part of the heap in use from which reads are turned away, then writes, last decisions. 0 for never.'),
  GATEWAY_SHED_CALLS: wholeNumber({ max: 1_000_000 })
    .default(2_000)
    .describe('Calls at work at once that this process takes; reads only get half of it, writes three quarters. 0 for no limit.'),
};

type PressureSettings = z.output<z.ZodObject<typeof pressureSettings>>;

export function rateLimitConfigOf(settings: PressureSettings): RateLimitConfig {
  return {
    org: { write: settings.GATEWAY_LIMIT_ORG_WRITES, read: settings.GATEWAY_LIMIT_ORG_READS },
    user: { write: settings.GATEWAY_LIMIT_USER_WRITES, read: settings.GATEWAY_LIMIT_USER_READS },
    address: settings.GATEWAY_LIMIT_ADDRESS,
    secret: settings.GATEWAY_LIMIT_SECRETS,
  };
}

export function sheddingConfigOf(settings: PressureSettings): SheddingConfig {
  return {
    loopDelayMs: settings.GATEWAY_SHED_LOOP_DELAY_MS,
    heapPercent: settings.GATEWAY_SHED_HEAP_PERCENT,
    calls: settings.GATEWAY_SHED_CALLS,
  };
}

function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const version = isIP(address);
  if (version === 0 || more.length > 0) return false;
  if (bits === undefined) return true;
  const [widest, narrowest] = version === 4 ? [WIDEST_IPV4, 32] : [WIDEST_IPV6, 128];
  return /^\d{1,3}$/.test(bits) && Number(bits) >= widest && Number(bits) <= narrowest;
}
