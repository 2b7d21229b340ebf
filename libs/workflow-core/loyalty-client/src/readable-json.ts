/** Deeper than any documented answer; PostgreSQL refuses to store what is nested without end. */
const MOST_DEPTH = 64;

/** The text and value of an answer's body; `undefined` when it is not JSON in UTF-8 that can be stored as it is. */
export function readableJson(bytes: Buffer): { readonly text: string; readonly value: unknown } | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const value: unknown = JSON.parse(text);
    return isTooDeep(value) ? undefined : { text, value };
  } catch {
    return undefined;
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
