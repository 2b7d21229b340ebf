import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { z } from 'zod';

/** Every piece reads one environment variable: text in, typed value out, and one sentence for all that can be wrong with it. */
function setting<T>(expected: string, read: (text: string) => T | undefined) {
  return z.string({ error: expected }).transform((text, context): T => {
    const value = read(text.trim());
    if (value !== undefined) return value;
    context.addIssue(expected);
    return z.NEVER;
  });
}

/** A whole number within bounds, both included. */
export function wholeNumber({ min = 0, max = Number.MAX_SAFE_INTEGER, unit = '' } = {}) {
  const range = max === Number.MAX_SAFE_INTEGER ? `from ${min}` : `from ${min} to ${max}`;
  return setting(`expected a whole number ${unit ? `of ${unit} ` : ''}${range}`, (text) => {
    const value = /^-?\d+$/.test(text) ? Number(text) : NaN;
    return value >= min && value <= max ? value : undefined;
  });
}

/** A TCP port; 0 lets the system pick a free one. */
export function port() {
  return wholeNumber({ max: 65_535 });
}

export function milliseconds(bounds: { readonly min?: number; readonly max?: number } = {}) {
  return wholeNumber({ ...bounds, unit: 'milliseconds' });
}

/** `true` or `false`, nothing else: a misspelt `yes` must not switch anything off. */
export function flag() {
  return setting('expected true or false', (text) => (text === 'true' ? true : text === 'false' ? false : undefined));
}

/** A URL with one of the schemes, named without the colon. */
export function url(schemes: readonly string[] = ['http', 'https']) {
  return setting(`expected a URL that begins with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`, (text) =>
    URL.canParse(text) && schemes.includes(new URL(text).protocol.slice(0, -1)) ? text : undefined,
  );
}

/** A URL whose user and password can be decoded: some clients throw over a % that encodes nothing. */
export function urlWithCredentials(schemes: readonly string[]) {
  const expected = `expected a URL that begins with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}, with a % in it written as %25`;
  return url(schemes).refine((text) => isDecodable(new URL(text)), expected);
}

function isDecodable({ username, password, pathname }: URL): boolean {
  try {
    [username, password, pathname].forEach((part) => decodeURIComponent(part));
    return true;
  } catch {
    return false;
  }
}

/** Any text in one line. Blanks and the line break at its end, which a file leaves behind, do not belong to it. */
export function text() {
  return setting('expected text in one line, without control characters', (value) => (/^\P{Cc}+$/u.test(value) ? value : undefined));
}

/** The value of an HTTP header. The line break at its end, which a file leaves behind, does not belong to it. */
export function headerValue() {
  return setting('expected visible ASCII characters in one line, as an HTTP header takes', (value) =>
    /^[\x20-\x7e]+$/.test(value) ? value : undefined,
  );
}

/** The path of a file; whether it is there is somebody else's question. */
export function filePath() {
  return setting('expected the path of a file', (value) =>
    /^\P{Cc}*[^/\p{Cc}]$/u.test(value) && !/^\.{1,2}$/.test(value) ? value : undefined,
  );
}

/** An address to listen on: whether this machine has it shows when it is listened on. */
export function host() {
  return setting('expected an IP address or a host name', (value) =>
    isIP(value) > 0 || (HOST_NAME.test(value) && !/^[\d.]+$/.test(value)) ? value : undefined,
  );
}

const HOST_NAME = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/i;

/** `a, b` → `['a', 'b']`. */
export function commaList() {
  return setting('expected names with commas between them', (text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  );
}

/** A secret that somebody made for this deployment: long enough, and not the `change-me…` of the example file. */
export function secret({ minLength = 32 } = {}) {
  return setting(`expected a secret of at least ${minLength} characters that is not the example's`, (text) =>
    text.length >= minLength && !text.startsWith('change-me') ? text : undefined,
  );
}

/** A variable that holds JSON text. */
export function jsonSetting<T>(schema: z.ZodType<T>) {
  return setting('expected JSON', parseJson).pipe(schema);
}

/** A variable that names a file which holds JSON; read once, at boot. The place for what should not be in the environment. */
export function jsonFile<T>(schema: z.ZodType<T>) {
  return setting('expected the path of a readable file that holds JSON', readJsonFile).pipe(schema);
}

/** The parser's own message would quote the text, so it goes nowhere. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readJsonFile(path: string): unknown {
  try {
    return parseJson(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
