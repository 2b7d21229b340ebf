import type { JsonSchema } from '../api/json-schema';

const DEFINITION = '#/$defs/';

/**
 * The schema as if it had been written in one piece: references followed, parts of `allOf` joined, a union of one opened.
 * @param root where `#/$defs/…` is looked up
 */
export function inOnePiece(schema: JsonSchema, root: JsonSchema): JsonSchema {
  const { $ref, allOf, anyOf, oneOf, ...own } = schema;
  if ($ref !== undefined) {
    const target = $ref.startsWith(DEFINITION) ? root.$defs?.[$ref.slice(DEFINITION.length)] : undefined;
    return target ? { ...inOnePiece(target, root), ...own } : own;
  }
  if (allOf) return allOf.map((part) => inOnePiece(part, root)).reduce(joined, own);
  const union = (anyOf ?? oneOf)?.filter(({ type }) => type !== 'null');
  const [only, ...others] = union ?? [];
  if (only && others.length === 0) return { ...inOnePiece(only, root), ...own };
  if (!union) return schema;
  const values = union.map((shape) => shape.const);
  return values.includes(undefined) ? { ...own, anyOf: union } : { ...own, enum: values };
}

function joined(one: JsonSchema, other: JsonSchema): JsonSchema {
  return {
    ...other,
    ...one,
    ...((one.properties ?? other.properties) && { properties: { ...one.properties, ...other.properties } }),
    ...((one.required ?? other.required) && { required: [...(one.required ?? []), ...(other.required ?? [])] }),
  };
}

/** The one type that counts: what may also be null is asked for like the rest, and left out when empty. */
export function typeOf({ type, properties, prefixItems, items }: JsonSchema): string | undefined {
  if (typeof type === 'string') return type;
  if (type) return type.find((name) => name !== 'null');
  if (properties) return 'object';
  return (prefixItems ?? items) ? 'array' : undefined;
}
