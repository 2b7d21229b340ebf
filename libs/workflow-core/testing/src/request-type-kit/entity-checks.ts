import type { RequestType } from '@countersign/contract';
import type { ConformanceCheck } from './conformance-check';
import { schemaFields } from './schema-fields';

export const ENTITY_CHECKS: readonly ConformanceCheck[] = [
  { name: 'declares only entity fields that its schema has', problems: unknownEntityFields },
  { name: 'declares every field whose name is that of an entity id', problems: undeclaredEntityFields },
];

/** Names such as `till_id`, `awardingTillId`, `storeCode`, `entityIds`. */
const LIKE_AN_ENTITY = /(till|store|outlet|zone|concept|entity)s?_?(ids?|codes?|numbers?)?$/i;

function unknownEntityFields(definition: RequestType): string[] {
  const known = new Set(schemaFields(definition));
  return Object.keys(definition.entityFields ?? {})
    .filter((pointer) => !known.has(pointer))
    .map((pointer) => `entityFields names ${pointer}, which the payload's schema does not have`);
}

function undeclaredEntityFields(definition: RequestType): string[] {
  const declared = new Set(Object.keys(definition.entityFields ?? {}));
  return schemaFields(definition)
    .filter((pointer) => LIKE_AN_ENTITY.test(pointer.split('/').findLast((segment) => segment !== '*') ?? '') && !declared.has(pointer))
    .map((pointer) => `${pointer} looks like the id of a place: declare it in entityFields, or as not-a-place`);
}
