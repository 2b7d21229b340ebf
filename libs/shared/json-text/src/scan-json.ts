import { JsonCursor } from './json-cursor';
import { jsonPointer } from './json-pointer';

/** One thing in a JSON text that must not be accepted. */
export interface JsonProblem {
  /** RFC 6901 pointer to the place; the empty string is the whole document. */
  readonly pointer: string;
  /** A sentence that names the place and never holds a value. */
  readonly message: string;
}

export interface JsonLimits {
  /** Objects and arrays inside each other, the outermost counted. */
  readonly maxDepth?: number;
  /** Keys of all objects in the document together. */
  readonly maxKeys?: number;
  /** Every number must be written as it is shown: no exponent, no minus zero, no digits that a double drops. Trailing zeros (`20.0`) are fine. */
  readonly exactNumbers?: boolean;
}

/** A sender with this many problems reads no further, and a hostile text cannot make the answer large. */
const MOST_PROBLEMS = 20;
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);
const NUMBER_SIGN = /[-0-9]/;
const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * What is wrong with a JSON text although `JSON.parse` may accept it: keys that stand twice or reach for prototypes, NUL and
 * lone surrogates (PostgreSQL cannot store them), numbers that a double cannot hold exactly, too many keys, too much depth.
 * A text beyond a limit is read no further. At most 20 problems are named.
 */
export function scanJson(text: string, limits: JsonLimits = {}): JsonProblem[] {
  if (!isJson(text)) return [{ pointer: '', message: 'The document is not well-formed JSON.' }];
  return new Scan(text, limits).problems();
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** An object or array that the scan is inside of. */
interface Level {
  /** The keys seen so far; absent in an array. */
  readonly keys?: Set<string>;
  /** The member being read; `undefined` in an object where a key comes next. */
  member: string | number | undefined;
}

class Scan {
  private readonly found: JsonProblem[] = [];
  private readonly levels: Level[] = [];
  private readonly cursor: JsonCursor;
  private readonly maxDepth: number;
  private readonly maxKeys: number;
  private readonly exactNumbers: boolean;
  private keyCount = 0;
  private isBeyondLimit = false;

  constructor(text: string, { maxDepth = 12, maxKeys = 500, exactNumbers = false }: JsonLimits) {
    this.cursor = new JsonCursor(text);
    this.maxDepth = maxDepth;
    this.maxKeys = maxKeys;
    this.exactNumbers = exactNumbers;
  }

  problems(): JsonProblem[] {
    while (this.cursor.sign() !== '' && !this.isBeyondLimit && this.found.length < MOST_PROBLEMS) {
      this.readToken();
      this.cursor.next();
    }
    return this.found;
  }

  private readToken(): void {
    const level = this.levels.at(-1);
    const sign = this.cursor.sign();
    if (sign === '{') this.enter({ keys: new Set(), member: undefined });
    else if (sign === '[') this.enter({ member: 0 });
    else if (sign === '}' || sign === ']') this.levels.pop();
    else if (sign === ',' && level) level.member = typeof level.member === 'number' ? level.member + 1 : undefined;
    else if (NUMBER_SIGN.test(sign)) this.readNumber();
    else if (sign === '"' && level?.keys && level.member === undefined) this.readKey(level, level.keys);
    else if (sign === '"') this.readString();
  }

  private enter(level: Level): void {
    if (this.levels.length === this.maxDepth) {
      this.isBeyondLimit = true;
      this.report(`lies deeper than the allowed ${this.maxDepth} levels`);
    } else this.levels.push(level);
  }

  private readKey(level: Level, keys: Set<string>): void {
    const key = this.cursor.value;
    const flaw = textFlaw(key);
    if (flaw) this.report(`has a key that holds ${flaw}`);
    level.member = key;
    if (FORBIDDEN_KEYS.has(key)) this.report('has a name that is not allowed');
    if (keys.has(key)) this.report('stands more than once in its object');
    keys.add(key);
    if (++this.keyCount > this.maxKeys) {
      this.isBeyondLimit = true;
      this.found.push({ pointer: '', message: `The document has more than the allowed ${this.maxKeys} keys.` });
    }
  }

  private readString(): void {
    const flaw = textFlaw(this.cursor.value);
    if (flaw) this.report(`holds ${flaw}`);
  }

  private readNumber(): void {
    const flaw = numberFlaw(this.cursor.value, this.exactNumbers);
    if (flaw) this.report(`holds ${flaw}`);
  }

  private report(flaw: string): void {
    const pointer = jsonPointer(this.levels.flatMap(({ member }) => (member === undefined ? [] : [String(member)])));
    this.found.push({ pointer, message: `${pointer === '' ? 'The document' : `Field ${pointer}`} ${flaw}.` });
  }
}

/** No double has so many digits; the rest would be zeros, and a number is shown as it is written. */
const LONGEST_NUMBER = 32;

function numberFlaw(text: string, isExact: boolean): string | undefined {
  const size = Math.abs(Number(text));
  if (!Number.isFinite(size)) return 'a number that is too large';
  if (size > Number.MAX_SAFE_INTEGER) return 'a number beyond ±9007199254740991, which cannot be kept exactly';
  if (!isExact) return undefined;
  if (/e/i.test(text)) return 'a number with an exponent; write it out';
  if (text.length > LONGEST_NUMBER) return `a number of more than ${LONGEST_NUMBER} characters`;
  return withoutTrailingZeros(text) === String(Number(text)) ? undefined : 'a number that would be read as another one than it is written';
}

function withoutTrailingZeros(text: string): string {
  if (!text.includes('.')) return text;
  let end = text.length;
  while (text.charAt(end - 1) === '0') end--;
  return text.slice(0, text.charAt(end - 1) === '.' ? end - 1 : end);
}

function textFlaw(text: string): string | undefined {
  if (text.includes('\0')) return 'a NUL character';
  if (LONE_SURROGATE.test(text)) return 'half a surrogate pair';
  return undefined;
}
