/** Deeper than any documented answer; PostgreSQL refuses to store what is nested without end. */
const MOST_DEPTH = 64;

/**
 * The text and value of an answer's body; `undefined` when it is not JSON. Bytes that are no text in the stated character set, UTF-8 unless
 * said, are replaced: they can only stand within strings, and the rest of what was answered is no less definite for them.
 */
export function readableJson(bytes: Buffer, contentType?: string): { readonly text: string; readonly value: unknown } | undefined {
  try {
    const text = decoderFor(contentType).decode(bytes);
    const value: unknown = JSON.parse(text);
    return isTooDeep(value) ? undefined : { text, value };
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
