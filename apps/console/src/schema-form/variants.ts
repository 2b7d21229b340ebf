import type { JsonSchema } from '../api/json-schema';
import { inOnePiece, typeOf } from './in-one-piece';

const DEEPEST = 8;

/** Whether a value has this shape: its own type, and no property that the shape does not know. */
export function fits(value: unknown, schema: JsonSchema, root: JsonSchema): boolean {
  const type = typeOf(schema);
  if (value === undefined) return false;
  if (Array.isArray(value)) return type === 'array';
  if (typeof value === 'number') return type === 'number' || type === 'integer';
  if (typeof value !== 'object' || value === null) return type === typeof value;
  if (type !== 'object') return false;
  const { properties = {}, required = [] } = schema;
  return (
    required.every((name) => Object.hasOwn(value, name)) &&
    Object.entries(value).every(([name, part]) => {
      const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
      const known = property && inOnePiece(property, root);
      return known !== undefined && (known.const === undefined || known.const === part);
    })
  );
}

/**
 * Whether the shapes hold the same fields and differ only in what is put around them, such as an object and an array of one
 * such object. Nobody needs to choose between those.
 */
export function isSpelledTwice(shapes: readonly JsonSchema[], root: JsonSchema): boolean {
  const [first, ...others] = shapes.map((shape) => leafNames(shape, root, '').toSorted().join(' '));
  return others.every((names) => names === first);
}

function leafNames(given: JsonSchema, root: JsonSchema, name: string, depth = 0): string[] {
  const schema = inOnePiece(given, root);
  if (depth > DEEPEST) return [name];
  if (schema.properties) return Object.entries(schema.properties).flatMap(([inner, child]) => leafNames(child, root, inner, depth + 1));
  const items = schema.prefixItems ?? (schema.items ? [schema.items] : []);
  if (typeOf(schema) === 'array') return items.flatMap((item) => leafNames(item, root, name, depth + 1));
  return [schema.const === undefined ? name : `${name}=${JSON.stringify(schema.const)}`];
}
