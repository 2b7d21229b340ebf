import type { RequestType } from './request-type';

/** Where in an org a request belongs, from the smallest place to the largest: the fields of its `entityInfo`. */
export const ENTITY_LEVELS = ['tillId', 'storeId', 'zoneId', 'conceptId'] as const;
export type EntityLevel = (typeof ENTITY_LEVELS)[number];

/** Where in the org a request belongs; ids are strings of digits. */
export type EntityInfo = { readonly [Level in EntityLevel]?: string };

/** Of which level the id in a payload's field is; `not-a-place` for a field that only has such a name. */
export type EntityField = EntityLevel | 'not-a-place';

/** A field of the payload that names a place which is not the request's own. */
export interface MisplacedField {
  /** JSON pointer into the payload. */
  readonly pointer: string;
  readonly level: EntityLevel;
}

/** In a declared pointer: every element of a list. */
const EACH = '*';

/** Which declared fields of this payload name another place than `entityInfo` does at their level. Empty text names no place. */
export function misplacedFields({ entityFields = {} }: Pick<RequestType, 'entityFields'>, payload: unknown, entityInfo: EntityInfo) {
  return Object.entries(entityFields).flatMap(([pointer, level]): MisplacedField[] => {
    if (level === 'not-a-place') return [];
    const named = valuesAt(payload, pointer);
    return named
      .filter(({ value }) => value !== '' && idText(value) !== entityInfo[level])
      .map(({ path }) => ({ pointer: `/${path.map(escaped).join('/')}`, level }));
  });
}

/** Ids stand in payloads as text and as numbers; nothing else is one. */
function idText(value: unknown): unknown {
  return typeof value === 'number' ? String(value) : value;
}

export interface Found {
  readonly path: readonly string[];
  readonly value: unknown;
}

/** What stands at a declared pointer: one value, or one for each element of a list. */
export function valuesAt(payload: unknown, pointer: string): Found[] {
  return valuesBelow(payload, pointer.split('/').slice(1).map(unescaped));
}

function valuesBelow(value: unknown, [segment, ...rest]: readonly string[], path: readonly string[] = []): Found[] {
  if (segment === undefined) return [{ path, value }];
  if (typeof value !== 'object' || value === null || (segment === EACH) !== Array.isArray(value)) return [];
  const children = segment === EACH ? Object.entries(value) : Object.entries(value).filter(([name]) => name === segment);
  return children.flatMap(([name, child]) => valuesBelow(child, rest, [...path, name]));
}

function unescaped(segment: string): string {
  return segment.replaceAll('~1', '/').replaceAll('~0', '~');
}

function escaped(segment: string): string {
  return segment.replaceAll('~', '~0').replaceAll('/', '~1');
}
