import type { RequestType } from '@countersign/contract';
import { z } from 'zod';

/** Every field that holds no others, by JSON pointer, with `*` for the elements of lists. */
export function schemaFields({ payload }: RequestType): string[] {
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
