import { readFileSync } from 'node:fs';
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
