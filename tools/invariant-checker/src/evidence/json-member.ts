/**
 * The text of a member of a JSON object as it was written, white space and spelling included; undefined when there is none. Of members
 * with the same name the last counts, as for `JSON.parse`. The text must be JSON.
 */
export function memberText(text: string, path: readonly string[]): string | undefined {
  return path.reduce<string | undefined>((object, name) => (object === undefined ? undefined : ownMember(object, name)), text);
}

/** The names of an object's members in the order in which they are written. */
export function memberNames(text: string): string[] {
  return [...members(text)].map(({ name }) => name);
}

function ownMember(text: string, wanted: string): string | undefined {
  let found: string | undefined;
  for (const { name, value } of members(text)) if (name === wanted) found = value;
  return found;
}

function* members(text: string): Generator<{ readonly name: string; readonly value: string }> {
  let at = skipBlanks(text, 0);
  if (text[at] !== '{') return;
  at = skipBlanks(text, at + 1);
  while (text[at] === '"') {
    const nameEnd = endOfString(text, at);
    const name = JSON.parse(text.slice(at, nameEnd)) as string;
    const start = skipBlanks(text, skipBlanks(text, nameEnd) + 1);
    const end = endOfValue(text, start);
    yield { name, value: text.slice(start, end) };
    at = skipBlanks(text, end);
    if (text[at] === ',') at = skipBlanks(text, at + 1);
  }
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && ' \t\r\n'.includes(text.charAt(at))) at += 1;
  return at;
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}

function endOfValue(text: string, start: number): number {
  let depth = 0;
  let at = start;
  while (at < text.length) {
    const sign = text.charAt(at);
    if (depth === 0 && at > start && ',}] \t\r\n'.includes(sign)) return at;
    if (sign === '"') {
      at = endOfString(text, at);
      if (depth === 0) return at;
      continue;
    }
    if (sign === '{' || sign === '[') depth += 1;
    if (sign === '}' || sign === ']') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
    at += 1;
  }
  return at;
}
