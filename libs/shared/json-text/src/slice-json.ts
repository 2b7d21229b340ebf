import { JsonCursor } from './json-cursor';

/**
 * The text of the value at `path`, byte for byte as in the source; `undefined` when nothing is there.
 * Array elements are addressed by index (`['badges', '0']`). `text` must be well-formed JSON.
 * Of a key that stands twice the last one counts, as in `JSON.parse`.
 */
export function sliceJson(text: string, path: readonly string[]): string | undefined {
  const [segment, ...rest] = path;
  if (segment === undefined) return new JsonCursor(text).takeValue();
  const child = childOf(text, segment);
  return child === undefined || rest.length === 0 ? child : sliceJson(child, rest);
}

/** The text of each element of the array at `path`, in one go; empty when there is no array. */
export function sliceJsonElements(text: string, path: readonly string[]): string[] {
  const cursor = new JsonCursor(sliceJson(text, path) ?? '');
  const elements: string[] = [];
  if (cursor.sign() !== '[') return elements;
  cursor.next();
  while (cursor.sign() !== ']' && cursor.sign() !== '') {
    elements.push(cursor.takeValue());
    if (cursor.sign() === ',') cursor.next();
  }
  return elements;
}

function childOf(text: string, segment: string): string | undefined {
  const cursor = new JsonCursor(text);
  if (cursor.sign() === '{') return memberOf(cursor, segment);
  if (cursor.sign() === '[') return elementOf(cursor, segment);
  return undefined;
}

function memberOf(cursor: JsonCursor, key: string): string | undefined {
  let found: string | undefined;
  cursor.next();
  while (cursor.sign() === '"') {
    const isWanted = cursor.value === key;
    cursor.next(); // the colon
    cursor.next();
    const slice = cursor.takeValue();
    if (isWanted) found = slice;
    if (cursor.sign() === ',') cursor.next();
  }
  return found;
}

function elementOf(cursor: JsonCursor, segment: string): string | undefined {
  cursor.next();
  for (let index = 0; cursor.sign() !== ']' && cursor.sign() !== ''; index++) {
    const slice = cursor.takeValue();
    if (String(index) === segment) return slice;
    if (cursor.sign() === ',') cursor.next();
  }
  return undefined;
}
