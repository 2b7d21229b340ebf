import { jsonPointer } from '@countersign/json-text';

export interface JsonPlace {
  readonly pointer: string;
  readonly value: unknown;
}

/** Every value inside a JSON value, itself first. */
export function jsonPlaces(value: unknown, path: readonly string[] = []): JsonPlace[] {
  const here = { pointer: jsonPointer(path), value };
  if (typeof value !== 'object' || value === null) return [here];
  return [here, ...Object.entries(value).flatMap(([key, child]) => jsonPlaces(child, [...path, key]))];
}

export function isJsonObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isScalar(value: unknown): boolean {
  return typeof value !== 'object' || value === null;
}

/** A copy as it would come out of a parsed request: plain, unshared, without `undefined`. */
export function jsonCopy(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value)) as unknown;
}

/** A copy that throws when anybody writes to it. */
export function frozenCopy(value: unknown): unknown {
  const copy = jsonCopy(value);
  for (const place of jsonPlaces(copy)) Object.freeze(place.value);
  return copy;
}

/** A copy with another value at `pointer`; `undefined` removes what is there. Missing parents are an error in the caller. */
export function withValueAt(document: unknown, pointer: string, value: unknown): unknown {
  const copy = jsonCopy(document);
  const segments = segmentsOf(pointer);
  const last = segments.pop();
  if (last === undefined) return value;
  const parent = segments.reduce<unknown>((place, segment) => childOf(place, segment), copy);
  if (typeof parent !== 'object' || parent === null) throw new TypeError(`nothing stands above ${pointer}`);
  if (value === undefined) Reflect.deleteProperty(parent, last);
  else Reflect.set(parent, last, value);
  return copy;
}

export function valueAt(document: unknown, pointer: string): unknown {
  return segmentsOf(pointer).reduce(childOf, document);
}

/** Another scalar of the same kind, which looks as much like the first one as it can. */
export function otherValue(value: unknown): unknown {
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  const text = String(value);
  const last = text.at(-1) ?? '';
  if (/[0-9]/.test(last)) return `${text.slice(0, -1)}${(Number(last) + 1) % 10}`;
  return /[a-z]/i.test(last) ? `${text.slice(0, -1)}${last === 'x' ? 'y' : 'x'}` : `${text}x`;
}

function childOf(place: unknown, segment: string): unknown {
  return typeof place === 'object' && place !== null ? (Reflect.get(place, segment) as unknown) : undefined;
}

function segmentsOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
}
