import type { JsonSchema } from '../api/json-schema';
import type { Choices, Field, FieldSource, GroupField } from './field';
import { humanLabel } from './human-label';
import { inOnePiece, typeOf } from './in-one-piece';
import { isPlain, linesField, plainField } from './plan-plain';
import { pointerTo } from './pointer';
import { fits, isSpelledTwice } from './variants';

/** Deeper than anybody would fill in; a schema that refers to itself ends here as JSON. */
const DEEPEST = 8;

interface Place {
  readonly name: string;
  readonly pointer: string;
  readonly isRequired: boolean;
  readonly sample: unknown;
  readonly depth: number;
}

interface Context {
  readonly root: JsonSchema;
  readonly choices: Choices;
}

/** The fields of a form for whatever the schema describes. */
export function planFields({ schema, sample, pointer, choices }: FieldSource): Field {
  return planField(schema, { name: '', pointer, isRequired: true, sample, depth: 0 }, { root: schema, choices });
}

function planField(given: JsonSchema, place: Place, context: Context): Field {
  const schema = inOnePiece(given, context.root);
  const basics = basicsOf(schema, place);
  if (schema.const !== undefined) return { ...basics, kind: 'constant', value: schema.const };
  if (isPlain(schema, context.root)) return plainField(schema, place.sample, { basics, root: context.root });
  if (schema.anyOf) return alternatives(schema, place, context);
  const type = place.depth < DEEPEST ? typeOf(schema) : undefined;
  if (type === 'object' && schema.properties) return group(schema, place, context);
  if (type === 'array') return list(schema, place, context);
  return { ...basics, kind: 'json', ...(place.sample !== undefined && { placeholder: JSON.stringify(place.sample) }) };
}

function basicsOf({ title, description }: JsonSchema, { name, pointer, isRequired, sample }: Place) {
  return {
    name,
    pointer,
    label: title ?? humanLabel(name),
    isTitled: title !== undefined,
    ...(description !== undefined && { help: description }),
    isRequired,
    isUsual: isRequired || (sample !== undefined && sample !== ''),
  };
}

function group(schema: JsonSchema, place: Place, context: Context): GroupField {
  const properties = Object.entries(schema.properties ?? {});
  const children = properties.map(([name, child]) =>
    planField(child, below(place, name, schema.required?.includes(name) ?? false, partOf(place.sample, name)), context),
  );
  return { ...basicsOf(schema, place), kind: 'group', children, isTuple: false };
}

function list(schema: JsonSchema, place: Place, context: Context): Field {
  const basics = basicsOf(schema, place);
  if (schema.prefixItems) {
    const children = schema.prefixItems.map((child, index) =>
      planField(child, below(place, String(index), true, partOf(place.sample, index)), context),
    );
    return { ...basics, kind: 'group', children, isTuple: true };
  }
  const items = schema.items ? inOnePiece(schema.items, context.root) : {};
  if (isPlain(items, context.root)) return linesField(items, place.sample, { basics, root: context.root });
  const itemAt = (index: number): Field =>
    planField(items, below(place, String(index), true, partOf(place.sample, index) ?? partOf(place.sample, 0)), context);
  return { ...basics, kind: 'list', itemAt, atLeast: schema.minItems ?? 0 };
}

function alternatives(schema: JsonSchema, place: Place, context: Context): Field {
  const shapes = (schema.anyOf ?? []).map((shape) => inOnePiece(shape, context.root));
  const sampled = shapes.findIndex((shape) => fits(place.sample, shape, context.root));
  const wanted = context.choices[place.pointer] ?? Math.max(sampled, 0);
  const chosen = wanted < shapes.length ? wanted : 0;
  const shape = shapes[chosen] ?? {};
  const { title, description } = schema;
  const field = planField(
    { ...shape, ...(title !== undefined && { title }), ...(description !== undefined && { description }) },
    place,
    context,
  );
  if (isSpelledTwice(shapes, context.root)) return field;
  const choices = shapes.map((each, index) => each.title ?? `Form ${index + 1}`);
  return { ...basicsOf(schema, place), kind: 'alternatives', choices, chosen, field };
}

function below({ pointer, depth }: Place, name: string, isRequired: boolean, sample: unknown): Place {
  return { name, pointer: pointerTo(pointer, name), isRequired, sample, depth: depth + 1 };
}

function partOf(sample: unknown, name: string | number): unknown {
  return typeof sample === 'object' && sample !== null ? (sample as Readonly<Record<string | number, unknown>>)[name] : undefined;
}
