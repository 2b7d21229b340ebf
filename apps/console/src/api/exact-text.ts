/**
 * The text of the value at a path of keys in a JSON text, character for character: `100.0` stays `100.0`.
 * Undefined where there is no such value. The text must be JSON that a parser has accepted.
 */
export function exactTextAt(json: string, path: readonly string[]): string | undefined {
  let from = skipBlanks(json, 0);
  for (const key of path) {
    const place = placeOfKey(json, from, key);
    if (place === undefined) return undefined;
    from = place;
  }
  return json.slice(from, endOfValue(json, from));
}

/** The same JSON, each value on a line of its own and nothing else changed. */
export function laidOut(json: string): string {
  let depth = 0;
  let text = '';
  for (let at = 0; at < json.length;) {
    const end = json[at] === '"' ? endOfString(json, at) : at + 1;
    const piece = json.slice(at, end);
    at = end;
    if (/^\s$/.test(piece)) continue;
    if (piece === '{' || piece === '[') {
      const closing = skipBlanks(json, at);
      if (json[closing] === '}' || json[closing] === ']') {
        text += piece + json.charAt(closing);
        at = closing + 1;
      } else text += piece + newLine((depth += 1));
    } else if (piece === '}' || piece === ']') text += newLine((depth -= 1)) + piece;
    else if (piece === ',') text += piece + newLine(depth);
    else text += piece === ':' ? ': ' : piece;
  }
  return text;
}

function newLine(depth: number): string {
  return `\n${'  '.repeat(depth)}`;
}

function placeOfKey(json: string, object: number, wanted: string): number | undefined {
  if (json[object] !== '{') return undefined;
  let at = skipBlanks(json, object + 1);
  while (json[at] === '"') {
    const end = endOfString(json, at);
    const key = JSON.parse(json.slice(at, end)) as string;
    const value = skipBlanks(json, skipBlanks(json, end) + 1);
    if (key === wanted) return value;
    at = skipBlanks(json, endOfValue(json, value));
    if (json[at] === ',') at = skipBlanks(json, at + 1);
  }
  return undefined;
}

function endOfValue(json: string, from: number): number {
  if (json[from] === '"') return endOfString(json, from);
  if (json[from] !== '{' && json[from] !== '[') return endOfScalar(json, from);
  let depth = 0;
  for (let at = from; at < json.length;) {
    const character = json[at];
    if (character === '"') at = endOfString(json, at);
    else {
      at += 1;
      if (character === '{' || character === '[') depth += 1;
      if (character === '}' || character === ']') depth -= 1;
      if (depth === 0) return at;
    }
  }
  return json.length;
}

function endOfScalar(json: string, from: number): number {
  let at = from;
  while (at < json.length && !',]} \n\r\t'.includes(json.charAt(at))) at += 1;
  return at;
}

function endOfString(json: string, from: number): number {
  let at = from + 1;
  while (at < json.length && json[at] !== '"') at += json[at] === '\\' ? 2 : 1;
  return at + 1;
}

function skipBlanks(json: string, from: number): number {
  let at = from;
  while (at < json.length && ' \n\r\t'.includes(json.charAt(at))) at += 1;
  return at;
}
