import { JsonCursor } from './json-cursor';

/** Whether a key stands twice in one object, at any depth: which of the two counts is for each parser to pick. `text` must be well-formed JSON. */
export function hasDoubledKeys(text: string): boolean {
  const cursor = new JsonCursor(text);
  /** The keys seen in each open object; `undefined` for an array. */
  const open: (Set<string> | undefined)[] = [];
  let isKeyNext = false;
  while (cursor.sign() !== '') {
    const sign = cursor.sign();
    const keys = open.at(-1);
    if (sign === '{' || sign === '[') open.push(sign === '{' ? new Set() : undefined);
    if (sign === '}' || sign === ']') open.pop();
    if (sign === '"' && isKeyNext && keys) {
      if (keys.has(cursor.value)) return true;
      keys.add(cursor.value);
    }
    isKeyNext = sign === '{' || (sign === ',' && keys !== undefined);
    cursor.next();
  }
  return false;
}
