import { isUtf8 } from 'node:buffer';
import { scanJson, wholeNumbersWithPoint } from '@countersign/json-text';

/** Characters; a token with the grants of hundreds of orgs stays below it, and Node refuses larger headers anyway. */
const LONGEST_TOKEN = 12_288;
/** Header, claims and signature, each in the one alphabet and never empty: nothing encrypted, unsigned or spelt in a second way. */
const SIGNED = /^[\w-]+\.[\w-]+\.[\w-]+$/;
/** An org costs a key, and a limited grant two more. */
const MOST_KEYS = 5_000;

/** `at+jwt` takes access tokens by RFC 9068 alone; `jwt` takes those of issuers that say `JWT`, or nothing, as well. */
export type AcceptedType = 'jwt' | 'at+jwt';

/** What only tokens for another purpose carry: ID tokens, logout and security events, tokens bound to a key that we cannot ask for. */
const FOREIGN_CLAIMS = ['nonce', 'at_hash', 'c_hash', 's_hash', 'events', 'cnf'] as const;
/** Issuers that use one media type for everything say in a claim what a token is for. */
const FOREIGN_USES: Readonly<Record<string, readonly string[]>> = {
  token_use: ['id', 'refresh'],
  typ: ['id', 'refresh', 'offline', 'logout'],
};

/** A signed token that is none for this API. */
export class ForeignTokenError extends Error {
  constructor(reason: string) {
    super(`The token ${reason}.`);
    this.name = 'ForeignTokenError';
  }
}

/** Whether it is worth a look: costs next to nothing, whatever a stranger sends. */
export function isPossibleToken(token: string | undefined): token is string {
  return token !== undefined && token.length <= LONGEST_TOKEN && SIGNED.test(token);
}

/**
 * Looks at what a signature says nothing about, before the signature is judged: two parsers may read text with a key twice in two ways.
 * A number has one spelling, so that no other one (`1001.0`, `1.001e3`, `-0`) is the same person.
 * @throws ForeignTokenError
 */
export function requireUnambiguous(token: string): void {
  for (const part of token.split('.').slice(0, 2)) {
    const bytes = Buffer.from(part, 'base64url');
    if (!isUtf8(bytes) || !isReadInOneWay(bytes.toString()))
      throw new ForeignTokenError('is not JSON that everybody reads in the same way');
  }
}

function isReadInOneWay(text: string): boolean {
  return scanJson(text, { maxKeys: MOST_KEYS, exactNumbers: true }).length === 0 && wholeNumbersWithPoint(text).length === 0;
}

/** @throws ForeignTokenError for what was signed for another purpose */
export function requireAccessToken(
  header: Readonly<Record<string, unknown>>,
  claims: Readonly<Record<string, unknown>>,
  accepted: AcceptedType,
): void {
  const type = mediaType(header['typ']);
  if (type !== 'at+jwt' && (accepted === 'at+jwt' || (type !== 'jwt' && type !== undefined)))
    throw new ForeignTokenError('is of another type');
  if (header['cty'] !== undefined) throw new ForeignTokenError('wraps something else');
  for (const claim of FOREIGN_CLAIMS) if (claim in claims) throw new ForeignTokenError(`has the claim ${claim}`);
  for (const [claim, uses] of Object.entries(FOREIGN_USES)) {
    const use = claims[claim];
    if (use !== undefined && (typeof use !== 'string' || uses.includes(use.toLowerCase())))
      throw new ForeignTokenError(`is for another use by its claim ${claim}`);
  }
}

/** Without the prefix that RFC 7515 lets be left out; undefined when nothing is said. */
function mediaType(typ: unknown): string | undefined {
  if (typ === undefined) return undefined;
  return typeof typ === 'string' ? typ.toLowerCase().replace(/^application\//, '') : '';
}
