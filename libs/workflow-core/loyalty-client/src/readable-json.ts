import { hasDoubledKeys } from '@countersign/json-text';

/** Deeper than any documented answer; PostgreSQL refuses to store what is nested without end. */
const MOST_DEPTH = 64;

/** An answer may leave out of what type it is; one that says so is JSON. */
const JSON_TYPE = /^\s*(?:application|text)\/(?:[\w.-]+\+)?json\s*(?:;|$)/i;
/** Of these every byte below 128 is the same as in ASCII, also behind any other byte: quotes and braces are where they seem to be. */
const PLAIN_ENCODINGS = /^(?:utf-8|iso-8859-\w+|windows-\d+|koi8-[ru]|macintosh|ibm866)$/;

/**
 * The text and value of an answer's body; `undefined` when it is not strict JSON: another media type, a key that stands twice in an object.
 * Bytes that are no text in the stated character set, UTF-8 unless said, are replaced: they can only stand within strings, and the rest of
 * what was answered is no less definite for them.
 */
export function readableJson(bytes: Buffer, contentType?: string): { readonly text: string; readonly value: unknown } | undefined {
  const decoder = decoderFor(contentType);
  if (!PLAIN_ENCODINGS.test(decoder.encoding) || (contentType && !JSON_TYPE.test(contentType))) return undefined;
  try {
    const text = decoder.decode(bytes);
    const value: unknown = JSON.parse(text);
    return isTooDeep(value) || hasDoubledKeys(text) ? undefined : { text, value };
  } catch {
    return undefined;
  }
}

function decoderFor(contentType = ''): InstanceType<typeof TextDecoder> {
  const charset = /;\s*charset="?([\w.:-]+)/i.exec(contentType)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(charset);
  } catch {
    // No character set that anybody knows.
    return new TextDecoder();
  }
}

/** Level by level instead of by recursion, so that depth cannot exhaust the stack. */
function isTooDeep(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; depth <= MOST_DEPTH; depth++) {
    level = level.flatMap((member) => (typeof member === 'object' && member !== null ? (Object.values(member) as unknown[]) : []));
    if (level.length === 0) return false;
  }
  return true;
}
