import { JsonCursor } from './json-cursor';

const WHOLE_WITH_POINT = /^-?[0-9]+\.0+$/;

/**
 * Where a document writes a whole number with a decimal point, as in `5001001.0`: for each the offset right behind the point.
 * `text` must be well-formed JSON.
 */
export function wholeNumbersWithPoint(text: string): number[] {
  const found: number[] = [];
  const cursor = new JsonCursor(text);
  while (cursor.sign() !== '') {
    const { start, value } = cursor;
    if (cursor.sign() !== '"' && WHOLE_WITH_POINT.test(value)) found.push(start + value.indexOf('.') + 1);
    cursor.next();
  }
  return found;
}
