import { z } from 'zod';

const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
/** Two spellings of one org would be two entries, of which one is never used. */
const ORG_ID = /^(0|[1-9]\d{0,14})$/;
const HEADER_VALUE = /^[\x20-\x7e]*$/;

const headerValue = z.string().regex(HEADER_VALUE, 'expected visible ASCII characters');

/** When calls of an org are held back because its API fails. */
export const breakerSchema = z.strictObject({
  /** Opens at this part of failed calls or more. */
  failedShare: z.number().min(0.01).max(1).default(0.5),
  /** Judges by so many of the last calls, however long they took, or by all of the window where there are more. */
  leastCalls: z.int().min(1).max(10_000).default(20),
  windowMs: z.int().min(1_000).max(600_000).default(30_000),
  /** How long it stays open before one call may try. */
  pauseMs: z.int().min(100).max(600_000).default(10_000),
});

/** How one org's loyalty API is reached. The maker of a request has no say in any of it. */
export const connectorSchema = z.strictObject({
  /** Scheme, host, port and a path that stands before that of every call. */
  baseUrl: z.string().refine(isBaseUrl, 'expected an http or https URL without credentials, query or fragment'),
  /** Value of the Authorization header. */
  authorization: headerValue.optional(),
  /** Further headers, the same with every call. */
  headers: z.record(z.string().regex(HEADER_NAME, 'expected names of HTTP headers'), headerValue).default({}),
  connectTimeoutMs: z.int().min(100).max(30_000).default(2_000),
  /** For waiting, connecting, sending and the whole answer together. */
  timeoutMs: z.int().min(100).max(120_000).default(20_000),
  /** Calls under way at once. */
  connections: z.int().min(1).max(1_000).default(10),
  /** The part of the connections that each org which shares the connector has for sure; of no meaning where one org uses it alone. */
  orgShare: z.number().min(0.01).max(1).default(0.25),
  breaker: breakerSchema.prefault({}),
});
export type Connector = z.infer<typeof connectorSchema>;

/** Connectors by org id; an org that has none of its own uses `default`, where there is one. */
export const connectorsSchema = z.strictObject({
  default: connectorSchema.optional(),
  orgs: z
    .record(z.string().regex(ORG_ID, 'expected org ids as keys: whole numbers without zeros before them'), connectorSchema)
    .default({}),
});
export type Connectors = z.infer<typeof connectorsSchema>;

function isBaseUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, search, hash } = new URL(text);
  return ['http:', 'https:'].includes(protocol) && `${username}${password}${search}${hash}` === '';
}
