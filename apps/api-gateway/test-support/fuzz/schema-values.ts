import fc from 'fast-check';

/** What a JSON Schema of the API description uses. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema | boolean;
  readonly prefixItems?: readonly Schema[];
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly examples?: readonly unknown[];
}

const WORD = fc.string({ unit: 'grapheme', maxLength: 30 }).map((text) => text.replaceAll('\0', ''));
const FORMATS: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  uuid: fc.uuid(),
  'date-time': fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }).map((date) => date.toISOString()),
};

/** Values that a schema takes; what only code can judge (a rule over two fields) is not in it. */
export function valuesOf(schema: Schema): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const branches = schema.anyOf ?? schema.oneOf;
  if (branches && branches.length > 0) return fc.oneof(...branches.map(valuesOf));
  if (schema.examples && schema.examples.length > 0) return fc.oneof(fc.constantFrom(...schema.examples), typedValues(schema));
  return typedValues(schema);
}

function typedValues(schema: Schema): fc.Arbitrary<unknown> {
  const type = Array.isArray(schema.type) ? (schema.type as string[])[0] : schema.type;
  switch (type) {
    case 'object':
      return objects(schema);
    case 'array':
      return arrays(schema);
    case 'string':
      return texts(schema);
    case 'integer':
      return fc.integer({ min: Math.max(least(schema), -1e9), max: Math.min(schema.maximum ?? 1e9, 1e9) });
    case 'number':
      return fc.integer({ min: Math.max(least(schema), 0), max: 1_000_000 }).map((thousandths) => thousandths / 1_000);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function least({ minimum, exclusiveMinimum }: Schema): number {
  return exclusiveMinimum === undefined ? (minimum ?? 0) : exclusiveMinimum + 1;
}

function objects({ properties = {}, required = [], additionalProperties }: Schema): fc.Arbitrary<unknown> {
  const named = fc.record(Object.fromEntries(Object.entries(properties).map(([key, piece]) => [key, valuesOf(piece)])), {
    requiredKeys: [...required],
  });
  if (typeof additionalProperties !== 'object') return named;
  const more = fc.dictionary(fc.stringMatching(/^X-[A-Z][a-z]{1,8}$/), valuesOf(additionalProperties), { maxKeys: 3 });
  return fc.tuple(named, more).map(([known, other]) => ({ ...other, ...known }));
}

function arrays({ items, prefixItems, minItems = 0, maxItems = 5 }: Schema): fc.Arbitrary<unknown> {
  if (prefixItems) return fc.tuple(...prefixItems.map(valuesOf));
  return fc.array(typeof items === 'object' ? valuesOf(items) : fc.jsonValue(), { minLength: minItems, maxLength: Math.min(maxItems, 5) });
}

function texts({ pattern, format, minLength = 0, maxLength = 30 }: Schema): fc.Arbitrary<unknown> {
  const known = format === undefined ? undefined : FORMATS[format];
  if (known) return known;
  const fitting = pattern === undefined ? undefined : matching(pattern);
  return fitting ?? WORD.map((text) => text.padEnd(minLength, 'x').slice(0, Math.max(minLength, maxLength)));
}

/** Undefined for a pattern that cannot be turned round, such as one that looks ahead. */
function matching(pattern: string): fc.Arbitrary<string> | undefined {
  try {
    return fc.stringMatching(new RegExp(pattern, 'u'), { size: 'small' });
  } catch {
    return undefined;
  }
}
