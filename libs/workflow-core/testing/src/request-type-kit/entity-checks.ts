import type { RequestType } from '@countersign/contract';
import { z } from 'zod';
import type { ConformanceCheck } from './conformance-check';

export const ENTITY_CHECKS: readonly ConformanceCheck[] = [
  { name: 'declares only entity fields that its schema has', problems: unknownEntityFields },
  { name: 'declares every field whose name is that of an entity id', problems: undeclaredEntityFields },
];

/** Names such as `till_id`, `awardingTillId`, `storeCode`, `entityIds`. */
const LIKE_AN_ENTITY = /(till|store|outlet|zone|concept|entity)s?_?(ids?|codes?|numbers?)?$/i;

function unknownEntityFields(definition: RequestType): string[] {
  const known = new Set(fieldsOf(definition));
  return Object.keys(definition.entityFields ?? {})
    .filter((pointer) => !known.has(pointer))
    .map((pointer) => `entityFields names ${pointer}, which the payload's schema does not have`);
}

function undeclaredEntityFields(definition: RequestType): string[] {
  const declared = new Set(Object.keys(definition.entityFields ?? {}));
  return fieldsOf(definition)
    .filter((pointer) => LIKE_AN_ENTITY.test(pointer.split('/').findLast((segment) => segment !== '*') ?? '') && !declared.has(pointer))
    .map((pointer) => `${pointer} looks like the id of a place: declare it in entityFields, or as not-a-place`);
}

/** Every field that holds no others, by JSON pointer, with `*` for the elements of lists. */
function fieldsOf({ payload }: RequestType): string[] {
  return [...new Set(leavesOf(z.toJSONSchema(payload, { io: 'input' }), ''))];
}

type JsonSchema = Readonly<Record<string, unknown>>;

function leavesOf(schema: unknown, pointer: string): string[] {
  if (!isSchema(schema)) return [];
  const inner = [
    ...Object.entries(isSchema(schema['properties']) ? schema['properties'] : {}).flatMap(([name, field]) =>
      leavesOf(field, `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`),
    ),
    ...['prefixItems', 'items'].flatMap((list) => [schema[list]].flat().flatMap((item) => leavesOf(item, `${pointer}/*`))),
    ...['anyOf', 'oneOf', 'allOf'].flatMap((several) => [schema[several]].flat().flatMap((one) => leavesOf(one, pointer))),
  ];
  return inner.length === 0 ? [pointer] : inner;
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
