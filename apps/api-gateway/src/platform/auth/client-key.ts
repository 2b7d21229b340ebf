import { randomBytes } from 'node:crypto';

const SECRET_PREFIX = 'cs_';
/** The org, so that a client is looked for in its own org only, and so much chance that keys never meet. */
const KEY = /^(0|[1-9]\d{0,14})\.[\w-]{16}$/;
const TOKEN = /^(0|[1-9]\d{0,14})\.[\w-]{43}$/;
const KEY_BYTES = 12;
const SECRET_BYTES = 32;

/** What a client calls itself by, and proves that by. */
export interface Credentials {
  readonly key: string;
  readonly secret: string;
}

export function newClientKey(orgId: number): string {
  return `${orgId}.${randomBytes(KEY_BYTES).toString('base64url')}`;
}

/** 256 bits: not to be guessed, however fast one guesses. */
export function newClientSecret(): string {
  return `${SECRET_PREFIX}${randomBytes(SECRET_BYTES).toString('base64url')}`;
}

export function newApiToken(orgId: number): string {
  return `${orgId}.${randomBytes(SECRET_BYTES).toString('base64url')}`;
}

/** The org that a key names; undefined for what is no key. */
export function orgOfKey(key: string): number | undefined {
  const org = KEY.exec(key)?.[1];
  return org === undefined ? undefined : Number(org);
}

/** The org that a token names; undefined for what is no token of ours. */
export function orgOfToken(token: string): number | undefined {
  const org = TOKEN.exec(token)?.[1];
  return org === undefined ? undefined : Number(org);
}
