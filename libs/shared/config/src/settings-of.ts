import { z } from 'zod';

/** What an operator needs to know of one setting. */
export interface SettingDescription {
  readonly name: string;
  readonly description: string | undefined;
  readonly default: unknown;
  readonly required: boolean;
}

/** The settings of a config schema in its own order. @throws Error when the schema is not an object of settings */
export function settingsOf(schema: z.ZodType): SettingDescription[] {
  return Object.entries(shapeOf(schema)).map(([name, piece]) => ({
    name,
    description: layersOf(piece).find((layer) => layer.description)?.description,
    default: layersOf(piece).find((layer) => layer instanceof z.ZodDefault)?.def.defaultValue,
    required: !piece.safeParse(undefined).success,
  }));
}

function shapeOf(schema: z.ZodType): Readonly<Record<string, z.ZodType>> {
  const object = layersOf(schema).find((layer) => layer instanceof z.ZodObject);
  if (!object) throw new Error('A config schema must be a z.object whose keys are the names of environment variables.');
  return object.shape;
}

/** A schema and all that it wraps: `.default()`, `.optional()` and `.transform()` put one schema around another. */
function layersOf(schema: z.ZodType): z.ZodType[] {
  const def = schema.def as { readonly innerType?: z.ZodType; readonly in?: z.ZodType };
  const inner = def.innerType ?? def.in;
  return inner ? [schema, ...layersOf(inner)] : [schema];
}
