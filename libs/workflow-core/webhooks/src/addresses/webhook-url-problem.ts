import { isIP } from 'node:net';
import { addressProblem, type AddressRules, isLoopbackHost } from './address-problem';

const LONGEST_URL = 2_048;
const PORTS = ['', '443', '8443'];
/** May be written out. */
const USUAL_PORT: Readonly<Partial<Record<string, string>>> = { 'https:': '443', 'http:': '80' };
/** Endings that never name a host on the public internet (RFC 6761, RFC 8375, common private zones). */
const PRIVATE_ENDINGS = ['localhost', 'internal', 'local', 'localdomain', 'lan', 'home.arpa', 'home', 'corp', 'intranet', 'private', 'svc'];
const NOT_PLAIN = 'must be a plain URL: https, a host in lower-case ASCII and a path, without spaces or other spellings';

/**
 * Why a webhook must not be registered for this URL, as the end of a sentence that begins with the field's name; `undefined` when it may.
 * This is the early answer to a subscriber: what a name resolves to is checked by `addressProblem` on every connection.
 */
export function webhookUrlProblem(text: string, rules: AddressRules): string | undefined {
  if (text.length > LONGEST_URL) return `must not be longer than ${LONGEST_URL} characters`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url) return NOT_PLAIN;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const onThisMachine = rules.allowLoopback && isLoopbackHost(host);
  if (url.protocol !== 'https:' && !(onThisMachine && url.protocol === 'http:')) return 'must begin with https://';
  if (url.username !== '' || url.password !== '') return 'must not hold a user name or password';
  if (!isPlain(text, url)) return NOT_PLAIN;
  const spelling = spellingProblem(text, url);
  if (spelling !== undefined) return spelling;
  if (!PORTS.includes(url.port) && !onThisMachine) return 'must use port 443 or 8443';
  return isIP(host) ? literalProblem(host, rules) : nameProblem(host, onThisMachine);
}

/**
 * Parsers disagree about `0x7f.1`, `１２７.0.0.1`, `host\@other` and the like; a URL whose origin reads the same before and after
 * parsing leaves them nothing to disagree about.
 */
function isPlain(text: string, { origin }: URL): boolean {
  const hasSpaceOrControl = /[\s\p{Cc}]/u.test(text);
  const rest = text.startsWith(origin) ? text.slice(origin.length) : undefined;
  return !hasSpaceOrControl && rest !== undefined && /^(?::\d+)?(?:[/?#]|$)/.test(rest);
}

/** What is confirmed must be what is called: no `..`, no backslash, nothing that is left out or written in another way on the wire. */
function spellingProblem(text: string, { origin, pathname, search, protocol, port }: URL): string | undefined {
  const target = `${pathname}${search}`;
  const origins = port === '' ? [origin, `${origin}:${USUAL_PORT[protocol] ?? ''}`] : [origin];
  const targets = target === '/' ? ['', '/'] : [target];
  const isAsCalled = origins.some((one) => targets.some((other) => text === `${one}${other}`));
  return isAsCalled ? undefined : `must be written as it is called: ${origin}${target}`;
}

function literalProblem(host: string, rules: AddressRules): string | undefined {
  const problem = addressProblem(host, rules);
  return problem && `must not name a host whose address ${problem}`;
}

function nameProblem(host: string, onThisMachine: boolean): string | undefined {
  if (onThisMachine) return undefined;
  if (host.endsWith('.')) return 'must not name a host that ends with a dot';
  const isPrivate = PRIVATE_ENDINGS.some((ending) => host === ending || host.endsWith(`.${ending}`));
  return isPrivate || !host.includes('.') ? 'must name a host on the public internet' : undefined;
}
